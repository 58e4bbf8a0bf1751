import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandLine, shellQuote } from "./shell-quote.ts";

describe("shellQuote", () => {
  it.each([
    ["nginx", "nginx"],
    ["--flag=a,b:c/d@e%f+g", "--flag=a,b:c/d@e%f+g"],
    ["daemon off;", "'daemon off;'"],
    ["it's", "'it'\\''s'"],
    ["$HOME", "'$HOME'"],
    ["~", "'~'"],
    ["", "''"],
    ["=ls", "'=ls'"],
    ["[::1]:5000", "'[::1]:5000'"],
    ["a\nb\t'\\\u001b", "$'a\\nb\\t\\'\\\\\\u001b'"],
  ])("%j", (word, quoted) => {
    expect(shellQuote(word)).toBe(quoted);
  });

  it("leaves nothing that could break out, or that a terminal would act upon", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (word) => {
        const quoted = shellQuote(word);
        expect(quoted).not.toMatch(/\p{Cc}/u);
        expect(quoted).toMatch(/^(?:[\w@%+=:,./-]+|'[^']*'(?:\\''[^']*')*|\$'(?:[^'\\]|\\.)*')$/su);
      }),
    );
  });
});

describe("commandLine", () => {
  it("is read back by a shell as the same words", () => {
    const word = fc.string({ unit: fc.constantFrom(..."ab '\"$`\\*?[]{}()<>|&;!#~=-é한") });
    const words = fc.sample(word, { numRuns: 300, seed: 1 });
    const output = execFileSync("sh", ["-c", `printf '%s\\0' ${commandLine(words)}`], { encoding: "utf8" });
    expect(output.split("\0").slice(0, -1)).toEqual(words);
  });
});
