import { z } from "zod";
import { asText } from "#lib/oci/descriptor.ts";
import type { HelmChart } from "./types.ts";

const present = (value: unknown) => value !== undefined && value !== null;
/** YAML turned into JSON: a version such as `1.0` may have become a number. */
const text = z.preprocess((value) => (present(value) ? asText(value) : null), z.string().nullable());
const word = z.preprocess((value) => (present(value) ? asText(value) : ""), z.string());
const list = z.preprocess((value) => (Array.isArray(value) ? value : []), z.array(z.unknown()));
const texts = list.transform((items) => items.map(asText));
/** Those items of a list that are as they should be. */
const only = <Shape extends z.ZodType>(shape: Shape) =>
  list.transform((items) =>
    items.flatMap((item) => {
      const read = shape.safeParse(item);
      return read.success ? [read.data] : [];
    }),
  );

const chartSchema = z.object({
  name: z.string(),
  version: word,
  appVersion: text,
  description: text,
  type: text,
  kubeVersion: text,
  home: text,
  deprecated: z.preprocess((value) => value === true, z.boolean()),
  sources: texts,
  keywords: texts,
  maintainers: only(z.object({ name: word, email: text })),
  dependencies: only(z.object({ name: z.string(), version: word, repository: text })),
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
  return read.success ? read.data : null;
}
