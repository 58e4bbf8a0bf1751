import { createConfiguredAdministrator } from "#lib/access/setup.ts";
import { removeSetupCode, setupCode } from "#lib/access/setup-code.ts";
import { announce } from "#lib/activity/announce.ts";
import { schedulePurge } from "#lib/activity/retention.ts";
import { scheduleAuditPurge } from "#lib/audit/retention.ts";
import { bySystem, writeAudit } from "#lib/audit/write.ts";
import { schedulePlans } from "#lib/cleanup/plan/plan-schedule.ts";
import { schedulePlanPurge } from "#lib/cleanup/plan/purge.ts";
import { config } from "#lib/config.ts";
import { database } from "#lib/db/database.ts";
import { scheduleSearchFill } from "#lib/index/search/fill.ts";
import { scheduleRecounts } from "#lib/index/sizes/recount-schedule.ts";
import { scheduleSyncs } from "#lib/index/sync-schedule.ts";
import type { RepositoryName } from "#lib/oci/reference.ts";
import { runSchedules } from "#lib/retention/schedules/run-schedules.ts";
import { endpointOf, listRegistries } from "#lib/settings/registries.ts";
import { mountedRetention } from "#lib/settings/retention-file.ts";
import { SettingsError } from "#lib/settings/settings-error.ts";
import { watchForwarding } from "./client-address.ts";
import { watchFraming } from "./framing.ts";
import { needsSetup } from "./principal.ts";
import { reportUnheard } from "./report-unheard.ts";
import { stoppingController } from "./stopping.ts";

/** How long requests under way may go on after the server was told to stop, in milliseconds. */
const shutdownGrace = 10_000;

/**
 * Readies this process before the first request: reads the configuration, opens the database, creates the administrator
 * of the environment, and says where to go. What is wrong is told in a sentence, and the process ends with 1.
 */
export async function startServer(): Promise<void> {
  const stopping = stoppingController();
  try {
    watchForwarding(config().trustedProxies);
    watchFraming();
    endInTime(stopping);
    // Read now, so that it is known as it is before it may turn wrong; what is wrong in it is told.
    mountedRetention();
    process.stdout.write(await announcement());
    await warnOfLostSecrets();
    schedulePurge(database(), config().activityDays, stopping.signal);
    scheduleAuditPurge(database(), config().auditDays, stopping.signal);
    scheduleSyncs(config().syncInterval * 60_000, stopping.signal, announceFound);
    schedulePlans(stopping.signal);
    runSchedules(stopping.signal);
    schedulePlanPurge(stopping.signal);
    scheduleSearchFill(stopping.signal);
    scheduleRecounts(stopping.signal);
  } catch (error) {
    process.stderr.write(`Stowage cannot start. ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

/** Tells open pages what a sync found. */
function announceFound(registry: string, repository: RepositoryName): void {
  announce(database(), { registry, repository, tags: [], action: "push" }).catch(reportUnheard);
}

async function announcement(): Promise<string> {
  const { administrator, dataDir, port, publicUrl } = config();
  const address = publicUrl ?? `http://localhost:${port}`;
  if (administrator !== undefined) {
    await createConfiguredAdministrator(database(), administrator, Date.now(), (transaction, { username }) =>
      writeAudit(transaction, bySystem, {
        action: "setup.administrator",
        outcome: "done",
        details: { username, origin: "environment" },
      }),
    );
  }
  if (!(await needsSetup())) {
    removeSetupCode(dataDir);
    return `Stowage answers at ${address}\n`;
  }
  return [
    `Stowage answers at ${address}`,
    "There is no account yet. Open it and create the administrator with this one-time code:",
    "",
    `    ${setupCode(dataDir)}`,
    "\n",
  ].join("\n");
}

/** Said at start, and not only when somebody opens the registry. */
async function warnOfLostSecrets(): Promise<void> {
  for (const setting of await listRegistries()) {
    try {
      await endpointOf(setting);
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      process.stderr.write(`${error.message}\n`);
    }
  }
}

/** Next stops taking requests and waits for those under way, however long a download takes; this bounds the wait. */
function endInTime(stopping: AbortController): void {
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    process.once(signal, () => {
      stopping.abort();
      setTimeout(() => process.exit(code), shutdownGrace).unref();
    });
  }
}
