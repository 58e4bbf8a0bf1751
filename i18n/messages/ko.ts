import access from "./ko/access.json" with { type: "json" };
import errors from "./ko/errors.json" with { type: "json" };
import settings from "./ko/settings.json" with { type: "json" };
import shell from "./ko/shell.json" with { type: "json" };

/** Every Korean message, by the folder of components/ that says it. */
export const ko = { access, errors, settings, shell };
