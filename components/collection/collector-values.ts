import type { CollectorKind, CollectorSetting } from "#lib/cleanup/collection/collector-setting.ts";

/** Names that commands need, each a line of text in the form. */
type NameField =
  | "container"
  | "service"
  | "unit"
  | "program"
  | "account"
  | "namespace"
  | "deployment"
  | "config"
  | "storage";

/** What runs a registry, in the order in which it is offered. */
export const kinds = [
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
] as const satisfies readonly CollectorKind[];

const fieldsOf: Readonly<Record<CollectorKind, readonly NameField[]>> = {
  docker: ["container", "config", "storage"],
  compose: ["service", "config", "storage"],
  systemd: ["unit", "program", "account", "config", "storage"],
  kubernetes: ["namespace", "deployment", "config", "storage"],
  plain: ["program", "config", "storage"],
  zot: ["storage"],
  harbor: [],
  gitlab: [],
  gitea: [],
  nexus: [],
};

/** The names that commands of a kind need. */
export const namesFor = (kind: CollectorKind): readonly NameField[] => fieldsOf[kind];

/** Whether a kind is distribution, whose versions differ. */
export const hasVersions = (kind: CollectorKind): boolean => fieldsOf[kind].includes("config");

/** The form as it stands: numbers are text while they are typed. */
export interface CollectorValues extends Readonly<Record<NameField, string>> {
  readonly kind: CollectorKind;
  readonly major: 2 | 3;
  readonly deleteUntagged: boolean;
  readonly everyHours: string;
  readonly hoursAtMost: string;
  readonly webhook: string;
  readonly secret: string;
  readonly removeSecret: boolean;
}

/** What the form begins with. */
export function valuesOf(setting: CollectorSetting): CollectorValues {
  return {
    ...setting,
    everyHours: setting.everyHours === null ? "" : String(setting.everyHours),
    hoursAtMost: String(setting.hoursAtMost),
    webhook: setting.webhook ?? "",
    secret: "",
    removeSecret: false,
  };
}

/** What is sent. A number that is none is sent as it is, for the server to say so. */
export function draftOf({ secret, removeSecret, ...values }: CollectorValues) {
  const number = (text: string) => (/^\d+$/.test(text.trim()) ? Number(text) : text);
  return {
    ...values,
    everyHours: values.everyHours.trim() === "" ? null : number(values.everyHours),
    hoursAtMost: number(values.hoursAtMost),
    ...(removeSecret ? { webhookSecret: null } : secret === "" ? {} : { webhookSecret: secret }),
  };
}
