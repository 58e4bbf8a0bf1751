import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { type Digest, digestEncoded } from "#lib/oci/digest.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import { parseTag, type Tag } from "#lib/oci/reference.ts";
import { type Package, spdxDocument } from "./attestation.ts";
import { type Content, jsonContent } from "./content.ts";
import { type Built, type BuiltDescriptor, buildArtifact, buildIndex, descriptorOf } from "./image.ts";

/** The tag under which registries without the referrers API list what is attached to a digest. Distribution specification, “Referrers Tag Schema”. */
export function fallbackTag(digest: Digest): Tag {
  return parseTag(digest.replace(":", "-"));
}

/** The tag under which cosign 1 and 2 keep the signatures of a digest. */
export function signatureTag(digest: Digest): Tag {
  return parseTag(`${digest.replace(":", "-")}.sig`);
}

/** The samples' signing key is made from this sentence: it proves nothing, and gives the same signatures every time. */
const demoKey: KeyObject = createPrivateKey({
  key: Buffer.concat([
    Buffer.from("302e020100300506032b657004220420", "hex"), // PKCS #8 head of an Ed25519 key
    createHash("sha256").update("The signing key of Stowage's sample images, worth nothing.").digest(),
  ]),
  format: "der",
  type: "pkcs8",
});

/** The public half of the samples' signing key, PEM: what `cosign verify --key` takes. */
export const demoPublicKey: string = createPublicKey(demoKey)
  .export({ type: "spki", format: "pem" })
  .toString();

function signedPayload(reference: string, image: Built): { payload: Content; signature: string } {
  const payload = jsonContent({
    critical: {
      identity: { "docker-reference": reference },
      image: { "docker-manifest-digest": image.content.digest },
      type: "cosign container image signature",
    },
    optional: null,
  });
  return { payload, signature: sign(null, payload.bytes, demoKey).toString("base64") };
}

/** The descriptor by which an attached artifact names its image. */
function subjectOf(image: Built): BuiltDescriptor {
  return descriptorOf(image.mediaType, image.content);
}

const simpleSigning = "application/vnd.dev.cosign.simplesigning.v1+json";

/** A signature as cosign keeps it by tag; goes under {@link signatureTag}. */
export function cosignSignature(reference: string, image: Built): Built {
  const { payload, signature } = signedPayload(reference, image);
  return buildArtifact({
    config: {
      mediaType: mediaTypes.ociConfig,
      content: jsonContent({
        architecture: "",
        created: "0001-01-01T00:00:00Z",
        history: [{ created: "0001-01-01T00:00:00Z" }],
        os: "",
        rootfs: { type: "layers", diff_ids: [payload.digest] },
        config: {},
      }),
    },
    files: [
      {
        mediaType: simpleSigning,
        content: payload,
        annotations: { "dev.cosignproject.cosign/signature": signature },
      },
    ],
  });
}

/** A signature attached as OCI 1.1 has it: a manifest whose subject is the image. */
export function signatureReferrer(reference: string, image: Built, created: Date): Built {
  const { payload, signature } = signedPayload(reference, image);
  const artifactType = "application/vnd.dev.cosign.artifact.sig.v1+json";
  return buildArtifact({
    artifactType,
    files: [
      {
        mediaType: simpleSigning,
        content: payload,
        annotations: { "dev.cosignproject.cosign/signature": signature },
      },
    ],
    subject: subjectOf(image),
    annotations: { "org.opencontainers.image.created": created.toISOString() },
  });
}

/** A bill of materials attached as OCI 1.1 has it. */
export function spdxReferrer(name: string, image: Built, created: Date, packages: readonly Package[]): Built {
  return buildArtifact({
    artifactType: "application/spdx+json",
    files: [
      {
        mediaType: "application/spdx+json",
        content: jsonContent(spdxDocument(name, created, packages)),
        annotations: { "org.opencontainers.image.title": "sbom.spdx.json" },
      },
    ],
    subject: subjectOf(image),
    annotations: {
      "org.opencontainers.image.created": created.toISOString(),
      "org.opencontainers.image.description": `Bill of materials of ${name}, ${digestEncoded(image.content.digest).slice(0, 12)}`,
    },
  });
}

/** The index that lists `referrers` for registries without the referrers API; goes under {@link fallbackTag}. */
export function referrersIndex(
  referrers: readonly { readonly built: Built; readonly annotations?: Readonly<Record<string, string>> }[],
): Built {
  return buildIndex({
    children: referrers.map(({ built, annotations }) => ({
      image: built,
      ...(annotations === undefined ? {} : { annotations }),
    })),
  });
}
