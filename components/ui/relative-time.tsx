import { useFormatter, useNow } from "next-intl";

interface RelativeTimeProps {
  readonly date: string;
  /** It has happened, even where the page is older than it: never “in 8 seconds”. */
  readonly past?: boolean;
  /** What it is counted from; the time at which the page was made where absent. */
  readonly now?: Date;
}

/** When something was, as people say it, with the exact time on hover. What is no date is shown as it is. */
export function RelativeTime({ date, past = false, now: given }: RelativeTimeProps) {
  const format = useFormatter();
  const made = useNow();
  const now = given ?? made;
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
      {format.relativeTime(instant, past && instant > now ? instant : now)}
    </time>
  );
}
