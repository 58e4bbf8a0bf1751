import type { RouteFile } from "#lib/http/openapi/document.ts";
import * as activity from "../activity/route.ts";
import * as activityStream from "../activity/stream/route.ts";
import * as audit from "../audit/route.ts";
import * as auditJsonl from "../audit.jsonl/route.ts";
import * as cron from "../cron/route.ts";
import * as eventsRegistry from "../events/[registry]/route.ts";
import * as health from "../health/route.ts";
import * as policiesId from "../policies/[id]/route.ts";
import * as policies from "../policies/route.ts";
import * as registriesRegistryCheck from "../registries/[registry]/check/route.ts";
import * as registriesRegistryCollectionEmpty from "../registries/[registry]/collection/empty/route.ts";
import * as registriesRegistryCollectionForecast from "../registries/[registry]/collection/forecast/route.ts";
import * as registriesRegistryCollection from "../registries/[registry]/collection/route.ts";
import * as registriesRegistryCollectionUntagged from "../registries/[registry]/collection/untagged/route.ts";
import * as registriesRegistryCollectionsCollection from "../registries/[registry]/collections/[collection]/route.ts";
import * as registriesRegistryCollections from "../registries/[registry]/collections/route.ts";
import * as registriesRegistryNotifications from "../registries/[registry]/notifications/route.ts";
import * as registriesRegistryPlansPlanCollection from "../registries/[registry]/plans/[plan]/collection/route.ts";
import * as registriesRegistryPlansPlanExport from "../registries/[registry]/plans/[plan]/export/route.ts";
import * as registriesRegistryPlansPlanItems from "../registries/[registry]/plans/[plan]/items/route.ts";
import * as registriesRegistryPlansPlan from "../registries/[registry]/plans/[plan]/route.ts";
import * as registriesRegistryPlans from "../registries/[registry]/plans/route.ts";
import * as registriesRegistryRepositoriesLines from "../registries/[registry]/repositories/lines/route.ts";
import * as registriesRegistryRepositories from "../registries/[registry]/repositories/route.ts";
import * as registriesRegistryRetentionPreview from "../registries/[registry]/retention/preview/route.ts";
import * as registriesRegistry from "../registries/[registry]/route.ts";
import * as registriesRegistrySchedulesSchedule from "../registries/[registry]/schedules/[schedule]/route.ts";
import * as registriesRegistrySchedules from "../registries/[registry]/schedules/route.ts";
import * as registriesRegistryState from "../registries/[registry]/state/route.ts";
import * as registriesRegistrySync from "../registries/[registry]/sync/route.ts";
import * as registriesRegistryTagsNames from "../registries/[registry]/tags/names/route.ts";
import * as registriesRegistryTagsPlatforms from "../registries/[registry]/tags/platforms/route.ts";
import * as registriesRegistryTagsRefresh from "../registries/[registry]/tags/refresh/route.ts";
import * as registriesRegistryTags from "../registries/[registry]/tags/route.ts";
import * as registriesRegistryTagsSelection from "../registries/[registry]/tags/selection/route.ts";
import * as registriesRegistryTagsVerify from "../registries/[registry]/tags/verify/route.ts";
import * as registriesRegistryV2Path from "../registries/[registry]/v2/[[...path]]/route.ts";
import * as registries from "../registries/route.ts";
import * as registryCheck from "../registry-check/route.ts";
import * as repositories from "../repositories/route.ts";
import * as retentionExport from "../retention/export/route.ts";
import * as retentionImport from "../retention/import/route.ts";
import * as search from "../search/route.ts";
import * as sessionPassword from "../session/password/route.ts";
import * as session from "../session/route.ts";
import * as settingsAccess from "../settings/access/route.ts";
import * as settingsAudit from "../settings/audit/route.ts";
import * as settingsProtection from "../settings/protection/route.ts";
import * as setup from "../setup/route.ts";
import * as tokensId from "../tokens/[id]/route.ts";
import * as tokens from "../tokens/route.ts";
import * as usersId from "../users/[id]/route.ts";
import * as users from "../users/route.ts";

/** Every file of routes but this one’s, for the description of the API. A test holds it to the files that there are. */
export const routeFiles: readonly RouteFile[] = [
  { path: "/api/activity", handlers: activity },
  { path: "/api/activity/stream", handlers: activityStream },
  { path: "/api/audit", handlers: audit },
  { path: "/api/audit.jsonl", handlers: auditJsonl },
  { path: "/api/cron", handlers: cron },
  { path: "/api/events/{registry}", handlers: eventsRegistry },
  { path: "/api/health", handlers: health },
  { path: "/api/policies", handlers: policies },
  { path: "/api/policies/{id}", handlers: policiesId },
  { path: "/api/registries", handlers: registries },
  { path: "/api/registries/{registry}", handlers: registriesRegistry },
  { path: "/api/registries/{registry}/check", handlers: registriesRegistryCheck },
  { path: "/api/registries/{registry}/collection", handlers: registriesRegistryCollection },
  { path: "/api/registries/{registry}/collection/empty", handlers: registriesRegistryCollectionEmpty },
  { path: "/api/registries/{registry}/collection/forecast", handlers: registriesRegistryCollectionForecast },
  { path: "/api/registries/{registry}/collection/untagged", handlers: registriesRegistryCollectionUntagged },
  { path: "/api/registries/{registry}/collections", handlers: registriesRegistryCollections },
  {
    path: "/api/registries/{registry}/collections/{collection}",
    handlers: registriesRegistryCollectionsCollection,
  },
  { path: "/api/registries/{registry}/notifications", handlers: registriesRegistryNotifications },
  { path: "/api/registries/{registry}/plans", handlers: registriesRegistryPlans },
  { path: "/api/registries/{registry}/plans/{plan}", handlers: registriesRegistryPlansPlan },
  {
    path: "/api/registries/{registry}/plans/{plan}/collection",
    handlers: registriesRegistryPlansPlanCollection,
  },
  { path: "/api/registries/{registry}/plans/{plan}/export", handlers: registriesRegistryPlansPlanExport },
  { path: "/api/registries/{registry}/plans/{plan}/items", handlers: registriesRegistryPlansPlanItems },
  { path: "/api/registries/{registry}/repositories", handlers: registriesRegistryRepositories },
  { path: "/api/registries/{registry}/repositories/lines", handlers: registriesRegistryRepositoriesLines },
  { path: "/api/registries/{registry}/retention/preview", handlers: registriesRegistryRetentionPreview },
  { path: "/api/registries/{registry}/schedules", handlers: registriesRegistrySchedules },
  { path: "/api/registries/{registry}/schedules/{schedule}", handlers: registriesRegistrySchedulesSchedule },
  { path: "/api/registries/{registry}/state", handlers: registriesRegistryState },
  { path: "/api/registries/{registry}/sync", handlers: registriesRegistrySync },
  { path: "/api/registries/{registry}/tags", handlers: registriesRegistryTags },
  { path: "/api/registries/{registry}/tags/names", handlers: registriesRegistryTagsNames },
  { path: "/api/registries/{registry}/tags/platforms", handlers: registriesRegistryTagsPlatforms },
  { path: "/api/registries/{registry}/tags/refresh", handlers: registriesRegistryTagsRefresh },
  { path: "/api/registries/{registry}/tags/selection", handlers: registriesRegistryTagsSelection },
  { path: "/api/registries/{registry}/tags/verify", handlers: registriesRegistryTagsVerify },
  { path: "/api/registries/{registry}/v2/{path}", handlers: registriesRegistryV2Path },
  { path: "/api/registry-check", handlers: registryCheck },
  { path: "/api/repositories", handlers: repositories },
  { path: "/api/retention/export", handlers: retentionExport },
  { path: "/api/retention/import", handlers: retentionImport },
  { path: "/api/search", handlers: search },
  { path: "/api/session", handlers: session },
  { path: "/api/session/password", handlers: sessionPassword },
  { path: "/api/settings/access", handlers: settingsAccess },
  { path: "/api/settings/audit", handlers: settingsAudit },
  { path: "/api/settings/protection", handlers: settingsProtection },
  { path: "/api/setup", handlers: setup },
  { path: "/api/tokens", handlers: tokens },
  { path: "/api/tokens/{id}", handlers: tokensId },
  { path: "/api/users", handlers: users },
  { path: "/api/users/{id}", handlers: usersId },
];
