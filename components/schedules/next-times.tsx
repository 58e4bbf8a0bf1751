"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useDeferredValue } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { useProblemSentence } from "#components/problem/problem-sentence.ts";

interface NextTimesProps {
  readonly cron: string;
  readonly timeZone: string;
}

/** When a cron expression comes next, or what is wrong with it, as one types. */
export function NextTimes(typed: NextTimesProps) {
  const t = useTranslations("schedules");
  const format = useFormatter();
  const sentence = useProblemSentence();
  const { cron, timeZone } = useDeferredValue(typed);
  const { data, error } = useQuery({
    queryKey: ["cron", cron, timeZone],
    // With the zone that they are of: while another is typed, these stay, and what is typed may be none.
    queryFn: async ({ signal }) => ({
      timeZone,
      times: await apiFetch<readonly number[]>(`/api/cron?${new URLSearchParams({ cron, timeZone })}`, {
        signal,
      }),
    }),
    enabled: cron.trim() !== "" && timeZone.trim() !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (error !== null) {
    return (
      <p role="status" className="text-danger text-xs">
        {sentence(error)}
      </p>
    );
  }
  return (
    <div role="status" className="text-muted text-xs">
      {data !== undefined && (
        <>
          {t("nextTimes")}{" "}
          {data.times
            .map((time) =>
              format.dateTime(new Date(time), {
                weekday: "short",
                year: "numeric",
                month: "short",
                day: "numeric",
                hour: "2-digit",
                minute: "2-digit",
                timeZone: data.timeZone,
                timeZoneName: "short",
              }),
            )
            .join(" · ")}
        </>
      )}
    </div>
  );
}
