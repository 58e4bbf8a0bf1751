import { type Digest, digestEncoded } from "#lib/oci/digest.ts";
import { mediaTypes } from "#lib/oci/media-types.ts";
import { type Content, digestOf, jsonContent } from "./content.ts";
import { type Built, buildArtifact, type Child } from "./image.ts";

const inToto = "application/vnd.in-toto+json";

/** A package in a bill of materials. */
export interface Package {
  readonly name: string;
  readonly version: string;
  /** A package URL without its version, such as `pkg:npm/express`. */
  readonly purl: string;
  /** An SPDX expression. */
  readonly licence: string;
}

/** An SPDX 2.3 document about an image. */
export function spdxDocument(name: string, created: Date, packages: readonly Package[]): object {
  return {
    spdxVersion: "SPDX-2.3",
    dataLicense: "CC0-1.0",
    SPDXID: "SPDXRef-DOCUMENT",
    name,
    documentNamespace: `https://stowage.example/spdx/${digestEncoded(digestOf(new TextEncoder().encode(name + created.toISOString())))}`,
    creationInfo: {
      created: created.toISOString().replace(/\.\d+Z$/, "Z"),
      creators: ["Organization: Example Shipping", "Tool: stowage-samples"],
    },
    packages: packages.map((entry, position) => ({
      name: entry.name,
      SPDXID: `SPDXRef-Package-${position + 1}`,
      versionInfo: entry.version,
      downloadLocation: "NOASSERTION",
      filesAnalyzed: false,
      licenseConcluded: entry.licence,
      licenseDeclared: entry.licence,
      externalRefs: [
        {
          referenceCategory: "PACKAGE-MANAGER",
          referenceType: "purl",
          referenceLocator: `${entry.purl}@${entry.version}`,
        },
      ],
    })),
    relationships: packages.map((_, position) => ({
      spdxElementId: "SPDXRef-DOCUMENT",
      relationshipType: "DESCRIBES",
      relatedSpdxElement: `SPDXRef-Package-${position + 1}`,
    })),
  };
}

function statement(image: Built, name: string, predicateType: string, predicate: object): Content {
  return jsonContent({
    _type: "https://in-toto.io/Statement/v0.1",
    predicateType,
    subject: [{ name, digest: { sha256: digestEncoded(image.content.digest) } }],
    predicate,
  });
}

/** What BuildKit needs to say how an image came to be. */
export interface Origin {
  /** The image's repository, as the statement's subject names it. */
  readonly repository: string;
  readonly source: string;
  readonly commit: string;
  readonly finished: Date;
  readonly base: { readonly repository: string; readonly tag: string; readonly digest: Digest };
  readonly packages: readonly Package[];
}

function provenance(image: Built, origin: Origin): Content {
  const started = new Date(origin.finished.getTime() - 94_000);
  return statement(image, origin.repository, "https://slsa.dev/provenance/v0.2", {
    builder: { id: "https://ci.stowage.example/runners/2" },
    buildType: "https://mobyproject.org/buildkit@v1",
    materials: [
      { uri: `git+${origin.source}`, digest: { sha1: origin.commit } },
      {
        uri: `pkg:docker/${origin.base.repository}@${origin.base.tag}`,
        digest: { sha256: digestEncoded(origin.base.digest) },
      },
    ],
    invocation: {
      configSource: { uri: origin.source, digest: { sha1: origin.commit }, entryPoint: "Dockerfile" },
      parameters: { frontend: "dockerfile.v0", args: { target: "production" } },
      environment: { platform: "linux/amd64" },
    },
    metadata: {
      buildInvocationID: origin.commit.slice(0, 25),
      buildStartedOn: started.toISOString(),
      buildFinishedOn: origin.finished.toISOString(),
      completeness: { parameters: true, environment: true, materials: false },
      reproducible: false,
    },
  });
}

/** The attestation manifest that BuildKit puts beside an image in its index: provenance and a bill of materials, on the platform `unknown/unknown`. */
export function buildkitAttestation(image: Built, origin: Origin): Child {
  const files = [
    {
      mediaType: inToto,
      content: statement(
        image,
        origin.repository,
        "https://spdx.dev/Document",
        spdxDocument(origin.repository, origin.finished, origin.packages),
      ),
      annotations: { "in-toto.io/predicate-type": "https://spdx.dev/Document" },
    },
    {
      mediaType: inToto,
      content: provenance(image, origin),
      annotations: { "in-toto.io/predicate-type": "https://slsa.dev/provenance/v0.2" },
    },
  ];
  const manifest = buildArtifact({
    config: {
      mediaType: mediaTypes.ociConfig,
      content: jsonContent({
        architecture: "unknown",
        os: "unknown",
        config: {},
        rootfs: { type: "layers", diff_ids: files.map((file) => file.content.digest) },
      }),
    },
    files,
  });
  return {
    image: manifest,
    platform: { os: "unknown", architecture: "unknown" },
    annotations: {
      "vnd.docker.reference.digest": image.content.digest,
      "vnd.docker.reference.type": "attestation-manifest",
    },
  };
}
