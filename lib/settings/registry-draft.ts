import { z } from "zod";
import { isRepositoryName, type RepositoryName } from "#lib/oci/reference.ts";
import { readCaCertificates } from "./ca-certificates.ts";
import { normaliseEndpointUrl } from "./endpoint-url.ts";
import { readPublicAddress } from "./public-address.ts";
import { isSlug } from "./slug.ts";

/** Adds a problem with a code that the interface has a sentence for in each of its languages. */
function refuse(context: z.RefinementCtx, code: string, message: string, path?: string): void {
  context.addIssue({
    code: "custom",
    message,
    params: { code },
    ...(path === undefined ? {} : { path: [path] }),
  });
}

const slug = z.string().superRefine((text, context) => {
  if (isSlug(text)) return;
  const wanted =
    "must be lower-case letters and digits with single hyphens between them, at most 63, and not “new”";
  refuse(context, "SLUG_INVALID", wanted);
});

const url = z.string().transform((text, context) => {
  const read = normaliseEndpointUrl(text);
  if ("url" in read) return read.url;
  refuse(context, read.code, read.message);
  return z.NEVER;
});

const ca = z.string().transform((text, context) => {
  if (text.trim() === "") return undefined;
  const read = readCaCertificates(text);
  if ("pem" in read) return read.pem;
  refuse(context, read.code, read.message);
  return z.NEVER;
});

const publicAddress = z.string().transform((text, context) => {
  if (text.trim() === "") return undefined;
  const address = readPublicAddress(text);
  if (address !== undefined) return address;
  const wanted = "must be a host as it stands in a pull reference, such as registry.example.com:5000";
  refuse(context, "PUBLIC_ADDRESS_INVALID", wanted);
  return z.NEVER;
});

const repository = z
  .string()
  .trim()
  .transform((text, context): RepositoryName => {
    if (isRepositoryName(text)) return text;
    refuse(context, "NAME_INVALID", `“${text.slice(0, 120)}” is not a repository name`);
    return z.NEVER;
  });

/** Passwords of registries may be long: tokens of cloud providers have some thousand characters. */
const maximumSecret = 16_384;

/**
 * A registry as somebody wants it. Everything is given each time except the password: absent, the stored one is kept;
 * null, it is removed.
 */
export const registryDraftSchema = z
  .strictObject({
    slug,
    name: z.string().trim().min(1, "must not be empty").max(100, "must have at most 100 characters"),
    url,
    plainHttp: z.boolean().default(false),
    skipTlsVerify: z.boolean().default(false),
    ca: ca.nullish().transform((pem) => pem ?? undefined),
    username: z
      .string()
      .trim()
      .max(maximumSecret, "is too long")
      .nullish()
      .transform((text) => text || undefined),
    password: z.string().max(maximumSecret, "is too long").nullable().optional(),
    publicAddress: publicAddress.nullish().transform((address) => address ?? undefined),
    readOnly: z.boolean().default(false),
    repositories: z
      .array(repository)
      .max(10_000, "must have at most 10,000 names")
      .default([])
      .transform((names) => [...new Set(names)]),
  })
  .superRefine((draft, context) => {
    if (draft.url.startsWith("http://") && !draft.plainHttp) {
      const sentence =
        "is plain HTTP: everybody on the way can read and change what is sent, the password too. Allow plain HTTP for this registry if that is meant, or write https://";
      refuse(context, "PLAIN_HTTP_NOT_ALLOWED", sentence, "url");
    }
    if (draft.username?.includes(":")) {
      refuse(context, "USERNAME_COLON", "must not hold a colon: HTTP cannot send it", "username");
    }
    if (draft.password && draft.username === undefined) {
      refuse(context, "USERNAME_MISSING", "is needed with a password", "username");
    }
  });

/** What {@link registryDraftSchema} reads. */
export type RegistryDraft = z.output<typeof registryDraftSchema>;
/** What {@link registryDraftSchema} takes: what the browser sends. */
export type RegistryDraftInput = z.input<typeof registryDraftSchema>;
