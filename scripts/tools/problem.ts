import { styleText } from "node:util";

/** What stops a script, as a sentence for the person who ran it; printed without a stack. */
export class Problem extends Error {
  override readonly name = "Problem";
}

/** Whether an error's message is a sentence for a person, so that its stack would only be in the way. */
function isForPerson(error: unknown): error is Error {
  return error instanceof Problem || (error instanceof Error && /^(Config|Registry)Error$/.test(error.name));
}

/** Runs a script's `main`; a failure is printed and ends the process with code 1. */
export async function runScript(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (isForPerson(error)) console.error(styleText("red", error.message));
    else console.error(error);
    process.exitCode = 1;
  }
}

/** One line about what a script does now. */
export function say(sentence: string): void {
  console.log(`${styleText("cyan", "›")} ${sentence}`);
}
