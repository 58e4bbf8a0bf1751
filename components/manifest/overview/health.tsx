import { useTranslations } from "next-intl";
import { formatNanoseconds } from "#lib/oci/duration.ts";
import type { Healthcheck } from "#lib/oci/image-config.ts";
import { commandLine } from "#lib/oci/shell-quote.ts";

/** What Docker takes where the image says nothing, or zero; in nanoseconds. */
const defaults = { interval: 30e9, timeout: 30e9, startInterval: 5e9, retries: 3 };

/** A healthcheck in words. */
export function Health({ check }: { readonly check: Healthcheck | undefined }) {
  const t = useTranslations("manifest.health");
  const [form, ...words] = check?.Test ?? [];
  if (check === undefined || form === undefined) return <span className="text-muted">{t("none")}</span>;
  if (form === "NONE") return t("off");
  const command = form === "CMD-SHELL" ? words.join(" ") : commandLine(form === "CMD" ? words : check.Test);
  const startPeriod = check.StartPeriod ?? 0;
  return (
    <div className="space-y-1">
      <code className="block break-words text-[0.8125rem]">{command}</code>
      <p className="text-muted">
        {t("terms", {
          interval: formatNanoseconds(check.Interval || defaults.interval),
          timeout: formatNanoseconds(check.Timeout || defaults.timeout),
          retries: check.Retries || defaults.retries,
        })}
        {startPeriod > 0 && (
          <>
            {" "}
            {t("start", {
              period: formatNanoseconds(startPeriod),
              interval: formatNanoseconds(check.StartInterval || defaults.startInterval),
            })}
          </>
        )}
      </p>
    </div>
  );
}
