import { useTranslations } from "next-intl";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { TextWithLinks } from "./text-with-links.tsx";

interface PairsTableProps {
  /** What the table is about, for screen readers. */
  readonly caption: string;
  readonly pairs: readonly (readonly [key: string, value: string])[];
}

/** So many characters of a value are shown before it is folded. */
const foldedFrom = 400;

/** Labels or annotations: keys with values, each to copy; long values are folded. */
export function PairsTable({ caption, pairs }: PairsTableProps) {
  const t = useTranslations("manifest");
  return (
    <div className="overflow-hidden rounded-lg border border-line bg-raised">
      <table className="w-full table-fixed text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t("key")}</th>
            <th scope="col">{t("value")}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {pairs.map(([key, value]) => (
            <tr key={`${key}=${value}`} className="block px-3 py-1.5 sm:table-row">
              <th
                scope="row"
                className="block break-words text-left align-top font-mono font-normal text-[0.8125rem] text-muted sm:table-cell sm:w-2/5 sm:px-3 sm:py-2"
              >
                {key}
              </th>
              <td className="block align-top font-mono text-[0.8125rem] sm:table-cell sm:py-1 sm:pr-1">
                <div className="flex items-start gap-2">
                  <div className="min-w-0 flex-1 py-1">
                    <FoldedText text={value} />
                  </div>
                  <CopyButton text={value} label={t("copyValueOf", { name: key })} />
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FoldedText({ text }: { readonly text: string }) {
  const t = useTranslations("manifest");
  if (text === "") return <span className="text-muted">{t("emptyValue")}</span>;
  if (text.length <= foldedFrom) return <TextWithLinks text={text} />;
  return (
    <details className="group">
      <summary className="cursor-pointer break-words">
        {text.slice(0, 120)}…{" "}
        <span className="text-muted group-open:hidden">
          {t("moreCharacters", { count: text.length - 120 })}
        </span>
      </summary>
      <div className="mt-2 whitespace-pre-wrap break-words">{text}</div>
    </details>
  );
}
