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
const domainComponent = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
const hostGrammar = new RegExp(
  `^(?:${domainComponent}(?:\\.${domainComponent})*|\\[[a-fA-F0-9:]{2,45}\\])(?::([0-9]{1,5}))?$`,
);

/** The longest repository name that registries and clients take, in characters; the host does not count towards it. */
const maximumNameLength = 255;

/** A host name has at most 253 characters (RFC 1035); with a colon and five digits of port. */
const maximumHostLength = 259;

/** Whether `text` is a repository's name. */
export function isRepositoryName(text: string): text is RepositoryName {
  return text.length <= maximumNameLength && nameGrammar.test(text);
}

/**
 * Whether `text` is a registry's host as it stands in a reference: a name, an IPv4 address, or an IPv6 address in
 * brackets (without a zone), each with an optional port.
 */
export function isHost(text: string): boolean {
  if (text.length > maximumHostLength) return false;
  const match = hostGrammar.exec(text);
  return match !== null && Number(match[1] ?? 0) <= 65_535;
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

/**
 * Whether a reference's first part names a host and not a namespace, by the rule of `docker`: it has a dot, a colon or
 * an upper-case letter, or is `localhost`. `registry/app` is therefore no host and a repository, but a repository.
 */
export function namesHost(part: string): boolean {
  return part.includes(".") || part.includes(":") || part === "localhost" || /[A-Z]/.test(part);
}

/**
 * Reads a reference: `[host[:port]/]name[:tag][@digest]`.
 *
 * Nothing is added: `nginx` stays `nginx` without Docker Hub's host, `library/` or `latest`. The grammar is that of
 * github.com/distribution/reference in its normalising form.
 *
 * @throws {OciSyntaxError} naming the part that is wrong: `DIGEST_INVALID`, `TAG_INVALID`, `NAME_INVALID`, or
 *   `REFERENCE_INVALID` where it is none of these.
 */
export function parseReference(text: string): Reference {
  if (text === "")
    throw new OciSyntaxError("REFERENCE_INVALID", text, "is empty where a reference should be.");
  const at = text.indexOf("@");
  const digest = at === -1 ? undefined : parseDigest(text.slice(at + 1));
  let rest = at === -1 ? text : text.slice(0, at);

  const firstSlash = rest.indexOf("/");
  const first = firstSlash === -1 ? "" : rest.slice(0, firstSlash);
  const host = first !== "" && namesHost(first) ? first : undefined;
  if (host !== undefined && !isHost(host)) {
    throw new OciSyntaxError("REFERENCE_INVALID", host, "is not a registry's host.");
  }
  if (host !== undefined) rest = rest.slice(host.length + 1);
  return { ...(host === undefined ? {} : { host }), ...withinRegistry(text, rest, digest) };
}

/**
 * Reads a reference inside a registry that is already known: `name[:tag][@digest]`, with no host in it.
 *
 * The first part of the name is never taken for a host, so that a mirror's `docker.io/library/nginx` stays whole.
 *
 * @throws {OciSyntaxError} naming the part that is wrong.
 */
export function parseReferenceWithoutHost(text: string): Omit<Reference, "host"> {
  const at = text.indexOf("@");
  const digest = at === -1 ? undefined : parseDigest(text.slice(at + 1));
  return withinRegistry(text, at === -1 ? text : text.slice(0, at), digest);
}

function withinRegistry(text: string, rest: string, digest: Digest | undefined): Omit<Reference, "host"> {
  const colon = rest.indexOf(":", rest.lastIndexOf("/") + 1);
  const name = colon === -1 ? rest : rest.slice(0, colon);
  if (name === "") throw new OciSyntaxError("REFERENCE_INVALID", text, "names no repository.");
  const repository = parseRepositoryName(name);
  const tag = colon === -1 ? undefined : parseTag(rest.slice(colon + 1));

  return {
    repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/** Writes a reference as one types it after `docker pull`: what {@link parseReference} read, letter by letter. */
export function formatReference(reference: Reference): string {
  const host = reference.host === undefined ? "" : `${reference.host}/`;
  const tag = reference.tag === undefined ? "" : `:${reference.tag}`;
  const digest = reference.digest === undefined ? "" : `@${reference.digest}`;
  return `${host}${reference.repository}${tag}${digest}`;
}
