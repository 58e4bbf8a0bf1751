import type { ReferenceDetail } from "#lib/index/types.ts";
import type { ManifestReference } from "#lib/oci/reference.ts";
import type { RegistrySetting } from "#lib/settings/types.ts";
import { manifestPage, type Place } from "./addresses.ts";
import { readView, type View } from "./views.ts";

/** What the page needs to know of a registry: how to name it in addresses and in pull commands. */
export type ManifestRegistry = Pick<
  RegistrySetting,
  "slug" | "name" | "url" | "plainHttp" | "skipTlsVerify" | "ca" | "readOnly" | "publicAddress"
>;

/** What the page is about, in the words by which its views and badges go. */
type PageKind = "image" | "index" | "artifact" | "schema1" | "unknown";

/** What all parts of the page share. */
export interface Page {
  readonly registry: ManifestRegistry;
  readonly place: Place;
  readonly detail: ReferenceDetail;
  readonly kind: PageKind;
  /** How the page was opened: by tag or by digest. */
  readonly reference: ManifestReference;
  /** The views that there are for what the page is about, in the order of their tabs. */
  readonly views: readonly View[];
  readonly view: View;
  /** This page with another view or platform, the rest kept. */
  readonly address: (query: { readonly view?: View; readonly platform?: string }) => string;
}

/** Puts together what the parts of the page share. */
export function readPage(registry: ManifestRegistry, detail: ReferenceDetail, viewAsked: string): Page {
  const place = { slug: registry.slug, repository: detail.repository };
  const reference = detail.tag ?? detail.digest;
  const kind = kindOf(detail);
  const views = viewsOf(detail, kind);
  const asked = readView(viewAsked);
  const view = views.includes(asked) ? asked : "overview";
  const platform = detail.platformAsked?.found === true ? detail.platformAsked.key : undefined;
  return {
    registry,
    place,
    detail,
    kind,
    reference,
    views,
    view,
    address: (query) => manifestPage(place, reference, { view, platform, ...query }),
  };
}

function kindOf({ summary, artifact }: ReferenceDetail): PageKind {
  if (summary.kind !== "manifest") return summary.kind;
  return artifact === null || artifact.type.kind === "image" ? "image" : "artifact";
}

function viewsOf({ image }: ReferenceDetail, kind: PageKind): readonly View[] {
  if (image !== null) return ["overview", "layers", "history", "config", "attached", "raw"];
  return kind === "unknown" ? ["overview", "raw"] : ["overview", "attached", "raw"];
}
