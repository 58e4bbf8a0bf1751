import fc from "fast-check";
import { expect, test } from "vitest";
import { foldTokens } from "./fold.ts";

const plain = (text: string) => [{ kind: "plain", text }] as const;
const textOf = (tokens: readonly { text: string }[]) => tokens.map(({ text }) => text).join("");

test("shows a short command whole", () => {
  const { rest, hiddenLines } = foldTokens(plain("RUN a \\\n  && b \\\n  && c"));
  expect(rest).toEqual([]);
  expect(hiddenLines).toBe(0);
});

test("shows the first lines of a long command, and counts the others", () => {
  const { head, rest, hiddenLines } = foldTokens(
    plain(Array.from({ length: 20 }, (_, i) => `line ${i}`).join("\n")),
  );
  expect(textOf(head).split("\n")).toHaveLength(6);
  expect(textOf(rest).startsWith("\nline 6\n")).toBe(true);
  expect(hiddenLines).toBe(14);
});

test("does not fold a single line away", () => {
  expect(foldTokens(plain("1\n2\n3\n4\n5\n6\n7")).rest).toEqual([]);
});

test("folds one line that goes on for ever", () => {
  const { head, hiddenLines } = foldTokens(plain(`RUN ${"x".repeat(5000)}`));
  expect(textOf(head)).toHaveLength(700);
  expect(hiddenLines).toBe(1);
});

test("loses nothing, whatever the lines are like", () => {
  const lines = fc.array(fc.string({ maxLength: 300 }), { maxLength: 30 }).map((all) => all.join("\n"));
  fc.assert(
    fc.property(lines, fc.nat(500), (text, cut) => {
      const { head, rest } = foldTokens([
        { kind: "plain", text: text.slice(0, cut) },
        { kind: "string", text: text.slice(cut) },
      ]);
      expect(textOf(head) + textOf(rest)).toBe(text);
    }),
  );
});
