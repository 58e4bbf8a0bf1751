import { digestAddress, repositoryAddress, tagAddress } from "#components/ui/address.ts";
import { formatBytes } from "#components/ui/bytes.ts";
import type { SpaceBlob, SpaceEntry, SpaceImage, SpacePart } from "#lib/index/space/types.ts";
import { shortDigest } from "#lib/oci/digest.ts";
import { monthTiles } from "./month-tiles.ts";
import { spaceAddress } from "./space-address.ts";
import { restTile, sharedTile, type Tile, type Wording } from "./tile.ts";

/** The parts of a part, as they are drawn and listed: the largest first, and what belongs to none of them at the end. */
export function tilesOf(part: SpacePart, wording: Wording, every: "month" | "quarter"): readonly Tile[] {
  const { t } = wording;
  switch (part.kind) {
    case "namespace":
      return [
        ...part.entries.map((entry) => entryTile(entry, wording)),
        ...restTile(t("othersHere", { count: part.rest.count }), part.rest.bytes),
        ...sharedTile("shared", t("shared.repositories"), t("shared.repositoriesHint"), part.sharedBytes),
      ];
    case "repository":
      return [
        ...part.images.map((image) => imageTile(image, wording, false)),
        ...restTile(t("otherImages", { count: part.rest.count }), part.rest.bytes),
        ...sharedTile("inside", t("shared.inside"), t("shared.insideHint"), part.sharedInside),
        ...sharedTile("outside", t("shared.outside"), t("shared.outsideHint"), part.sharedOutside),
      ];
    case "image":
      return part.blobs.map((blob) => blobTile(blob, wording));
    case "months":
      return monthTiles(part, wording, every);
    case "month":
      return [
        ...part.images.map((image) => imageTile(image, wording, true)),
        ...restTile(t("otherImages", { count: part.rest.count }), part.rest.bytes),
      ];
    case "blobs":
      return [
        ...part.blobs.map((blob) => blobTile(blob, wording)),
        ...restTile(t("otherBlobs", { count: part.rest.count }), part.rest.bytes),
      ];
  }
}

function entryTile(entry: SpaceEntry, { t, slug }: Wording): Tile {
  const { kind, path, label, repositories, images, exclusiveBytes } = entry;
  const isNamespace = kind === "namespace";
  const at = isNamespace ? `${path}/` : path;
  return {
    key: at,
    label: isNamespace ? `${label}/` : label,
    facts: isNamespace ? t("facts.namespace", { repositories, images }) : t("facts.images", { images }),
    bytes: exclusiveBytes,
    look: isNamespace ? "dark" : "light",
    href: spaceAddress(slug, { at }),
  };
}

function imageTile(image: SpaceImage, { t, format, slug }: Wording, named: boolean): Tile {
  const { repository, digest, tag, tags, bytes, exclusiveBytes } = image;
  const name = tag ?? shortDigest(digest);
  return {
    key: `${repository}@${digest}`,
    label: named ? `${repository}:${name}` : name,
    facts: t("facts.image", { tags, size: formatBytes(bytes, format) }),
    bytes: exclusiveBytes,
    look: "light",
    href: spaceAddress(slug, { at: repository, image: digest }),
    more: {
      label: t("openImage"),
      href: tag === null ? digestAddress(slug, repository, digest) : tagAddress(slug, repository, tag),
    },
  };
}

function blobTile(blob: SpaceBlob, { t, slug }: Wording): Tile {
  const { digest, kind, bytes, images, repositories, repository } = blob;
  const facts = t(`facts.${kind}`, { images, repositories });
  const search = `/search?q=${encodeURIComponent(`layer:${digest}`)}`;
  const tile = {
    key: digest,
    label: shortDigest(digest),
    facts,
    bytes,
    look: images > 1 ? ("shared" as const) : kind === "layer" ? ("light" as const) : ("dark" as const),
  };
  if (kind === "manifest") return { ...tile, href: digestAddress(slug, repository, digest) };
  if (kind === "config") return { ...tile, href: null };
  return {
    ...tile,
    href: search,
    more: { label: t("openRepository", { repository }), href: repositoryAddress(slug, repository) },
  };
}
