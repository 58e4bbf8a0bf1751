import { useTranslations } from "next-intl";
import { numbered } from "#components/layers/numbered.ts";
import { Bytes } from "#components/ui/bytes.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { AttachedArtifact } from "#lib/index/types.ts";
import { artifactKind } from "#lib/oci/artifact.ts";
import type { Descriptor } from "#lib/oci/descriptor.ts";
import { blobAddress, manifestPage } from "../addresses.ts";
import type { Page } from "../page-model.ts";
import { Digest } from "../parts/digest.tsx";
import { PairsTable } from "../parts/pairs-table.tsx";
import { labelOf } from "./entries-table.tsx";

interface AttachedItemProps {
  readonly page: Page;
  readonly artifact: AttachedArtifact;
}

/** One thing attached: what it is, about which manifest, how it was found, and what it holds. */
export function AttachedItem({ page, artifact }: AttachedItemProps) {
  const t = useTranslations("manifest.attached");
  const { descriptor, label, subject, source, tag, contents } = artifact;
  const annotations = Object.entries(descriptor.annotations ?? {}).filter(
    ([key]) => !key.startsWith("vnd.docker.reference."),
  );
  const created = descriptor.annotations?.["org.opencontainers.image.created"];
  return (
    <li className="space-y-1.5 px-3 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium text-sm">{label}</span>
        <Digest digest={descriptor.digest} href={manifestPage(page.place, descriptor.digest)} />
        {created !== undefined && !Number.isNaN(Date.parse(created)) && (
          <span className="text-muted text-xs">
            <RelativeTime date={created} />
          </span>
        )}
        <span className="text-muted text-xs sm:ml-auto">
          {subject !== page.detail.digest &&
            `${t("about", { platform: labelOf(page.detail.entries, subject) })} · `}
          {t(`source.${source}`)}
        </span>
      </div>
      {tag !== null && (
        <p className="text-muted text-xs">
          {t.rich("tag", { name: tag, code: (text) => <code className="break-all">{text}</code> })}
        </p>
      )}
      {contents === null && <p className="text-muted text-xs">{t("contentsUnknown")}</p>}
      {contents !== null && contents.length > 0 && (
        <ul className="space-y-0.5 border-line border-l-2 pl-3">
          {numbered(contents).map(({ item: content, number }) => (
            <li key={number} className="flex flex-wrap items-center gap-x-2 text-xs">
              <Digest digest={content.digest} href={blobAddress(page.place, content.digest)} />
              <span className="min-w-0 break-all">{contentName(content)}</span>
              <span className="text-muted">
                <Bytes bytes={content.size} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {annotations.length > 0 && (
        <details>
          <summary className="min-h-6 w-fit cursor-pointer text-muted text-xs leading-6">
            {t("annotations", { count: annotations.length })}
          </summary>
          <div className="mt-1">
            <PairsTable caption={t("annotations", { count: annotations.length })} pairs={annotations} />
          </div>
        </details>
      )}
    </li>
  );
}

/** What a blob of an artifact is: its title, what its type or predicate stands for, else its media type. */
export function contentName({ annotations, mediaType }: Descriptor): string {
  const title = annotations?.["org.opencontainers.image.title"];
  if (title !== undefined && title !== "") return title;
  const { label, kind } = artifactKind({ layers: [{ mediaType, annotations }] });
  return kind === "artifact" ? mediaType : label;
}
