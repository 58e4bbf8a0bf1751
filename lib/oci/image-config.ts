import { z } from "zod";

const stringMap = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {});
const strings = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);
/** Go writes a set as a map of empty objects; its keys are what counts. */
const keySet = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => Object.keys(value ?? {}));
/** Docker's durations are nanoseconds. */
const nanoseconds = z.number().nonnegative().optional();

const healthcheckSchema = z.object({
  /** `["NONE"]`, `["CMD", …]` or `["CMD-SHELL", command]`. */
  Test: strings,
  Interval: nanoseconds,
  Timeout: nanoseconds,
  StartPeriod: nanoseconds,
  StartInterval: nanoseconds,
  Retries: z.number().int().nonnegative().optional(),
});

const executionSchema = z.object({
  User: z.string().default(""),
  ExposedPorts: keySet,
  Env: strings,
  Entrypoint: strings,
  Cmd: strings,
  Volumes: keySet,
  WorkingDir: z.string().default(""),
  Labels: stringMap,
  StopSignal: z.string().optional(),
  Shell: strings,
  OnBuild: strings,
  Healthcheck: healthcheckSchema.nullish().transform((value) => value ?? undefined),
  ArgsEscaped: z.boolean().optional(),
});

const historySchema = z.object({
  /** RFC 3339. */
  created: z.string().optional(),
  created_by: z.string().default(""),
  author: z.string().optional(),
  comment: z.string().optional(),
  /** A step that made no layer, such as `ENV`. */
  empty_layer: z.boolean().default(false),
});

/** An image's config. OCI image specification, config.md; Docker's image.json is the same with `Healthcheck`, `Shell` and `OnBuild`. */
export const imageConfigSchema = z.object({
  /** RFC 3339. */
  created: z
    .string()
    .nullish()
    .transform((value) => value ?? undefined),
  author: z.string().optional(),
  architecture: z.string().default("unknown"),
  os: z.string().default("unknown"),
  "os.version": z.string().optional(),
  variant: z.string().optional(),
  config: executionSchema.nullish().transform((value) => value ?? executionSchema.parse({})),
  rootfs: z
    .object({ type: z.string().default("layers"), diff_ids: strings })
    .default({ type: "layers", diff_ids: [] }),
  history: z
    .array(historySchema)
    .nullish()
    .transform((value) => value ?? []),
});

export type ImageConfig = z.output<typeof imageConfigSchema>;
export type ExecutionConfig = ImageConfig["config"];
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
  return {
    ok: false,
    why: `The config is not as the specification has it: ${issue?.path.join(".")} ${issue?.message}.`,
  };
}
