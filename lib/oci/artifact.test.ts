import { describe, expect, it } from "vitest";
import { type ArtifactSigns, artifactKind } from "./artifact.ts";
import { mediaTypes } from "./media-types.ts";

const imageConfig = { mediaType: mediaTypes.ociConfig };
const empty = { mediaType: mediaTypes.ociEmpty };
const layer = (mediaType: string, annotations?: Record<string, string>) =>
  annotations === undefined ? { mediaType } : { mediaType, annotations };

describe("artifactKind", () => {
  it.each<[string, ArtifactSigns, string, string]>([
    ["an OCI image", { config: imageConfig, layers: [layer(mediaTypes.ociLayerGzip)] }, "image", "Image"],
    [
      "a Docker image with foreign and zstd layers",
      {
        config: { mediaType: mediaTypes.dockerConfig },
        layers: [layer(mediaTypes.dockerForeignLayerGzip), layer(mediaTypes.ociLayerZstd)],
      },
      "image",
      "Image",
    ],
    ["an image without layers", { config: imageConfig, layers: [] }, "image", "Image"],
    [
      "a Helm chart",
      {
        config: { mediaType: "application/vnd.cncf.helm.config.v1+json" },
        layers: [layer("application/vnd.cncf.helm.chart.content.v1.tar+gzip")],
      },
      "helm-chart",
      "Helm chart",
    ],
    [
      "a cosign signature, whose config is an image's",
      { config: imageConfig, layers: [layer("application/vnd.dev.cosign.simplesigning.v1+json")] },
      "signature",
      "Cosign signature",
    ],
    [
      "a Notation signature",
      {
        artifactType: "application/vnd.cncf.notary.signature",
        config: empty,
        layers: [layer("application/jose+json")],
      },
      "signature",
      "Notation signature",
    ],
    [
      "a Notation signature by its config alone",
      { config: { mediaType: "application/vnd.cncf.notary.signature" }, layers: [layer("application/cose")] },
      "signature",
      "Notation signature",
    ],
    ["an SPDX SBOM", { artifactType: "application/spdx+json" }, "sbom", "SPDX SBOM"],
    ["an SBOM of cosign", { config: imageConfig, layers: [layer("text/spdx+json")] }, "sbom", "SPDX SBOM"],
    ["a CycloneDX SBOM", { artifactType: "application/vnd.cyclonedx+json" }, "sbom", "CycloneDX SBOM"],
    [
      "a BuildKit attestation manifest with several statements",
      {
        config: imageConfig,
        layers: [
          layer("application/vnd.in-toto+json", { "in-toto.io/predicate-type": "https://spdx.dev/Document" }),
          layer("application/vnd.in-toto+json", {
            "in-toto.io/predicate-type": "https://slsa.dev/provenance/v0.2",
          }),
        ],
      },
      "attestation",
      "in-toto attestation",
    ],
    [
      "a BuildKit attestation manifest with one statement",
      {
        config: imageConfig,
        layers: [
          layer("application/vnd.in-toto+json", {
            "in-toto.io/predicate-type": "https://slsa.dev/provenance/v1",
          }),
        ],
      },
      "attestation",
      "SLSA provenance",
    ],
    [
      "an attestation of cosign",
      {
        config: imageConfig,
        layers: [
          layer("application/vnd.dsse.envelope.v1+json", { predicateType: "https://cyclonedx.org/bom" }),
        ],
      },
      "attestation",
      "CycloneDX SBOM attestation",
    ],
    [
      "a Sigstore bundle of unknown content",
      { artifactType: "application/vnd.dev.sigstore.bundle.v0.3+json" },
      "attestation",
      "Sigstore bundle",
    ],
    [
      "a Sigstore bundle of version 0.1",
      { artifactType: "application/vnd.dev.sigstore.bundle+json;version=0.1" },
      "attestation",
      "Sigstore bundle",
    ],
    [
      "a signature of cosign 3",
      {
        artifactType: "application/vnd.dev.sigstore.bundle.v0.3+json",
        annotations: {
          "dev.sigstore.bundle.content": "dsse-envelope",
          "dev.sigstore.bundle.predicateType": "https://sigstore.dev/cosign/sign/v1",
        },
      },
      "signature",
      "Cosign signature",
    ],
    [
      "a Sigstore bundle that signs a message",
      {
        artifactType: "application/vnd.dev.sigstore.bundle.v0.3+json",
        annotations: { "dev.sigstore.bundle.content": "message-signature" },
      },
      "signature",
      "Sigstore bundle",
    ],
    [
      "a bundle with a predicate of one's own",
      {
        artifactType: "application/vnd.dev.sigstore.bundle.v0.3+json",
        annotations: { "dev.sigstore.bundle.predicateType": "https://example.com/review/v1" },
      },
      "attestation",
      "Attestation: https://example.com/review/v1",
    ],
    [
      "a WebAssembly module",
      { config: { mediaType: "application/vnd.wasm.config.v0+json" }, layers: [layer("application/wasm")] },
      "wasm",
      "WebAssembly module",
    ],
    [
      "an AI model",
      { config: { mediaType: "application/vnd.docker.ai.model.config.v0.1+json" } },
      "artifact",
      "AI model",
    ],
    [
      "a model of Ollama, whose config is an image's",
      {
        config: { mediaType: mediaTypes.dockerConfig },
        layers: [layer("application/vnd.ollama.image.model")],
      },
      "artifact",
      "Ollama model",
    ],
    [
      "an unknown artifact type",
      { artifactType: "application/vnd.example.thing+json", config: empty, layers: [layer("text/plain")] },
      "artifact",
      "application/vnd.example.thing+json",
    ],
    [
      "an unknown config",
      { config: { mediaType: "application/vnd.example.config" }, layers: [layer(mediaTypes.ociLayerGzip)] },
      "artifact",
      "application/vnd.example.config",
    ],
    ["an unknown layer", { config: empty, layers: [layer("text/markdown")] }, "artifact", "text/markdown"],
    [
      "an image's config with layers that are none of an image's",
      { config: imageConfig, layers: [layer("text/markdown")] },
      "artifact",
      "text/markdown",
    ],
    [
      "an artifact type on what else would be an image",
      {
        artifactType: "application/vnd.example",
        config: imageConfig,
        layers: [layer(mediaTypes.ociLayerGzip)],
      },
      "artifact",
      "application/vnd.example",
    ],
    ["nothing at all", {}, "artifact", "Artifact"],
    ["names of an object's own properties", { artifactType: "constructor" }, "artifact", "constructor"],
  ])("knows %s", (_, signs, kind, label) => {
    expect(artifactKind(signs)).toEqual({ kind, label });
  });
});
