import { useFormatter, useTranslations } from "next-intl";
import { Bytes } from "#components/ui/bytes.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { HistoryStep } from "#lib/oci/dockerfile.ts";
import { secretInText } from "../secrets.ts";
import { DockerfileCode } from "./dockerfile-code.tsx";

interface StepProps {
  readonly step: HistoryStep;
  /** Counted from 1. */
  readonly number: number;
  /** The largest layer's size in bytes: the bars are measured against it. */
  readonly largest: number;
  /** Where the layer with this number is listed, counted from 1. */
  readonly layerAddress: (layer: number) => string;
}

/** One step of the history: its line of the Dockerfile, its layer, and on demand its own words. */
export function HistoryStepRow({ step, number, largest, layerAddress }: StepProps) {
  const t = useTranslations("manifest.history");
  const format = useFormatter();
  const { layer, empty, text, raw, created, comment, author } = step;
  const secret = secretInText(raw);
  const differs = raw !== "" && raw !== text;
  return (
    <li
      id={`step-${number}`}
      className="grid scroll-mt-20 grid-cols-[2rem_minmax(0,1fr)] gap-x-3 gap-y-1 px-3 py-2.5 target:bg-accent-soft sm:grid-cols-[2rem_minmax(0,1fr)_8rem]"
    >
      <span className="pt-px text-right text-muted text-xs leading-5 tabular-nums">{number}</span>
      <div className="min-w-0">
        {text === "" ? (
          <p className="text-muted text-sm">{t("silentLayer")}</p>
        ) : (
          <DockerfileCode text={text} />
        )}
        {secret !== null && <p className="mt-1 text-warning text-xs">{t("secret")}</p>}
        {comment !== undefined && <p className="mt-1 text-muted text-xs">{t("comment", { comment })}</p>}
        {author !== undefined && <p className="mt-1 text-muted text-xs">{t("author", { author })}</p>}
        {(differs || created !== undefined) && (
          <div className="mt-1 flex flex-wrap items-start gap-x-4 text-muted text-xs">
            {created !== undefined && (
              <span className="leading-6">
                <RelativeTime date={created} />
              </span>
            )}
            {differs && (
              <details className="min-w-0 max-w-full">
                <summary className="min-h-6 w-fit cursor-pointer leading-6 hover:text-foreground">
                  {t("raw")}
                </summary>
                <pre className="mt-1 whitespace-pre-wrap break-all rounded bg-subtle p-2 font-mono">
                  {raw}
                </pre>
              </details>
            )}
          </div>
        )}
      </div>
      <div className="col-start-2 text-xs sm:col-start-3 sm:text-right">
        {layer === undefined ? (
          <span className="text-muted">{empty ? t("noLayer") : t("layerMissing")}</span>
        ) : (
          <>
            <a className="link max-sm:underline" href={layerAddress(layer.index + 1)}>
              {t("layer", { number: layer.index + 1 })}
            </a>
            <span className="ml-2 font-medium text-sm tabular-nums sm:ml-0 sm:block">
              <Bytes bytes={layer.size} />
            </span>
            <span
              aria-hidden
              className="mt-1 block h-1 w-24 overflow-hidden rounded-full bg-subtle sm:ml-auto"
              title={format.number(largest === 0 ? 0 : layer.size / largest, { style: "percent" })}
            >
              <span
                className="block h-full bg-bar-a"
                style={{ width: `${largest === 0 ? 0 : (layer.size / largest) * 100}%` }}
              />
            </span>
            {layer.guessed && <span className="mt-1 block text-muted">{t("guessed")}</span>}
          </>
        )}
      </div>
    </li>
  );
}
