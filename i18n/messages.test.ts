import {
  isPluralElement,
  isSelectElement,
  isTagElement,
  parse,
  TYPE,
} from "@formatjs/icu-messageformat-parser";
import { expect, test } from "vitest";
import { en } from "./messages/en.ts";
import { ko } from "./messages/ko.ts";

type Elements = ReturnType<typeof parse>;

/** Every message by its whole key. */
function flat(messages: object, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(messages)) {
    const key = prefix === "" ? name : `${prefix}.${name}`;
    if (typeof value === "string") found.set(key, value);
    else for (const [inner, text] of flat(value, key)) found.set(inner, text);
  }
  return found;
}

/** What a message is filled with: its arguments and tags, wherever they stand in it. */
function filledWith(elements: Elements): string[] {
  const names = elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return [];
    if (isPluralElement(element) || isSelectElement(element)) {
      return [element.value, ...Object.values(element.options).flatMap(({ value }) => filledWith(value))];
    }
    if (isTagElement(element)) return [`<${element.value}>`, ...filledWith(element.children)];
    return [element.value];
  });
  return [...new Set(names)].toSorted();
}

const english = flat(en);
const korean = flat(ko);

test("every message is there in both languages, and none beyond", () => {
  expect([...korean.keys()].toSorted()).toEqual([...english.keys()].toSorted());
});

test("no message is empty", () => {
  const empty = [...english, ...korean].filter(([, message]) => message.trim() === "").map(([key]) => key);
  expect(empty).toEqual([]);
});

test("every message is filled with the same in both languages", () => {
  const differing = [...english].filter(
    ([key, message]) => filledWith(parse(message)).join() !== filledWith(parse(korean.get(key) ?? "")).join(),
  );
  expect(differing.map(([key]) => key)).toEqual([]);
});
