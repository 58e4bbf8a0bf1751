import access from "./ko/access.json";
import activity from "./ko/activity.json";
import audit from "./ko/audit.json";
import clientSetup from "./ko/clientSetup.json";
import collection from "./ko/collection.json";
import connectionCheck from "./ko/connectionCheck.json";
import deletion from "./ko/deletion.json";
import errors from "./ko/errors.json";
import home from "./ko/home.json";
import layers from "./ko/layers.json";
import manifest from "./ko/manifest.json";
import operations from "./ko/operations.json";
import plans from "./ko/plans.json";
import reference from "./ko/reference.json";
import repositoryList from "./ko/repositoryList.json";
import retention from "./ko/retention.json";
import schedules from "./ko/schedules.json";
import search from "./ko/search.json";
import settings from "./ko/settings.json";
import shell from "./ko/shell.json";
import space from "./ko/space.json";
import sync from "./ko/sync.json";
import tagTable from "./ko/tagTable.json";
import tokens from "./ko/tokens.json";

/** Every Korean message, by the folder of components/ that says it. */
export const ko = {
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
