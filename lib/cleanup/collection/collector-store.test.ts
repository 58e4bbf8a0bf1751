import type { Kysely } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Schema } from "#lib/db/schema.ts";
import { openTestDatabase } from "#lib/db/test-database.ts";
import { secretBox } from "#lib/settings/secret-box.ts";
import { collectorDraftSchema } from "./collector-setting.ts";
import { readCollector, saveCollector, webhookSecret } from "./collector-store.ts";

const box = secretBox(["a secret of thirty-two characters"]);
let db: Kysely<Schema>;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.destroy());

const save = (draft: object) =>
  saveCollector({ db, box: () => box }, "prod", collectorDraftSchema.parse(draft), 1);
const secret = () => webhookSecret({ db, box: () => box }, "prod");

test("the secret of a webhook is sealed, and kept while the webhook stays at its server", async () => {
  await save({ webhook: "https://hooks.example.com/one", webhookSecret: "abc" });
  const row = await db.selectFrom("cleanup_collectors").selectAll().executeTakeFirstOrThrow();
  expect(JSON.stringify(row)).not.toContain("abc");
  await save({ webhook: "https://hooks.example.com/two", everyHours: 24 });
  expect(await secret()).toBe("abc");
  expect(await readCollector({ db }, "prod")).toMatchObject({
    described: true,
    hasWebhookSecret: true,
    setting: { everyHours: 24, webhook: "https://hooks.example.com/two" },
  });
});

test("a kept secret goes to no other server", async () => {
  await save({ webhook: "https://hooks.example.com/", webhookSecret: "abc" });
  await expect(save({ webhook: "https://evil.example.com/" })).rejects.toMatchObject({
    code: "PASSWORD_NEEDED",
    field: "webhookSecret",
  });
  await save({ webhook: "https://evil.example.com/", webhookSecret: null });
  expect(await secret()).toBeNull();
});

test("without a webhook no secret is kept", async () => {
  await save({ webhook: "https://hooks.example.com/", webhookSecret: "abc" });
  await save({ webhook: "" });
  expect(await secret()).toBeNull();
  expect(await readCollector({ db }, "elsewhere")).toMatchObject({
    described: false,
    hasWebhookSecret: false,
  });
});
