import { useTranslations } from "next-intl";
import { blobFileName } from "#components/layers/compression.ts";
import { numbered } from "#components/layers/numbered.ts";
import { Bytes } from "#components/ui/bytes.tsx";
import type { Descriptor } from "#lib/oci/descriptor.ts";
import { shortDigest } from "#lib/oci/digest.ts";
import { blobAddress } from "../addresses.ts";
import { contentName } from "../attached/attached-group.tsx";
import type { Page } from "../page-model.ts";
import { Digest } from "../parts/digest.tsx";
import { Section } from "../parts/section.tsx";

interface ContentTableProps {
  readonly page: Page;
  readonly layers: readonly Descriptor[];
}

/** The layers of an artifact: files as a rule, each with its title and media type. */
export function ContentTable({ page, layers }: ContentTableProps) {
  const t = useTranslations("manifest.artifact");
  return (
    <Section id="contents" title={t("contents")} aside={layers.length}>
      {layers.length === 0 ? (
        <p className="text-muted text-sm">{t("empty")}</p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line bg-raised text-sm">
          {numbered(layers).map(({ item: layer, number }) => (
            <li key={number} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
              <div className="min-w-0 flex-1 basis-64">
                <a
                  className="link break-all font-medium"
                  href={blobAddress(page.place, layer.digest)}
                  download={
                    layer.annotations?.["org.opencontainers.image.title"] ??
                    blobFileName(shortDigest(layer.digest), layer.mediaType)
                  }
                >
                  {contentName(layer)}
                </a>
                <code className="block break-all text-muted text-xs">{layer.mediaType}</code>
                {layer.annotations?.["in-toto.io/predicate-type"] !== undefined && (
                  <code className="block break-all text-muted text-xs">
                    {layer.annotations["in-toto.io/predicate-type"]}
                  </code>
                )}
              </div>
              <Digest digest={layer.digest} />
              <span className="ml-auto w-20 text-right tabular-nums">
                <Bytes bytes={layer.size} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
