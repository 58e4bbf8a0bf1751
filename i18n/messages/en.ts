import access from "./en/access.json";
import activity from "./en/activity.json";
import audit from "./en/audit.json";
import clientSetup from "./en/clientSetup.json";
import collection from "./en/collection.json";
import connectionCheck from "./en/connectionCheck.json";
import deletion from "./en/deletion.json";
import errors from "./en/errors.json";
import home from "./en/home.json";
import layers from "./en/layers.json";
import manifest from "./en/manifest.json";
import operations from "./en/operations.json";
import plans from "./en/plans.json";
import reference from "./en/reference.json";
import repositoryList from "./en/repositoryList.json";
import retention from "./en/retention.json";
import schedules from "./en/schedules.json";
import search from "./en/search.json";
import settings from "./en/settings.json";
import shell from "./en/shell.json";
import space from "./en/space.json";
import sync from "./en/sync.json";
import tagTable from "./en/tagTable.json";
import tokens from "./en/tokens.json";

/** Every English message, by the folder of components/ that says it. Its shape is what all other languages must have. */
export const en = {
  access,
  activity,
  audit,
  clientSetup,
  collection,
  connectionCheck,
  deletion,
  errors,
  home,
  layers,
  manifest,
  operations,
  reference,
  plans,
  repositoryList,
  retention,
  schedules,
  search,
  settings,
  shell,
  space,
  sync,
  tagTable,
  tokens,
};
