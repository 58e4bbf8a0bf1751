import type { Problem } from "#lib/index/types.ts";
import type { Forecast, Plan } from "./types.ts";

/** What was found of a plan when it was made, as it is kept. */
export function forecastText(forecast: Forecast, blocked: Problem | null): string {
  return JSON.stringify({ ...forecast, blocked });
}

/** What {@link forecastText} has kept; nothing where a plan is not made. */
export function readForecast(text: string | null): Pick<Plan, "forecast" | "blocked"> {
  if (text === null) return { forecast: null, blocked: null };
  const { blocked, ...forecast } = JSON.parse(text) as Forecast & Pick<Plan, "blocked">;
  return { forecast, blocked };
}
