import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breakShellLines } from "./shell-lines.ts";

/** What Docker makes of lines that end in a backslash. */
const join = (text: string) => text.replaceAll("\\\n", "");

/** The command as a shell sees it: blanks outside quotes are one blank, and none at the ends. */
function words(command: string): string {
  const pieces =
    command.match(/\\.|\$'(?:\\.|[^'\\])*'?|'[^']*'?|"(?:\\.|[^"\\])*"?|`(?:\\.|[^`\\])*`?|[ \t]+|[\s\S]/g) ??
    [];
  return pieces
    .map((piece) => (/^[ \t]+$/.test(piece) ? " " : piece))
    .join("")
    .trim();
}

describe("breakShellLines", () => {
  it("leaves one command on one line", () => {
    expect(breakShellLines("apk add curl")).toBe("apk add curl");
  });

  it("starts a line at each &&", () => {
    expect(breakShellLines("a && b && c")).toBe("a \\\n    && b \\\n    && c");
  });

  it("ends the line behind the && where it ended there before", () => {
    expect(breakShellLines("apt-get update &&     apt-get install -y curl &&     rm x")).toBe(
      "apt-get update && \\\n    apt-get install -y curl && \\\n    rm x",
    );
  });

  it.each([
    'echo "a && b"',
    "echo 'a  && b'",
    "(cd a && make)",
    "[[ -f a && -f b ]]",
    "echo a\\ \\ b",
    "x=`a && b`",
    "echo $'it\\'s  &&'",
  ])("does not break inside %s", (command) => {
    expect(breakShellLines(command)).toBe(command);
  });

  it("does not break behind a # nor before one, where the line would become a comment", () => {
    expect(breakShellLines("a  # b && c  d")).toBe("a  # b && c  d");
  });

  it("leaves a command that has lines already", () => {
    expect(breakShellLines("a && b\nc && d")).toBe("a && b\nc && d");
  });

  it("never changes the command that a shell sees, nor starts a line with #", () => {
    const piece = fc.constantFrom(
      ..."a b && || ; | ( ) { } [[ ]] ' \" ` \\ $ $( $' # x=1 -y".split(" "),
      " ",
      "  ",
      "\t",
      "    ",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const command = pieces.join("");
        const broken = breakShellLines(command);
        if (!/(?:^|[ \t])#/.test(command)) expect(words(join(broken))).toBe(words(command));
        for (const line of broken.split("\n").slice(1)) expect(line).toMatch(/^ +[^# ]/);
        for (const line of broken.split("\n").slice(0, -1)) expect(line).toMatch(/ \\$/);
      }),
      { numRuns: 2000 },
    );
  });

  it("takes a command of a megabyte in its stride", () => {
    for (const hostile of [
      " ".repeat(1e6),
      "&& ".repeat(3e5),
      '"'.repeat(1e6),
      "(".repeat(1e6),
      "\\".repeat(1e6),
      "a  ".repeat(3e5),
    ]) {
      const started = performance.now();
      breakShellLines(`x${hostile}`);
      expect(performance.now() - started).toBeLessThan(1000);
    }
  });
});
