/**
 * The artifact type of the manifest that Stowage points a tag at before deleting it, where the registry deletes digests
 * alone. A tag is seen on one only when a deletion was interrupted.
 */
export const placeholderArtifactType = "application/vnd.stowage.placeholder.v1+json";
