import { expect, test } from "vitest";
import { chooseLocale } from "./choose-locale.ts";

test("a language chosen by hand wins over the browser's", () => {
  expect(chooseLocale("ko", "en-GB,en;q=0.9")).toBe("ko");
});

test("the browser's favourite among ours is taken, in the order of its qualities", () => {
  expect(chooseLocale(undefined, "de-DE,ko;q=0.5,en;q=0.8")).toBe("en");
  expect(chooseLocale(undefined, "ko-KR,ko;q=0.9,en-US;q=0.8")).toBe("ko");
});

test("a language refused with q=0 is not taken", () => {
  expect(chooseLocale(undefined, "ko;q=0,en")).toBe("en");
});

test.each([undefined, "xx", "../../etc/passwd"])(
  "an unknown choice %s leaves it to the browser",
  (chosen) => {
    expect(chooseLocale(chosen, "ko")).toBe("ko");
  },
);

test.each([null, "", ",,;;q=", "fr"])("without a language of ours in %j it is English", (accepted) => {
  expect(chooseLocale(undefined, accepted)).toBe("en");
});
