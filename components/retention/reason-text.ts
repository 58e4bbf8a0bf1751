"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { formatBytes } from "#components/ui/bytes.ts";
import type { Held, Reason } from "#lib/oci/retention/reason.ts";

/** Why a tag goes or stays, as a sentence. */
export function useReasonText(): (reason: Reason) => string {
  const t = useTranslations("retention.reason");
  const held = useHeldText();
  return (reason) => {
    switch (reason.code) {
      case "rule":
        return reason.held.length === 0 ? t("everything") : reason.held.map(held).join(" · ");
      case "unknown":
        return t("unknown", { number: reason.rule + 1, unknown: t(`unknowns.${reason.unknown}`) });
      case "no-rule": {
        const { doubt } = reason;
        if (doubt === null) return t("noRule");
        const why = t("doubt", { number: doubt.rule + 1, unknown: t(`unknowns.${doubt.unknown}`) });
        return `${t("noRule")} · ${why}`;
      }
      case "protected":
        return reason.rule === null
          ? t("protected", { pattern: reason.pattern })
          : t("protectedFrom", { pattern: reason.pattern, number: reason.rule + 1 });
      case "attached":
        return t("attached");
    }
  };
}

function useHeldText(): (held: Held) => string {
  const t = useTranslations("retention.reason.held");
  const format = useFormatter();
  const now = useNow();
  return (held) => {
    switch (held.condition) {
      case "tags":
        return t("tags", { pattern: held.pattern });
      case "created":
      case "pushed":
      case "pulled": {
        if (held.at === null) return t("neverPulled");
        return t(held.seen ? "seen" : held.condition, { when: format.relativeTime(held.at, now) });
      }
      case "platforms":
        return t("platforms", { pattern: held.pattern });
      case "labels":
        return t("labels", { label: held.label });
      case "largerThan":
      case "smallerThan": {
        const sign = held.condition === "largerThan" ? ">" : "<";
        return t("size", { size: `${formatBytes(held.bytes, format)} ${sign} ${held.than}` });
      }
      case "untagged":
        return t("untagged");
      case "newest":
      case "beyondNewest": {
        const { condition, place, count, line } = held;
        return line === "" ? t(condition, { place, count }) : t(`${condition}Line`, { place, count, line });
      }
    }
  };
}
