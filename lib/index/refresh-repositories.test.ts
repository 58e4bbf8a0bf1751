import { describe, expect, onTestFinished, test } from "vitest";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { fresh } from "#lib/jobs/jobs.ts";
import { parseRepositoryName, type RepositoryName } from "#lib/oci/reference.ts";
import { repository as onDockerHub, startDockerHub } from "#lib/registry/described/docker-hub.ts";
import { repository as onGhcr, startGhcr } from "#lib/registry/described/ghcr.ts";
import { repository as onGitlab, startGitlab } from "#lib/registry/described/gitlab.ts";
import { repository as onHarbor, startHarbor } from "#lib/registry/described/harbor.ts";
import { imageTags, indexTag } from "#lib/registry/described/shelf.ts";
import { account } from "#lib/registry/described/tokens.ts";
import { startZot } from "#lib/registry/described/zot.ts";
import { type DescribedHost, failureOf, openDescribed } from "#lib/registry/test-described-registry.ts";
import type { IndexContext } from "./context.ts";
import { refreshRepositories } from "./refresh-repositories.ts";
import { refreshTags } from "./refresh-tags.ts";
import { syncJobId } from "./sync-job-id.ts";
import { countedRows } from "./test-repository-rows.ts";
import type { RepositoryListEvent, RepositoryRow } from "./types.ts";

/** An empty index of a registry, until the test ends. */
function indexOf(host: DescribedHost): IndexContext {
  const db = openTestDatabase();
  onTestFinished(() => db.destroy());
  return { registry: openDescribed(host, account), db };
}

/** The kinds of events of a list, its problem, and the rows it ends with. */
async function listed(context: IndexContext, byHand: readonly RepositoryName[]) {
  const events: RepositoryListEvent["type"][] = [];
  let problem: string | undefined;
  for await (const event of refreshRepositories(context, byHand)) {
    events.push(event.type);
    if (event.type === "catalog-problem") problem = event.problem.code;
  }
  const rows = await countedRows(context.db, "described");
  return { events, problem, rows: new Map<string, RepositoryRow>(rows.map((row) => [row.repository, row])) };
}

test.each([
  ["GHCR", onGhcr, "DENIED", startGhcr],
  ["Docker Hub", onDockerHub, "DENIED", async () => (await startDockerHub()).registry],
  ["GitLab", onGitlab, "DENIED", async () => (await startGitlab()).registry],
  ["Harbor, for all but administrators,", onHarbor, "UNAUTHORIZED", () => startHarbor()],
] as const)(
  "%s has no catalog for us, and repositories listed by hand are read all the same",
  async (...row) => {
    const [, name, code, start] = row;
    const { events, problem, rows } = await listed(indexOf(await start()), [parseRepositoryName(name)]);
    expect(events).toEqual(["catalog-problem", "read", "done"]);
    expect(problem).toBe(code);
    expect(rows.get(name)).toMatchObject({
      tags: imageTags.length + 1,
      lastCreated: "2026-01-02T03:04:05Z",
      problem: null,
    });
  },
);

test("a repository listed by hand that the account may not read has its problem in its row", async () => {
  const { rows } = await listed(indexOf(await startGhcr()), [
    parseRepositoryName(onGhcr),
    parseRepositoryName("eve/secret"),
  ]);
  expect(rows.get("eve/secret")?.problem?.code).toBe("DENIED");
  expect(rows.get(onGhcr)?.problem).toBeNull();
});

test("without anything listed by hand, a closed catalog is the error of the list", async () => {
  const context = indexOf((await startDockerHub()).registry);
  expect(await failureOf(listed(context, []))).toMatchObject({ code: "DENIED" });
});

describe("while a sync of the registry runs", () => {
  async function syncing(context: IndexContext) {
    const values = { ...fresh(syncJobId("described")), owner: "another", lease_until: Date.now() + 60_000 };
    await context.db.insertInto("jobs").values(values).execute();
  }

  test("the list is what is known, and the registry is not asked", async () => {
    const context = indexOf(await startZot(["app"]));
    await listed(context, []);
    await syncing(context);
    const { events, rows } = await listed(context, []);
    expect(events).toEqual([]);
    expect(rows.get("app")).toMatchObject({ tags: imageTags.length + 1 });
  });

  test("a list of which nothing is known yet still names its repositories", async () => {
    const context = indexOf(await startZot(["app"]));
    await syncing(context);
    const { events } = await listed(context, []);
    expect(events).toEqual(["listed", "listed"]);
  });
});

test("a catalog and a list by hand are one list", async () => {
  const context = indexOf(await startZot(["app"]));
  const { events, rows } = await listed(context, [parseRepositoryName("gone")]);
  expect(events.slice(0, 2)).toEqual(["listed", "listed"]);
  expect(rows.get("app")).toMatchObject({ tags: imageTags.length + 1, problem: null });
});

test("a repository that Harbor does not have any more is forgotten", async () => {
  const context = indexOf(await startHarbor());
  const gone = parseRepositoryName("library/gone");
  await listed(context, [parseRepositoryName(onHarbor), gone]);
  const table = async () => {
    for await (const _ of refreshTags(context, gone));
  };
  expect(await failureOf(table())).toMatchObject({ code: "NAME_UNKNOWN" });
  const known = await countedRows(context.db, "described");
  expect(known.map(({ repository }) => repository)).toEqual([onHarbor]);
});

test(`the index reads ${indexTag} and the image behind it from blobs on another host`, async () => {
  const { registry, storage } = await startDockerHub();
  const { rows } = await listed(indexOf(registry), [parseRepositoryName(onDockerHub)]);
  expect(rows.get(onDockerHub)?.size).toBeGreaterThan(0);
  expect(storage.asked.length).toBeGreaterThan(0);
  expect(storage.asked.every(({ authorization }) => authorization === undefined)).toBe(true);
});
