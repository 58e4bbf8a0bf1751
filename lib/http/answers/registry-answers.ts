import { z } from "zod";
import { instantAnswer, problemAnswer, repositoryAnswer, slugAnswer } from "./common.ts";

/** A registry as it is configured. */
export const registryAnswer = z.strictObject({
  slug: slugAnswer,
  name: z.string(),
  url: z.string(),
  plainHttp: z.boolean(),
  skipTlsVerify: z.boolean(),
  ca: z.string().optional().meta({ description: "Certificates in PEM." }),
  username: z.string().optional().meta({ description: "For administrators alone." }),
  hasPassword: z.boolean(),
  publicAddress: z.string().optional(),
  readOnly: z.boolean().meta({ description: "Stowage deletes nothing in it." }),
  repositories: z
    .array(repositoryAnswer)
    .meta({ description: "Listed by hand; empty where it has a catalog." }),
  origin: z.enum(["database", "environment", "file"]),
});

/** How a registry answers. */
export const registryStateAnswer = z.discriminatedUnion("state", [
  z.strictObject({ state: z.literal("ok"), milliseconds: z.number() }),
  z.strictObject({ state: z.literal("failed"), problem: problemAnswer }),
]);

/** How the sync of a registry stands. */
export const syncAnswer = z.strictObject({
  state: z.enum(["waiting", "running", "paused"]),
  startedAt: instantAnswer.nullable(),
  finishedAt: instantAnswer.nullable(),
  progress: z
    .looseObject({ repositories: z.number(), repositoriesRead: z.number() })
    .nullable()
    .meta({ description: "How far the round is." }),
  problem: problemAnswer.nullable(),
});

const row = z.strictObject({
  repository: repositoryAnswer,
  tags: z.number().nullable(),
  size: z.number().nullable().meta({ description: "Bytes, each blob once." }),
  lastCreated: z.string().nullable().meta({ description: "RFC 3339." }),
  problem: problemAnswer.nullable(),
});

const line = {
  key: z.string(),
  depth: z.int(),
  around: z.int().nullable().meta({ description: "The place of the namespace around it." }),
  label: z.string(),
} as const;

/** Some lines of the list of repositories. */
export const repositoryLinesAnswer = z.strictObject({
  offset: z.int(),
  size: z.int().meta({ description: "How many lines a window has." }),
  lines: z.array(
    z.discriminatedUnion("kind", [
      z.strictObject({ kind: z.literal("repository"), ...line, row }),
      z.strictObject({
        kind: z.literal("namespace"),
        ...line,
        path: z.string(),
        open: z.boolean(),
        repositories: z.int(),
        tags: z.number().nullable(),
        size: z.number().nullable(),
        created: z.string().nullable(),
      }),
    ]),
  ),
  count: z.int(),
  matching: z.int(),
  repositories: z.int(),
});

/** What reading the repositories of a registry says. */
export const repositoriesEventAnswer = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("listed"), repositories: z.int(), complete: z.boolean() }),
  z.strictObject({ type: z.literal("catalog-problem"), problem: problemAnswer }),
  z.strictObject({ type: z.literal("read"), read: z.int(), repositories: z.int() }),
  z.strictObject({ type: z.literal("done") }),
]);

/** Repositories whose names have a text in them. */
export const foundRepositoriesAnswer = z.array(
  z.strictObject({ registry: slugAnswer, repository: repositoryAnswer }),
);

/** A step of the check of a connection. */
export const checkStepAnswer = z.looseObject({
  id: z.string(),
  state: z.enum(["ok", "warning", "failed", "skipped"]),
  code: z.string(),
});

/** How the delivery of a registry's notifications stands. */
export const notificationsAnswer = z.strictObject({
  tokenMadeAt: instantAnswer.nullable(),
  received: z.int(),
  receivedAt: instantAnswer.nullable(),
});

/** A token for notifications that was just made. */
export const notificationTokenAnswer = z.strictObject({ token: z.string(), state: notificationsAnswer });

/** How many events were taken in. */
export const receivedAnswer = z.strictObject({ accepted: z.int(), ignored: z.int() });
