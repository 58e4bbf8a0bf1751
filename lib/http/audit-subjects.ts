import { auditValue, changesOf } from "#lib/audit/changes.ts";
import type { AuditSubject } from "#lib/audit/types.ts";
import type { RegistryDraft } from "#lib/settings/registry-draft.ts";
import type { RegistryChange } from "#lib/settings/registry-store.ts";
import type { RegistrySetting } from "#lib/settings/types.ts";

/** What became of a registry's settings, for the audit log. Of its password only that it changed; of certificates how many. */
export function registryAudit({ before, after, passwordChanged }: RegistryChange): AuditSubject {
  const slug = (after ?? before)?.slug;
  return {
    ...(slug === undefined ? {} : { registry: slug }),
    details: { ...changesOf(shown(before), shown(after)), ...(passwordChanged && { passwordChanged }) },
  };
}

/** What somebody wanted a registry to be, where it did not come to that. */
export function draftAudit({ slug, name, url }: RegistryDraft): AuditSubject {
  return { registry: slug, details: { name: auditValue(name), url: auditValue(url) } };
}

function shown(setting: RegistrySetting | null): Readonly<Record<string, unknown>> {
  if (setting === null) return {};
  const { slug: _, origin: __, ca, ...rest } = setting;
  return { ...rest, certificates: ca === undefined ? 0 : ca.split("-----BEGIN").length - 1 };
}
