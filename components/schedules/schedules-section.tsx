"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { apiFetch } from "#components/api/fetch.ts";
import { problemFrom } from "#components/api/problem.ts";
import { ProblemView } from "#components/problem/problem-view.tsx";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Schedule } from "#lib/retention/schedules/schedules.ts";
import { ScheduleDialog } from "./schedule-dialog.tsx";
import { ScheduleRow } from "./schedule-row.tsx";

interface SchedulesSectionProps {
  readonly slug: string;
  /** Whether the person may change them. */
  readonly editable: boolean;
}

/** The policies that are carried out again and again in a registry. */
export function SchedulesSection({ slug, editable }: SchedulesSectionProps) {
  const t = useTranslations("schedules");
  const client = useQueryClient();
  const [edited, setEdited] = useState<Schedule | "new" | null>(null);
  const {
    data: schedules,
    error,
    isPending,
  } = useQuery({
    queryKey: ["schedules", slug],
    queryFn: ({ signal }) => apiFetch<readonly Schedule[]>(`/api/registries/${slug}/schedules`, { signal }),
  });
  const close = () => {
    setEdited(null);
    void client.invalidateQueries({ queryKey: ["schedules", slug] });
  };
  return (
    <section aria-labelledby="schedules" className="mb-8 space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="schedules" className="font-semibold text-base">
          {t("title")}
        </h2>
        {editable && (
          <Button size="small" onClick={() => setEdited("new")}>
            {t("add")}
          </Button>
        )}
      </div>
      {error !== null && <ProblemView problem={problemFrom(error)} as="box" slug={slug} />}
      {isPending && <Skeleton className="h-12" />}
      {schedules?.length === 0 && (
        <p className="flex items-start gap-2.5 rounded-lg border border-line border-dashed px-3 py-2.5 text-muted">
          <CalendarClock aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t("empty")}
        </p>
      )}
      {schedules !== undefined && schedules.length > 0 && (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-raised">
          {schedules.map((schedule) => (
            <ScheduleRow
              key={schedule.id}
              schedule={schedule}
              {...(editable && { onEdit: () => setEdited(schedule) })}
            />
          ))}
        </ul>
      )}
      {edited !== null && (
        <ScheduleDialog slug={slug} schedule={edited === "new" ? null : edited} onClose={close} />
      )}
    </section>
  );
}
