import { z } from "zod";
import { orAbsent, stringMapSchema } from "./descriptor.ts";

const word = z.preprocess((value) => value ?? "", z.string());
const unknownWord = z.preprocess((value) => value ?? "unknown", z.string());
const stringMap = z.preprocess((value) => value ?? {}, stringMapSchema);
/** A list of strings. Docker takes one string where a list of one is meant, and Go writes an empty list as `null`. */
const strings = z.preprocess(
  (value) => (typeof value === "string" ? [value] : (value ?? [])),
  z.array(z.string()),
);
/** Go writes a set as a map of empty objects; its keys are what counts. Some tools write a list, as one would elsewhere. */
const keySet = z.preprocess(
  (value) => (typeof value === "object" && !Array.isArray(value) ? Object.keys(value ?? {}) : (value ?? [])),
  z.array(z.string()),
);
/** Docker's durations are nanoseconds; none at all is the default, as is zero. */
const nanoseconds = orAbsent(z.number().nonnegative());

/** RFC 3339. Go's zero time, the year 1, is what its programs write where they know no date. */
const instant = z.preprocess(
  (value) =>
    value === null || (typeof value === "string" && value.startsWith("0001-01-01T")) ? undefined : value,
  z.string().optional(),
);

const healthcheckSchema = z.object({
  /** `["NONE"]`, `["CMD", …]` or `["CMD-SHELL", command]`; empty where it is inherited. */
  Test: strings,
  Interval: nanoseconds,
  Timeout: nanoseconds,
  StartPeriod: nanoseconds,
  StartInterval: nanoseconds,
  Retries: orAbsent(z.number().int().nonnegative()),
});

const executionSchema = z.object({
  User: word,
  ExposedPorts: keySet,
  Env: strings,
  Entrypoint: strings,
  Cmd: strings,
  Volumes: keySet,
  WorkingDir: word,
  Labels: stringMap,
  StopSignal: orAbsent(z.string()),
  Shell: strings,
  OnBuild: strings,
  Healthcheck: orAbsent(healthcheckSchema),
  ArgsEscaped: orAbsent(z.boolean()),
});

const historySchema = z.object({
  created: instant,
  created_by: word,
  author: orAbsent(z.string()),
  comment: orAbsent(z.string()),
  /** A step that made no layer, such as `ENV`. */
  empty_layer: z.preprocess((value) => value ?? false, z.boolean()),
});

/** An image's config. OCI image specification, config.md; Docker's image.json is the same with `Healthcheck`, `Shell` and `OnBuild`. */
export const imageConfigSchema = z.object({
  created: instant,
  author: orAbsent(z.string()),
  architecture: unknownWord,
  os: unknownWord,
  "os.version": orAbsent(z.string()),
  "os.features": orAbsent(z.array(z.string())),
  variant: orAbsent(z.string()),
  config: z.preprocess((value) => value ?? {}, executionSchema),
  rootfs: z.preprocess(
    (value) => value ?? {},
    z.object({ type: z.preprocess((value) => value ?? "layers", z.string()), diff_ids: strings }),
  ),
  history: z.preprocess((value) => value ?? [], z.array(historySchema)),
});

export type ImageConfig = z.output<typeof imageConfigSchema>;
export type Healthcheck = z.output<typeof healthcheckSchema>;
export type HistoryEntry = z.output<typeof historySchema>;

/**
 * Reads an image's config from its bytes.
 *
 * @returns the config, or the reason why the bytes are none.
 */
export function readImageConfig(
  bytes: Uint8Array,
): { ok: true; config: ImageConfig } | { ok: false; why: string } {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return { ok: false, why: "The config is not JSON in UTF-8." };
  }
  const parsed = imageConfigSchema.safeParse(json);
  if (parsed.success) return { ok: true, config: parsed.data };
  const issue = parsed.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? "" : ` “${issue.path.join(".")}”:`;
  return {
    ok: false,
    why: `The config is not as the specification has it:${where} ${issue?.message ?? "it cannot be read"}.`,
  };
}
