import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Bytes } from "#components/ui/bytes.tsx";
import type { SpaceNumbers } from "#lib/index/space/types.ts";
import { shareOf } from "./tile.ts";

/** What a registry holds, in numbers. */
export function Numbers({ numbers }: { readonly numbers: SpaceNumbers }) {
  const t = useTranslations("space.numbers");
  const format = useFormatter();
  const { bytes, sharedBytes, logicalBytes, repositories, tags, images } = numbers;
  const saved = logicalBytes - bytes;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3 lg:grid-cols-6">
      <Figure label={t("bytes")} hint={t("bytesHint")}>
        <Bytes bytes={bytes} />
      </Figure>
      <Figure label={t("shared")} hint={t("sharedHint")}>
        <Bytes bytes={sharedBytes} />
      </Figure>
      <Figure
        label={t("saved")}
        hint={t("savedHint", {
          share: format.number(shareOf(saved, logicalBytes), { style: "percent", maximumFractionDigits: 0 }),
        })}
      >
        <Bytes bytes={saved} />
      </Figure>
      <Figure label={t("repositories")}>{format.number(repositories)}</Figure>
      <Figure label={t("tags")}>{format.number(tags)}</Figure>
      <Figure label={t("images")} hint={t("imagesHint")}>
        {format.number(images)}
      </Figure>
    </dl>
  );
}

interface FigureProps {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}

function Figure({ label, hint, children }: FigureProps) {
  return (
    <div className="flex flex-col bg-raised px-3 py-2.5">
      <dt className="text-muted text-xs">{label}</dt>
      <dd className="tabular font-semibold text-lg leading-7">{children}</dd>
      {hint !== undefined && <dd className="text-muted text-xs">{hint}</dd>}
    </div>
  );
}
