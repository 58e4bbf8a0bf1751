import { z } from "zod";
import type { Collector } from "../plan/collection.ts";

/** What collects the garbage: distribution by how it is run, or another product. */
export const collectorKinds = [
  "docker",
  "compose",
  "systemd",
  "kubernetes",
  "plain",
  "zot",
  "harbor",
  "gitlab",
  "gitea",
  "nexus",
] as const;

export type CollectorKind = (typeof collectorKinds)[number];

const distributions: ReadonlySet<CollectorKind> = new Set([
  "docker",
  "compose",
  "systemd",
  "kubernetes",
  "plain",
]);

/** Whether it is distribution, whose `garbage-collect` is a command. */
export const isDistribution = (kind: CollectorKind): boolean => distributions.has(kind);

/** A name as it stands in commands: nothing in it means anything to a shell. */
const named = (pattern: RegExp, fallback: string) =>
  z
    .string()
    .trim()
    .transform((text, context) => {
      if (text === "") return fallback;
      if (pattern.test(text)) return text;
      context.addIssue({
        code: "custom",
        message: "has characters that such a name cannot have",
        params: { code: "NAME_INVALID" },
      });
      return z.NEVER;
    })
    .default(fallback);

const container = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/;
const unit = /^[A-Za-z0-9][A-Za-z0-9_.@-]{0,127}$/;
const account = /^[a-z_][a-z0-9_-]{0,31}$/;
const kubernetesName = /^[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/;
/** Of steps that are neither `.` nor `..`. */
const absolutePath = /^(?:\/(?!\.{1,2}(?:\/|$))[A-Za-z0-9_.@+-]{1,100}){1,20}$/;

const webhook = z
  .string()
  .trim()
  .max(2048)
  .transform((text, context) => {
    if (text === "") return null;
    const url = URL.parse(text);
    const fits = url !== null && (url.protocol === "https:" || url.protocol === "http:");
    if (fits && url.username === "" && url.password === "" && url.hash === "") return url.href;
    context.addIssue({
      code: "custom",
      message: "must be an address such as https://hooks.example.com/collect, without a password in it",
      params: { code: "URL_INVALID" },
    });
    return z.NEVER;
  });

/** How a registry's garbage is collected. An empty name stands for what it usually is. */
export const collectorSettingSchema = z.strictObject({
  kind: z.enum(collectorKinds).default("docker"),
  /** distribution's: what `--delete-untagged` deletes differs. */
  major: z.union([z.literal(2), z.literal(3)]).default(2),
  /** Whether manifests without a tag go too. */
  deleteUntagged: z.boolean().default(false),
  /** Hours between two collections; null where they are run by hand. */
  everyHours: z.int().min(1).max(8_760).nullable().default(null),
  /** A collection that Stowage runs is ended after so many hours. */
  hoursAtMost: z.int().min(1).max(72).default(6),
  container: named(container, "registry"),
  service: named(container, "registry"),
  unit: named(unit, "docker-registry"),
  program: named(/^(?:\/[A-Za-z0-9_./+-]{1,255}|[A-Za-z0-9][A-Za-z0-9_.+-]{0,63})$/, "docker-registry"),
  account: named(account, "docker-registry"),
  namespace: named(kubernetesName, "default"),
  deployment: named(kubernetesName, "registry"),
  /** distribution's `config.yml` where it runs; empty for where its image or package has it. */
  config: named(absolutePath, ""),
  /** The folder that holds `docker/registry/v2`; empty for where its image or package has it. */
  storage: named(absolutePath, ""),
  /** What Stowage asks to collect; null for none. */
  webhook: webhook.nullable().default(null),
});

/** What {@link collectorSettingSchema} reads. */
export type CollectorSetting = z.output<typeof collectorSettingSchema>;

/** A setting as somebody wants it. The webhook's secret: absent, the stored one is kept; null, it is removed. */
export const collectorDraftSchema = collectorSettingSchema.extend({
  webhookSecret: z.string().min(1).max(4_096).nullable().optional(),
});

export type CollectorDraft = z.output<typeof collectorDraftSchema>;

/** What is taken for a registry that nobody has described. */
export const unknownCollector: CollectorSetting = collectorSettingSchema.parse({});

/** Where distribution's configuration is. */
export function configPath({ config, kind, major }: CollectorSetting): string {
  if (config !== "") return config;
  return kind === "systemd" || kind === "plain" || major === 2
    ? "/etc/docker/registry/config.yml"
    : "/etc/distribution/config.yml";
}

/** The folder in which a registry keeps `docker/registry/v2`; zot's is that of its repositories. */
export function storagePath({ storage, kind }: CollectorSetting): string {
  if (storage !== "") return storage;
  if (kind === "systemd") return "/var/lib/docker-registry";
  return kind === "zot" ? "/var/lib/zot" : "/var/lib/registry";
}

/** Which manifests a collection leaves. */
export function collectorOf({ kind, major }: CollectorSetting, deleteUntagged: boolean): Collector {
  if (!deleteUntagged) return "keep-untagged";
  return isDistribution(kind) && major === 2 ? "delete-untagged-2" : "delete-untagged-3";
}
