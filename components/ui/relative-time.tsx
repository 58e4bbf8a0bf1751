import { useFormatter, useNow } from "next-intl";

/** When something was, as people say it, with the exact time on hover. What is no date is shown as it is. */
export function RelativeTime({ date }: { readonly date: string }) {
  const format = useFormatter();
  const now = useNow();
  const instant = new Date(date);
  if (Number.isNaN(instant.getTime())) return <span>{date}</span>;
  const exact = format.dateTime(instant, {
    year: "numeric",
    month: "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  });
  return (
    <time dateTime={instant.toISOString()} title={exact} className="tabular whitespace-nowrap">
      {format.relativeTime(instant, now)}
    </time>
  );
}
