import { type ArtifactType, artifactTypeOf, artifactTypeOfPredicate } from "./artifact-types.ts";
import { isImageConfigMediaType, isLayerMediaType, mediaTypes } from "./media-types.ts";

/**
 * What tells an artifact's kind: a manifest has all of it, a referrer's descriptor only its artifact type and annotations.
 */
export interface ArtifactSigns {
  readonly artifactType?: string | undefined;
  readonly config?: { readonly mediaType: string };
  readonly layers?: readonly {
    readonly mediaType: string;
    readonly annotations?: Readonly<Record<string, string>> | undefined;
  }[];
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

const sigstorePredicate = "dev.sigstore.bundle.predicateType";
const sigstoreContent = "dev.sigstore.bundle.content";
/** BuildKit and cosign write it on the layer that holds the statement. */
const inTotoPredicates = ["in-toto.io/predicate-type", "predicateType"] as const;

/** Media types that say nothing of what is inside. */
const uninformative: readonly string[] = [
  "",
  mediaTypes.ociEmpty,
  mediaTypes.ociConfig,
  mediaTypes.dockerConfig,
  "application/vnd.unknown.config.v1+json",
  "application/vnd.unknown.artifact.v1",
  "application/octet-stream",
  "application/json",
];

/**
 * What a manifest is: an image, a Helm chart, a signature, …, with a short name for people.
 *
 * Goes by the artifact type, then the layers' media types, then the config's (OCI image specification, manifest.md,
 * “Guidelines for Artifact Usage”). The layers come before the config since cosign and BuildKit give signatures and
 * attestations the config of an image. A label of an unknown type is that type.
 */
export function artifactKind(signs: ArtifactSigns): ArtifactType {
  const { artifactType = "", config, layers = [], annotations = {} } = signs;
  const types = [artifactType, ...layers.map(({ mediaType }) => mediaType), config?.mediaType ?? ""];

  const predicate = annotations[sigstorePredicate] ?? predicateOfLayers(layers);
  const known = types.map(artifactTypeOf).find((type) => type !== undefined);
  if (known?.kind === "attestation") {
    if (annotations[sigstoreContent] === "message-signature")
      return { kind: "signature", label: known.label };
    return predicate === undefined ? known : artifactTypeOfPredicate(predicate);
  }
  if (known !== undefined) return known;
  if (predicate !== undefined) return artifactTypeOfPredicate(predicate);

  const imageLayers = layers.every(({ mediaType }) => isLayerMediaType(mediaType));
  if (
    artifactType === "" &&
    config !== undefined &&
    isImageConfigMediaType(config.mediaType) &&
    imageLayers
  ) {
    return { kind: "image", label: "Image" };
  }
  const named = [artifactType, config?.mediaType ?? "", ...layers.map(({ mediaType }) => mediaType)];
  const telling = named.find((type) => !uninformative.includes(type));
  return { kind: "artifact", label: telling ?? "Artifact" };
}

/** The predicate that all layers share. BuildKit puts several statements into one manifest; then none names it. */
function predicateOfLayers(layers: NonNullable<ArtifactSigns["layers"]>): string | undefined {
  const found = new Set(
    layers.flatMap(({ annotations }) =>
      inTotoPredicates.map((key) => annotations?.[key]).filter((type) => type !== undefined),
    ),
  );
  const [only] = found;
  return found.size === 1 ? only : undefined;
}
