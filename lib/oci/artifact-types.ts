/** What an artifact is, in the words that pages, filters and icons go by. */
export type ArtifactKind =
  | "image"
  | "helm-chart"
  | "signature"
  | "sbom"
  | "attestation"
  | "wasm"
  /** Anything else; its label says what, as far as its types tell. */
  | "artifact";

export interface ArtifactType {
  readonly kind: ArtifactKind;
  /** A short name for people, in the words of whoever defined the type: “Helm chart”, “SPDX SBOM”. */
  readonly label: string;
}

const cosignSignature: ArtifactType = { kind: "signature", label: "Cosign signature" };
const notationSignature: ArtifactType = { kind: "signature", label: "Notation signature" };
const spdx: ArtifactType = { kind: "sbom", label: "SPDX SBOM" };
const cyclonedx: ArtifactType = { kind: "sbom", label: "CycloneDX SBOM" };
const syft: ArtifactType = { kind: "sbom", label: "Syft SBOM" };
const inToto: ArtifactType = { kind: "attestation", label: "in-toto attestation" };
const dsse: ArtifactType = { kind: "attestation", label: "DSSE attestation" };
const sigstoreBundle: ArtifactType = { kind: "attestation", label: "Sigstore bundle" };
const helm: ArtifactType = { kind: "helm-chart", label: "Helm chart" };
const wasm: ArtifactType = { kind: "wasm", label: "WebAssembly module" };
const named = (label: string): ArtifactType => ({ kind: "artifact", label });

/** Media types, of artifacts, configs and layers alike, with what they are a sign of. */
const byMediaType: ReadonlyMap<string, ArtifactType> = new Map([
  ["application/vnd.dev.cosign.artifact.sig.v1+json", cosignSignature],
  ["application/vnd.dev.cosign.simplesigning.v1+json", cosignSignature],
  ["application/vnd.cncf.notary.signature", notationSignature],
  ["application/vnd.cncf.notary.v2.signature", notationSignature],
  ["application/vnd.cncf.notary.payload.v1+json", notationSignature],

  ["application/spdx+json", spdx],
  ["text/spdx", spdx],
  ["text/spdx+json", spdx],
  ["text/spdx+xml", spdx],
  ["application/vnd.cyclonedx", cyclonedx],
  ["application/vnd.cyclonedx+json", cyclonedx],
  ["application/vnd.cyclonedx+xml", cyclonedx],
  ["application/vnd.syft+json", syft],
  ["application/vnd.dev.cosign.artifact.sbom.v1+json", { kind: "sbom", label: "SBOM" }],

  ["application/vnd.in-toto+json", inToto],
  ["application/vnd.in-toto+dsse", inToto],
  ["application/vnd.in-toto.provenance+dsse", { kind: "attestation", label: "SLSA provenance" }],
  ["application/vnd.in-toto.spdx+dsse", { kind: "attestation", label: "in-toto attestation: SPDX SBOM" }],
  [
    "application/vnd.in-toto.cyclonedx+dsse",
    { kind: "attestation", label: "in-toto attestation: CycloneDX SBOM" },
  ],
  ["application/vnd.docker.attestation.manifest.v1+json", inToto],
  ["application/vnd.dsse.envelope.v1+json", dsse],
  ["application/vnd.dev.sigstore.bundle+json", sigstoreBundle],

  ["application/vnd.cncf.helm.config.v1+json", helm],
  ["application/vnd.cncf.helm.chart.content.v1.tar+gzip", helm],
  ["application/vnd.cncf.helm.chart.content.v1.tar", helm],

  ["application/wasm", wasm],
  ["application/vnd.wasm.config.v0+json", wasm],
  ["application/vnd.wasm.config.v1+json", wasm],
  ["application/vnd.wasm.content.layer.v1+wasm", wasm],
  ["application/vnd.module.wasm.content.layer.v1+wasm", wasm],
  ["application/vnd.bytecodealliance.wasm.component.layer.v0+wasm", wasm],
  ["application/vnd.fermyon.spin.application.v1+config", { kind: "wasm", label: "Spin application" }],

  ["application/vnd.buildkit.cacheconfig.v0", named("BuildKit cache")],
  ["application/vnd.cncf.flux.config.v1+json", named("Flux configuration")],
  ["application/vnd.cncf.falco.rulesfile.config.v1+json", named("Falco rules")],
  ["application/vnd.cncf.falco.plugin.config.v1+json", named("Falco plugin")],
  ["application/vnd.cncf.openpolicyagent.config.v1+json", named("Open Policy Agent bundle")],
  ["application/vnd.cncf.openpolicyagent.policy.layer.v1+rego", named("Open Policy Agent policy")],
  ["application/vnd.cncf.kubernetes.manifest.config.v1+json", named("Kubernetes manifests")],
  ["application/vnd.cncf.model.manifest.v1+json", named("AI model")],
  ["application/vnd.cncf.model.config.v1+json", named("AI model")],
  ["application/vnd.docker.ai.model.config.v0.1+json", named("AI model")],
  ["application/vnd.ollama.image.model", named("Ollama model")],
  ["application/vnd.docker.compose.project", named("Compose project")],
  ["application/vnd.docker.compose.config.empty.v1+json", named("Compose project")],
  ["application/vnd.devcontainers", named("Dev container feature")],
  ["application/vnd.opentofu.modulepkg", named("OpenTofu module")],
  ["application/vnd.opentofu.provider", named("OpenTofu provider")],
  ["application/vnd.sylabs.sif.config.v1+json", named("Singularity image")],
  ["application/vnd.cnab.config.v1+json", named("CNAB bundle")],
  ["application/vnd.cnab.bundle.config.v1+json", named("CNAB bundle")],
  ["application/vnd.zarf.config.v1+json", named("Zarf package")],
  ["application/vnd.goharbor.harbor.sbom.v1", { kind: "sbom", label: "Harbor SBOM" }],
  ["application/vnd.aquasec.trivy.config.v1+json", named("Trivy database")],
  ["application/vnd.aquasec.trivy.db.layer.v1.tar+gzip", named("Trivy database")],
  ["application/sarif+json", named("SARIF report")],
  ["application/vnd.openvex+json", { kind: "attestation", label: "OpenVEX statement" }],
]);

/** Sigstore writes the version of its bundle into the media type, before or behind the `+json`. */
const sigstoreBundleGrammar =
  /^application\/vnd\.dev\.sigstore\.bundle[.+](?:v0\.\d{1,3}\+json|json;version=0\.\d{1,3})$/;

/** What one media type is a sign of, if it is known. */
export function artifactTypeOf(mediaType: string): ArtifactType | undefined {
  return byMediaType.get(mediaType) ?? (sigstoreBundleGrammar.test(mediaType) ? sigstoreBundle : undefined);
}

/** The predicates of in-toto statements that have a name of their own, by the beginning of their type's address. */
const predicates: readonly (readonly [prefix: string, type: ArtifactType])[] = [
  ["https://sigstore.dev/cosign/sign/", cosignSignature],
  ["https://slsa.dev/provenance/", { kind: "attestation", label: "SLSA provenance" }],
  ["https://slsa.dev/verification_summary/", { kind: "attestation", label: "SLSA verification summary" }],
  ["https://spdx.dev/Document", { kind: "attestation", label: "SPDX SBOM attestation" }],
  ["https://cyclonedx.org/bom", { kind: "attestation", label: "CycloneDX SBOM attestation" }],
  ["https://openvex.dev/ns", { kind: "attestation", label: "OpenVEX attestation" }],
  ["https://cosign.sigstore.dev/attestation/vuln/", { kind: "attestation", label: "Vulnerability scan" }],
  ["https://in-toto.io/attestation/test-result/", { kind: "attestation", label: "Test result" }],
  ["https://in-toto.io/attestation/release/", { kind: "attestation", label: "Release attestation" }],
];

/** What an in-toto statement says, by the type of its predicate; an unknown predicate is named by its address. */
export function artifactTypeOfPredicate(predicateType: string): ArtifactType {
  const known = predicates.find(([prefix]) => predicateType.startsWith(prefix));
  return known?.[1] ?? { kind: "attestation", label: `Attestation: ${predicateType}` };
}
