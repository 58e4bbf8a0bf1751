import access from "./en/access.json" with { type: "json" };
import errors from "./en/errors.json" with { type: "json" };
import settings from "./en/settings.json" with { type: "json" };
import shell from "./en/shell.json" with { type: "json" };

/** Every English message, by the folder of components/ that says it. Its shape is what all other languages must have. */
export const en = { access, errors, settings, shell };
