import access from "./ko/access.json" with { type: "json" };
import clientSetup from "./ko/clientSetup.json" with { type: "json" };
import connectionCheck from "./ko/connectionCheck.json" with { type: "json" };
import deletion from "./ko/deletion.json" with { type: "json" };
import errors from "./ko/errors.json" with { type: "json" };
import home from "./ko/home.json" with { type: "json" };
import layers from "./ko/layers.json" with { type: "json" };
import manifest from "./ko/manifest.json" with { type: "json" };
import repositoryList from "./ko/repositoryList.json" with { type: "json" };
import settings from "./ko/settings.json" with { type: "json" };
import shell from "./ko/shell.json" with { type: "json" };
import tagTable from "./ko/tagTable.json" with { type: "json" };

/** Every Korean message, by the folder of components/ that says it. */
export const ko = {
  access,
  clientSetup,
  connectionCheck,
  deletion,
  errors,
  home,
  layers,
  manifest,
  repositoryList,
  settings,
  shell,
  tagTable,
};
