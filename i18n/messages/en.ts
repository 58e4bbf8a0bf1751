import access from "./en/access.json" with { type: "json" };
import clientSetup from "./en/clientSetup.json" with { type: "json" };
import connectionCheck from "./en/connectionCheck.json" with { type: "json" };
import deletion from "./en/deletion.json" with { type: "json" };
import errors from "./en/errors.json" with { type: "json" };
import home from "./en/home.json" with { type: "json" };
import layers from "./en/layers.json" with { type: "json" };
import manifest from "./en/manifest.json" with { type: "json" };
import repositoryList from "./en/repositoryList.json" with { type: "json" };
import settings from "./en/settings.json" with { type: "json" };
import shell from "./en/shell.json" with { type: "json" };
import tagTable from "./en/tagTable.json" with { type: "json" };

/** Every English message, by the folder of components/ that says it. Its shape is what all other languages must have. */
export const en = {
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
