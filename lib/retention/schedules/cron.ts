import { Cron } from "croner";
import { RetentionError } from "../retention-error.ts";

/**
 * When a cron expression of five fields comes next, in a time zone of the IANA database. Where clocks are put forward, what falls
 * into the hour that there is not is done after it; where they are put back, it is done once.
 *
 * @param after milliseconds since 1970, as are the instants given.
 * @param count how many instants; fewer where there are no more.
 * @throws {RetentionError} `CRON_INVALID` where it cannot be read; `CRON_NEVER`; `TIME_ZONE_UNKNOWN`.
 */
export function nextTimes(cron: string, timeZone: string, after: number, count = 1): number[] {
  if (!isTimeZone(timeZone)) {
    throw new RetentionError(
      "TIME_ZONE_UNKNOWN",
      `There is no time zone “${timeZone}”. It is written as Asia/Seoul, Europe/Berlin or UTC.`,
      { timeZone },
      { field: "timeZone" },
    );
  }
  let times: Date[];
  try {
    times = new Cron(cron, { timezone: timeZone, mode: "5-part", paused: true }).nextRuns(
      count,
      new Date(after),
    );
  } catch (error) {
    throw invalid(cron, error instanceof Error ? error.message.replace(/^CronPattern: /, "") : "");
  }
  if (times.length === 0) {
    throw new RetentionError(
      "CRON_NEVER",
      `“${cron}” never comes: no month that it names has such a day.`,
      { cron },
      { field: "cron" },
    );
  }
  return times.map((time) => time.getTime());
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function invalid(cron: string, why: string): RetentionError {
  return new RetentionError(
    "CRON_INVALID",
    `“${cron}” is not a time of five fields (minute, hour, day of the month, month, day of the week), such as 30 3 * * 1-5. ${why}`.trim(),
    { cron, why },
    { field: "cron" },
  );
}
