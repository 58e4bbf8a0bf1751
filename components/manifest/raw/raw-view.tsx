import { useTranslations } from "next-intl";
import { type Digest, shortDigest } from "#lib/oci/digest.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import { blobAddress, manifestAddress } from "../addresses.ts";
import { JsonDocument, type JsonWords } from "../json/json-document.tsx";
import type { Page } from "../page-model.ts";

/** The documents behind the page, letter by letter: the manifest, of an index also the image's, and the config. */
export function RawView({ page }: { readonly page: Page }) {
  const t = useTranslations("manifest.raw");
  const { detail, place, kind } = page;
  const { image, artifact } = detail;
  const words: JsonWords = {
    copy: t("copy"),
    download: t("download"),
    asStored: t("asStored"),
    foldAll: t("foldAll"),
    unfoldAll: t("unfoldAll"),
    fold: t("fold"),
    unfold: t("unfold"),
    sameBytes: t("sameBytes"),
    otherBytes: t("otherBytes"),
    notJson: t("notJson"),
    more: t("more"),
  };
  const document = (id: string, title: string, text: string, digest: Digest, href: string) => (
    <JsonDocument
      // Another platform is another document: nothing of it stays folded.
      key={`${id} ${digest}`}
      id={id}
      title={title}
      text={text}
      place={place}
      downloadHref={href}
      fileName={`${shortDigest(digest)}.json`}
      words={words}
    />
  );
  const config =
    image !== null
      ? { text: image.rawConfig, digest: image.configDescriptor.digest }
      : artifact !== null && artifact.rawConfig !== null && artifact.config.mediaType !== mediaTypes.ociEmpty
        ? { text: artifact.rawConfig, digest: artifact.config.digest }
        : null;
  return (
    <div className="space-y-4">
      {document(
        "raw-manifest",
        kind === "index" ? t("index") : t("manifest"),
        detail.rawManifest,
        detail.digest,
        manifestAddress(place, detail.digest),
      )}
      {image !== null &&
        image.digest !== detail.digest &&
        document(
          "raw-image",
          t("imageManifest", { platform: image.platform }),
          image.rawManifest,
          image.digest,
          manifestAddress(place, image.digest),
        )}
      {config !== null &&
        document("raw-config", t("config"), config.text, config.digest, blobAddress(place, config.digest))}
    </div>
  );
}
