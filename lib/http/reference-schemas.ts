import { z } from "zod";
import { isRepositoryName, isTag, type RepositoryName, type Tag } from "#lib/oci/reference.ts";

/** A repository's name in what a browser sends. */
export const repositorySchema = z
  .custom<RepositoryName>((value) => typeof value === "string" && isRepositoryName(value), {
    error: "is not a repository name",
  })
  .meta({ type: "string", description: "The name of a repository.", examples: ["team/app"] });

/** A tag in what a browser sends. */
export const tagSchema = z
  .custom<Tag>((value) => typeof value === "string" && isTag(value), { error: "is not a tag" })
  .meta({ type: "string", description: "A tag.", examples: ["v1.0"] });
