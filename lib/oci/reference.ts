import { type Digest, isDigest, parseDigest } from "./digest.ts";
import { OciSyntaxError } from "./syntax-error.ts";

declare const brand: unique symbol;

/** A repository's name, such as `team/app`, checked against the grammar. Distribution specification, “Pulling manifests”, `<name>`. */
export type RepositoryName = string & { readonly [brand]: "RepositoryName" };

/** A tag, checked against the grammar. Distribution specification, “Pulling manifests”, `<reference>` as a tag. */
export type Tag = string & { readonly [brand]: "Tag" };

/** What follows a repository in the API's paths: a tag or a digest. */
export type ManifestReference = Tag | Digest;

/**
 * A whole reference as one types it after `docker pull`, normalised to nothing: parts that were not written are absent.
 * With both a tag and a digest, the digest decides and the tag is a remark.
 */
export interface Reference {
  /** Host with an optional port, such as `localhost:5000` or `[::1]:5000`, as written. */
  readonly host?: string;
  readonly repository: RepositoryName;
  readonly tag?: Tag;
  readonly digest?: Digest;
}

const component = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const nameGrammar = new RegExp(`^${component}(?:/${component})*$`);
const tagGrammar = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const domainComponent = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
const hostGrammar = new RegExp(
  `^(?:${domainComponent}(?:\\.${domainComponent})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]{1,5})?$`,
);

/** The longest name (host and repository together) that registries take, in characters. */
export const maximumNameLength = 255;

/** Whether `text` is a repository's name. */
export function isRepositoryName(text: string): text is RepositoryName {
  return text.length <= maximumNameLength && nameGrammar.test(text);
}

/** Whether `text` is a tag. */
export function isTag(text: string): text is Tag {
  return tagGrammar.test(text);
}

/**
 * Reads a repository's name.
 *
 * @throws {OciSyntaxError} `NAME_INVALID`
 */
export function parseRepositoryName(text: string): RepositoryName {
  if (isRepositoryName(text)) return text;
  throw new OciSyntaxError(
    "NAME_INVALID",
    text,
    "is not a repository name. Names are lower-case letters and digits, with . _ - between them and / between parts, at most 255 characters.",
  );
}

/**
 * Reads a tag.
 *
 * @throws {OciSyntaxError} `TAG_INVALID`
 */
export function parseTag(text: string): Tag {
  if (isTag(text)) return text;
  throw new OciSyntaxError(
    "TAG_INVALID",
    text,
    "is not a tag. Tags are letters, digits, _ . and -, do not start with . or -, and have at most 128 characters.",
  );
}

/**
 * Reads a tag or a digest.
 *
 * @throws {OciSyntaxError} `TAG_INVALID` or `DIGEST_INVALID`
 */
export function parseManifestReference(text: string): ManifestReference {
  return text.includes(":") ? parseDigest(text) : parseTag(text);
}

/** Whether a manifest reference is a digest (tags cannot hold a colon). */
export function isDigestReference(reference: ManifestReference): reference is Digest {
  return isDigest(reference);
}

/** Whether a path's first part is a host, by the rule `docker` uses: a dot, a colon, `localhost`, or an upper-case letter. */
function looksLikeHost(part: string): boolean {
  return part.includes(".") || part.includes(":") || part === "localhost" || part !== part.toLowerCase();
}

/**
 * Reads a reference: `[host[:port]/]name[:tag][@digest]`.
 *
 * Nothing is added: `nginx` stays `nginx` without Docker Hub's host, `library/` or `latest`.
 *
 * @throws {OciSyntaxError} naming the part that is wrong.
 */
export function parseReference(text: string): Reference {
  if (text.length === 0)
    throw new OciSyntaxError("REFERENCE_INVALID", text, "is empty where a reference should be.");
  const at = text.indexOf("@");
  const digest = at === -1 ? undefined : parseDigest(text.slice(at + 1));
  let rest = at === -1 ? text : text.slice(0, at);

  const lastSlash = rest.lastIndexOf("/");
  const colon = rest.indexOf(":", lastSlash + 1);
  const tag = colon === -1 ? undefined : parseTag(rest.slice(colon + 1));
  if (colon !== -1) rest = rest.slice(0, colon);

  const firstSlash = rest.indexOf("/");
  const first = firstSlash === -1 ? "" : rest.slice(0, firstSlash);
  const host = first !== "" && looksLikeHost(first) ? first : undefined;
  if (host !== undefined && !hostGrammar.test(host)) {
    throw new OciSyntaxError(
      "REFERENCE_INVALID",
      text,
      `does not start with a registry's host: “${host}” is none.`,
    );
  }
  const repository = parseRepositoryName(host === undefined ? rest : rest.slice(host.length + 1));
  if (host !== undefined && rest.length > maximumNameLength) parseRepositoryName(rest);

  return {
    ...(host === undefined ? {} : { host }),
    repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** Writes a reference as one types it after `docker pull`. The inverse of {@link parseReference}. */
export function formatReference(reference: Reference): string {
  const host = reference.host === undefined ? "" : `${reference.host}/`;
  const tag = reference.tag === undefined ? "" : `:${reference.tag}`;
  const digest = reference.digest === undefined ? "" : `@${reference.digest}`;
  return `${host}${reference.repository}${tag}${digest}`;
}
