import { z } from "zod";
import { ConfigError } from "./config-error.ts";
import {
  booleanVariable,
  type Environment,
  fileVariable,
  type ReadText,
  secretVariable,
  variable,
} from "./config-values.ts";
import { type RegistryDraft, registryDraftSchema } from "./settings/registry-draft.ts";
import { slugFrom } from "./settings/slug.ts";
import type { ConfiguredRegistry, RegistryOrigin } from "./settings/types.ts";

/**
 * The registries that the environment and the file of STOWAGE_REGISTRIES_FILE name.
 *
 * @throws {ConfigError}
 */
export function configuredRegistries(env: Environment, readText: ReadText): ConfiguredRegistry[] {
  const registries = [...fromEnvironment(env, readText), ...fromFile(env, readText)];
  const slugs = new Set<string>();
  for (const { setting } of registries) {
    if (slugs.has(setting.slug)) {
      throw new ConfigError(
        `STOWAGE_REGISTRIES_FILE and the REGISTRY_ variables name two registries with the slug “${setting.slug}”.`,
      );
    }
    slugs.add(setting.slug);
  }
  return registries;
}

/** The variable that a field of the draft comes from. */
const variables: Readonly<Record<string, string>> = {
  slug: "REGISTRY_SLUG",
  name: "REGISTRY_NAME",
  url: "REGISTRY_URL",
  skipTlsVerify: "REGISTRY_SKIP_TLS_VERIFY",
  ca: "REGISTRY_CA_FILE",
  username: "REGISTRY_USERNAME",
  password: "REGISTRY_PASSWORD",
  publicAddress: "REGISTRY_PUBLIC_ADDRESS",
  readOnly: "REGISTRY_READ_ONLY",
  repositories: "REGISTRY_REPOSITORIES",
};

function fromEnvironment(env: Environment, readText: ReadText): ConfiguredRegistry[] {
  const url = variable(env, "REGISTRY_URL");
  if (url === undefined) {
    const lonely = [...Object.values(variables), "REGISTRY_PASSWORD_FILE"].find(
      (name) => variable(env, name) !== undefined,
    );
    if (lonely === undefined) return [];
    throw new ConfigError(`${lonely} is set, but REGISTRY_URL, which it belongs to, is not.`);
  }
  const host = url.replace(/^[a-z]+:\/\//i, "").replace(/\/.*$/, "");
  const name = variable(env, "REGISTRY_NAME") ?? host;
  const result = registryDraftSchema.safeParse({
    slug: variable(env, "REGISTRY_SLUG") ?? slugFrom(name),
    name,
    url,
    // Whoever writes http:// into the environment of a server has decided; there is no form that could ask.
    plainHttp: /^http:/i.test(url),
    skipTlsVerify: booleanVariable(env, "REGISTRY_SKIP_TLS_VERIFY") ?? false,
    ca: fileVariable(env, "REGISTRY_CA_FILE", readText) ?? null,
    username: variable(env, "REGISTRY_USERNAME") ?? null,
    password: secretVariable(env, "REGISTRY_PASSWORD", readText) ?? null,
    publicAddress: variable(env, "REGISTRY_PUBLIC_ADDRESS") ?? null,
    readOnly: booleanVariable(env, "REGISTRY_READ_ONLY") ?? false,
    repositories:
      variable(env, "REGISTRY_REPOSITORIES")
        ?.split(/[\s,]+/)
        .filter(Boolean) ?? [],
  });
  if (!result.success) {
    // Name and slug follow from the URL where they are not set: what is wrong then is the URL.
    const variableOf = ({ path }: { readonly path: readonly PropertyKey[] }) =>
      variables[String(path[0])] ?? "REGISTRY_URL";
    const { issues } = result.error;
    const issue = issues.find((candidate) => variable(env, variableOf(candidate)) !== undefined) ?? issues[0];
    const field = issue === undefined ? "REGISTRY_URL" : variableOf(issue);
    throw new ConfigError(`${field} ${issue?.message ?? "is wrong"}.`, { cause: result.error });
  }
  return [configured(result.data, "environment")];
}

/** In a file, certificates and passwords may stand in files of their own, as containers mount them. */
const fileSchema = z.array(
  z.looseObject({ caFile: z.string().optional(), passwordFile: z.string().optional() }),
);

function fromFile(env: Environment, readText: ReadText): ConfiguredRegistry[] {
  const text = fileVariable(env, "STOWAGE_REGISTRIES_FILE", readText);
  if (text === undefined) return [];
  const entries = fileSchema.safeParse(parseJson(text));
  if (!entries.success) {
    throw new ConfigError(
      'STOWAGE_REGISTRIES_FILE must hold a JSON array of registries, such as [{ "slug": "prod", "name": "Production", "url": "https://registry.example.com" }].',
    );
  }
  return entries.data.map(({ caFile, passwordFile, ...entry }, position) => {
    const refuse = (reason: string) =>
      new ConfigError(`STOWAGE_REGISTRIES_FILE: registry number ${position + 1}: ${reason}.`);
    const read = (field: string, path: string) => {
      try {
        return readText(path);
      } catch (error) {
        throw refuse(`${field} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    const result = registryDraftSchema.safeParse({
      ...entry,
      ...(caFile === undefined ? {} : { ca: read("caFile", caFile) }),
      ...(passwordFile === undefined
        ? {}
        : { password: read("passwordFile", passwordFile).replace(/\r?\n$/, "") }),
    });
    if (result.success) return configured(result.data, "file");
    const [issue] = result.error.issues;
    const field = issue?.path.join(".") ?? "";
    throw refuse(`${field === "" ? "" : `“${field}” `}${issue?.message ?? "is wrong"}`);
  });
}

/** JSON.parse's own message repeats what it read, which may be a password. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConfigError("STOWAGE_REGISTRIES_FILE names a file that is not JSON.");
  }
}

function configured(draft: RegistryDraft, origin: RegistryOrigin): ConfiguredRegistry {
  const { password, ca, username, publicAddress, ...rest } = draft;
  return {
    setting: {
      ...rest,
      ...(ca === undefined ? {} : { ca }),
      ...(username === undefined ? {} : { username }),
      ...(publicAddress === undefined ? {} : { publicAddress }),
      hasPassword: Boolean(password),
      origin,
    },
    ...(password ? { password } : {}),
  };
}
