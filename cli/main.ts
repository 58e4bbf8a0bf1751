import { ApiError, openApi } from "./api.ts";
import { exitCodes, runCommand } from "./run-command.ts";
import { usage } from "./usage.ts";
import { readWords, UsageError } from "./words.ts";

async function main(): Promise<number> {
  const command = readWords(process.argv.slice(2));
  if (command.kind === "help") {
    process.stdout.write(usage);
    return exitCodes.done;
  }
  const { STOWAGE_URL: url, STOWAGE_TOKEN: token } = process.env;
  if (url === undefined || !URL.canParse(url)) {
    throw new UsageError("Set STOWAGE_URL to where Stowage answers, such as https://stowage.example.com.");
  }
  if (token === undefined || token === "") {
    throw new UsageError("Set STOWAGE_TOKEN to an API token. Settings › API tokens makes one.");
  }
  return runCommand(command, openApi({ url, token }), {
    out: (text) => process.stdout.write(text),
    progress: (text) => process.stderr.write(`${text}\n`),
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError) && !(error instanceof ApiError)) throw error;
  process.stderr.write(`stowage: ${error.message}\n`);
  process.exitCode = error instanceof UsageError ? exitCodes.usage : exitCodes.refused;
}
