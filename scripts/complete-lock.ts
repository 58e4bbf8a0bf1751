/** Adds to `package-lock.json` the optional packages that npm left out; to be run after `npm install` where the lock file's test asks for it. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type LockFile, missingOptionalPackages } from "./tools/lock-file.ts";
import { root } from "./tools/next-server.ts";
import { runScript, say } from "./tools/problem.ts";

await runScript(async () => {
  const path = join(root, "package-lock.json");
  const lock: LockFile = JSON.parse(await readFile(path, "utf8"));
  const missing = missingOptionalPackages(lock);
  const packages = Object.entries({ ...lock.packages, ...missing }).sort(([one], [other]) =>
    one.localeCompare(other, "en"),
  );
  await writeFile(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`);
  say(`${Object.keys(missing).length} optional packages added`);
});
