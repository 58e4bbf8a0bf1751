import type { ReferenceDetail } from "#lib/index/types.ts";
import type { RegistrySetting } from "#lib/settings/types.ts";

/** What the page needs to know of a registry: how to name it in addresses and in pull commands. */
export type ManifestRegistry = Pick<
  RegistrySetting,
  "slug" | "name" | "url" | "plainHttp" | "skipTlsVerify" | "readOnly" | "publicAddress"
>;

export interface ManifestPageProps {
  readonly registry: ManifestRegistry;
  readonly detail: ReferenceDetail;
  /** `?view=` as it stands in the address. */
  readonly view: string;
  /** Whether this person may delete here: an operator, and a registry that is not read-only. */
  readonly canDelete: boolean;
}

/** The page of a tag or a digest: an image, an index, or an artifact. */
export function ManifestPage({ detail }: ManifestPageProps) {
  return <main>{detail.digest}</main>;
}
