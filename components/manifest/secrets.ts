/** Values that are secrets by their form alone, each with the words by which a person knows it. */
const forms: readonly (readonly [form: RegExp, what: SecretForm])[] = [
  [/-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY-----/, "privateKey"],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/, "awsKey"],
  [/\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})\b/, "githubToken"],
  [/\bglpat-[A-Za-z0-9_-]{20,}/, "gitlabToken"],
  [/\bxox[abeoprs]-[A-Za-z0-9-]{10,}/, "slackToken"],
  [/\b(?:sk|rk)_live_[A-Za-z0-9]{16,}\b/, "stripeKey"],
  [/\bnpm_[A-Za-z0-9]{36}\b/, "npmToken"],
  [/\bAIza[A-Za-z0-9_-]{35}\b/, "googleKey"],
  [/\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/, "jsonWebToken"],
  [/\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@]{1,200}:[^\s:/@$]{1,200}@[^\s/]/i, "passwordInAddress"],
];

/** What kind of secret a value looks like. */
export type SecretForm =
  | "privateKey"
  | "awsKey"
  | "githubToken"
  | "gitlabToken"
  | "slackToken"
  | "stripeKey"
  | "npmToken"
  | "googleKey"
  | "jsonWebToken"
  | "passwordInAddress"
  /** Only the variable's name says so. */
  | "name";

const tellingName =
  /(?:^|_)(?:PASS|PASSWD|PASSWORD|PASSPHRASE|PWD|SECRET|SECRETS|TOKEN|CREDENTIAL|CREDENTIALS|APIKEY|API_KEY|ACCESS_KEY|SECRET_KEY|PRIVATE_KEY|ENCRYPTION_KEY|SIGNING_KEY|MASTER_KEY|AUTH_KEY)(?:_\d+|_BASE64)?$/;
/** The shell's own names for folders. */
const folders = new Set(["PWD", "OLDPWD"]);
const harmlessValue =
  /^(?:|true|false|yes|no|none|null|\d{1,3}|\$\{?\w+\}?|\*+|<[^>]*>|\.{0,2}\/[^\s]*|https?:\/\/[^\s@]*)$/i;

/** What a value looks like, if it looks like a secret whatever its name is. */
export function secretInText(text: string): SecretForm | null {
  return forms.find(([form]) => form.test(text.slice(0, 20_000)))?.[1] ?? null;
}

/**
 * Whether a variable looks like a secret that was left in an image, and by what.
 *
 * A hint for a person: names such as `DB_PASSWORD` with a value count, `DB_PASSWORD_FILE` and placeholders do not.
 */
export function secretInVariable(name: string, value: string): SecretForm | null {
  const byForm = secretInText(value);
  if (byForm !== null) return byForm;
  const plain = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[-.]/g, "_")
    .toUpperCase();
  const told = tellingName.test(plain) && !folders.has(plain) && !harmlessValue.test(value.trim());
  return told ? "name" : null;
}
