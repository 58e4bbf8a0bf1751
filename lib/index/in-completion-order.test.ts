import { expect, test } from "vitest";
import { inCompletionOrder } from "./in-completion-order.ts";

test("yields results as they finish, not as they started", async () => {
  const releases = new Map<string, () => void>();
  const generator = inCompletionOrder(["slow", "fast"], 2, async (name) => {
    await new Promise<void>((resolve) => releases.set(name, resolve));
    return name;
  });
  const first = generator.next();
  releases.get("fast")?.();
  expect((await first).value).toBe("fast");
  const second = generator.next();
  releases.get("slow")?.();
  expect((await second).value).toBe("slow");
  expect((await generator.next()).done).toBe(true);
});

test("never has more at work than the limit", async () => {
  let running = 0;
  let most = 0;
  const results: number[] = [];
  for await (const result of inCompletionOrder(
    Array.from({ length: 50 }, (_, i) => i),
    7,
    async (item) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return item;
    },
  )) {
    results.push(result);
  }
  expect(most).toBe(7);
  expect(results.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
});

test("starts nothing more after a failure, and passes it on", async () => {
  const started: number[] = [];
  const run = async () => {
    for await (const _ of inCompletionOrder([1, 2, 3, 4, 5, 6], 2, async (item) => {
      started.push(item);
      if (item === 2) throw new Error("broken");
      return item;
    })) {
      // only the order of events matters
    }
  };
  await expect(run()).rejects.toThrow("broken");
  expect(started.length).toBeLessThan(5);
});

test("starts nothing more when the consumer leaves", async () => {
  const started: number[] = [];
  for await (const item of inCompletionOrder([1, 2, 3, 4, 5], 1, async (item) => {
    started.push(item);
    return item;
  })) {
    if (item === 2) break;
  }
  expect(started).toEqual([1, 2]);
});
