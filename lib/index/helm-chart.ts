import { z } from "zod";
import { asText } from "#lib/oci/descriptor.ts";
import type { HelmChart } from "./types.ts";

/** YAML turned into JSON: a version such as `1.0` may have become a number. */
const text = z.unknown().transform((value) => (value === undefined || value === null ? null : asText(value)));
const texts = z.array(z.unknown().transform(asText)).catch([]);
const entries = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((items) =>
      items.flatMap((item) => {
        const read = shape.safeParse(item);
        return read.success ? [read.data] : [];
      }),
    );

const word = z.unknown().transform((value) => (value === undefined || value === null ? "" : asText(value)));

const chartSchema = z.object({
  name: z.string(),
  version: text,
  appVersion: text,
  description: text,
  type: text,
  kubeVersion: text,
  home: text,
  deprecated: z.boolean().catch(false),
  sources: texts,
  keywords: texts,
  maintainers: entries(z.object({ name: word, email: text })),
  dependencies: entries(z.object({ name: z.string(), version: word, repository: text })),
});

/**
 * Reads a chart's metadata from the config of its manifest, which is its Chart.yaml as JSON (Helm, HIP-0006).
 * Whatever is missing or odd is left out; null where it is no chart at all.
 */
export function readHelmChart(json: string): HelmChart | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  const read = chartSchema.safeParse(value);
  return read.success ? { ...read.data, version: read.data.version ?? "" } : null;
}
