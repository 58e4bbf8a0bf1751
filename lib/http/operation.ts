import type { z } from "zod";

/** Parts of the API, in the order in which they are described. */
export const apiGroups = [
  "session",
  "registries",
  "repositories",
  "tags",
  "search",
  "deletions",
  "retention",
  "activity",
  "audit",
  "tokens",
  "users",
  "settings",
  "service",
] as const;

export type ApiGroup = (typeof apiGroups)[number];

/** What a route answers with when nothing is wrong. */
export type Answer =
  /** One JSON document. */
  | { readonly kind: "json"; readonly status: 200 | 201; readonly schema: z.ZodType }
  /** JSON documents, one a line, as they come; the last may be `{ "type": "problem", "problem": … }`. */
  | { readonly kind: "lines"; readonly schema: z.ZodType }
  | { readonly kind: "nothing" }
  /** What has no schema of ours, and its media type. */
  | { readonly kind: "bytes"; readonly mediaType: string };

/** What an operation of the API is, for its description at `/api/openapi.json` and `/reference`. */
export interface Operation {
  /** Its name for programs; it stays. */
  readonly id: string;
  readonly group: ApiGroup;
  /** A sentence in English; `i18n/messages` has it in every language under the operation's id. */
  readonly summary: string;
  readonly answer: Answer;
}

/** Answers with a JSON document of a schema. */
export function json(schema: z.ZodType): Answer {
  return { kind: "json", status: 200, schema };
}

/** Answers with what was created. */
export function createdAs(schema: z.ZodType): Answer {
  return { kind: "json", status: 201, schema };
}

/** Answers with lines of a schema. */
export function lines(schema: z.ZodType): Answer {
  return { kind: "lines", schema };
}

/** Answers with bytes of a media type. */
export function bytes(mediaType: string): Answer {
  return { kind: "bytes", mediaType };
}

/** Answers without a body. */
export const nothing: Answer = { kind: "nothing" };
