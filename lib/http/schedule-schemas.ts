import { z } from "zod";
import { registryParams } from "./registry-params.ts";

/** The parameters of routes below `/api/registries/[registry]/schedules/[schedule]`. */
export const scheduleParams = registryParams.extend({ schedule: z.uuid() });

const cron = z.string().trim().min(1).max(200);
const timeZone = z.string().trim().min(1).max(100);

/** What a person decides of a schedule. A new one makes plans that wait for a person. */
export const scheduleSchema = z.strictObject({
  policy: z.string().min(1).max(200),
  cron,
  timeZone,
  dryRun: z.boolean().default(true),
  atMost: z.int().min(1).max(1_000_000).default(1_000),
  enabled: z.boolean().default(true),
});

/** A time whose next instants are wanted. */
export const cronQuerySchema = z.object({ cron, timeZone });
