import { expect, test } from "vitest";
import { detached } from "./detached.ts";

async function* numbers(upTo: number, seen: number[]) {
  for (let number = 1; number <= upTo; number += 1) {
    await Promise.resolve();
    seen.push(number);
    yield number;
  }
}

test("hands on every item in order", async () => {
  const items: number[] = [];
  for await (const item of detached(numbers(100, []), () => undefined)) items.push(item);
  expect(items).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
});

test("the source goes on to its end after the reader left", async () => {
  const seen: number[] = [];
  const finished = Promise.withResolvers<void>();
  async function* source() {
    yield* numbers(20, seen);
    finished.resolve();
  }
  for await (const item of detached(source(), () => undefined)) if (item === 3) break;
  await finished.promise;
  expect(seen).toHaveLength(20);
});

test("a failure reaches the reader after the items before it", async () => {
  async function* source() {
    yield 1;
    throw new Error("broken");
  }
  const items: number[] = [];
  const read = async () => {
    for await (const item of detached(source(), () => undefined)) items.push(item);
  };
  await expect(read()).rejects.toThrow("broken");
  expect(items).toEqual([1]);
});

test("a failure that nobody reads any more is told to onUnheard", async () => {
  const heard = Promise.withResolvers<unknown>();
  const left = Promise.withResolvers<void>();
  async function* source() {
    yield 1;
    await left.promise;
    throw new Error("too late");
  }
  for await (const _ of detached(source(), heard.resolve)) break;
  left.resolve();
  expect(await heard.promise).toMatchObject({ message: "too late" });
});
