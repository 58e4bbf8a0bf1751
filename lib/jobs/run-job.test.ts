import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { readJob, requestRound, setPaused } from "./jobs.ts";
import { runJob } from "./run-job.ts";

let db: ReturnType<typeof openTestDatabase>;
/** Milliseconds since 1970; tests move it. */
let clock: number;
beforeEach(() => {
  db = openTestDatabase();
  clock = 1_000_000;
});
afterEach(() => db.destroy());

const options = (owner: string) => ({
  owner,
  beat: 5,
  now: () => clock,
  problemOf: (error: unknown) => {
    if (error instanceof RangeError) return { code: "TIMEOUT", message: error.message };
    throw error;
  },
});

const until = async (signal: AbortSignal) => {
  while (!signal.aborted) await delay(1);
};

test("a round that is done leaves its last progress", async () => {
  const end = await runJob<{ done: number }>(db, "sync/a", options("one"), async ({ report }) => {
    report({ done: 1 });
    report({ done: 2 });
  });
  expect(end).toBe("done");
  expect(await readJob(db, "sync/a", clock)).toEqual({
    id: "sync/a",
    state: "waiting",
    asked: false,
    startedAt: 1_000_000,
    finishedAt: 1_000_000,
    progress: { done: 2 },
    problem: null,
  });
});

test("progress can be seen while the work is under way", async () => {
  await runJob<number>(db, "sync/a", options("one"), async ({ report }) => {
    report(7);
    for (;;) {
      const job = await readJob(db, "sync/a", clock);
      expect(job.state).toBe("running");
      if (job.progress === 7) return;
      await delay(1);
    }
  });
});

describe("two processes", () => {
  test("do not run the same job at a time", async () => {
    let other: string | undefined;
    await runJob(db, "sync/a", options("one"), async () => {
      other = await runJob(db, "sync/a", options("two"), async () => undefined);
    });
    expect(other).toBe("elsewhere");
  });

  test("run different jobs at a time", async () => {
    let other: string | undefined;
    await runJob(db, "sync/a", options("one"), async () => {
      other = await runJob(db, "sync/b", options("two"), async () => undefined);
    });
    expect(other).toBe("done");
  });

  test("take a job over from one that died, with the time at which its round began", async () => {
    await runJob(db, "sync/a", { ...options("dead"), beat: 100_000 }, async () => {
      clock += 2_000_000;
      const end = await runJob(db, "sync/a", options("heir"), async ({ startedAt }) => {
        expect(startedAt).toBe(1_000_000);
      });
      expect(end).toBe("done");
    });
    // The dead one, had it only slept, must not undo what its heir wrote.
    expect(await readJob(db, "sync/a", clock)).toMatchObject({ state: "waiting", finishedAt: clock });
  });
});

test("a pause ends the work, and going on keeps the time of the round", async () => {
  const end = await runJob(db, "sync/a", options("one"), async ({ signal }) => {
    await setPaused(db, "sync/a", true);
    await until(signal);
  });
  expect(end).toBe("interrupted");
  expect(await readJob(db, "sync/a", clock)).toMatchObject({ state: "paused", finishedAt: null });
  expect(await runJob(db, "sync/a", options("one"), async () => undefined)).toBe("elsewhere");

  clock += 50_000;
  await setPaused(db, "sync/a", false);
  await runJob(db, "sync/a", options("one"), async ({ startedAt }) => {
    expect(startedAt).toBe(1_000_000);
  });
  expect.assertions(4);
});

test("a server that stops leaves the round to be gone on with", async () => {
  const stopping = new AbortController();
  const end = await runJob(
    db,
    "sync/a",
    { ...options("one"), signal: stopping.signal },
    async ({ signal }) => {
      stopping.abort();
      await until(signal);
      throw new Error("whatever breaks when it is ended");
    },
  );
  expect(end).toBe("interrupted");
  expect(await readJob(db, "sync/a", clock)).toMatchObject({ finishedAt: null, problem: null });
});

test("a failure is kept with its reason until the next round", async () => {
  const end = await runJob(db, "sync/a", options("one"), async () => {
    throw new RangeError("took too long");
  });
  expect(end).toBe("failed");
  expect((await readJob(db, "sync/a", clock)).problem).toEqual({ code: "TIMEOUT", message: "took too long" });
  await runJob(db, "sync/a", options("one"), async () => undefined);
  expect((await readJob(db, "sync/a", clock)).problem).toBeNull();
});

test("a defect is thrown, and still gives the job free", async () => {
  const run = runJob(db, "sync/a", options("one"), async () => {
    throw new Error("defect");
  });
  await expect(run).rejects.toThrow("defect");
  expect(await readJob(db, "sync/a", clock)).toMatchObject({
    state: "waiting",
    problem: { code: "UNEXPECTED" },
  });
});

test("a round that is asked for begins anew", async () => {
  await runJob(db, "sync/a", options("one"), async () => undefined);
  clock += 10;
  await requestRound(db, "sync/a");
  expect((await readJob(db, "sync/a", clock)).finishedAt).toBeNull();
  await runJob(db, "sync/a", options("one"), async ({ startedAt }) => expect(startedAt).toBe(1_000_010));
  expect.assertions(2);
});
