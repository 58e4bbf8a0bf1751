import { openDatabase } from "#lib/db/database.ts";
import { openRegistry } from "#lib/registry/open.ts";
import { runPlan } from "./run-plan.ts";

/*
 * A process that carries out a plan and nothing else, so that a test can kill it: the database's file, the registry's address
 * and the plan are its words. It says `begun` when it begins.
 */
const [file = "", url = "", plan = ""] = process.argv.slice(2);
const db = openDatabase(file);
const registry = openRegistry({ slug: "killed", name: "Killed", url, plainHttp: true, skipTlsVerify: false });
process.stdout.write("begun\n");
await runPlan({ db, registry }, plan, new AbortController().signal);
await registry.close();
await db.destroy();
