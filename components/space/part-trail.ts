import type { SpacePart } from "#lib/index/space/types.ts";
import { shortDigest } from "#lib/oci/digest.ts";
import { spaceAddress } from "./space-address.ts";

/** A step from the whole registry to the part that is looked at. */
export interface Step {
  readonly label: string;
  readonly href: string;
}

/** The way to a part by its path; empty for what has no path. The last step is the part itself. */
export function trailOf(part: SpacePart, slug: string): readonly Step[] {
  switch (part.kind) {
    case "namespace":
      return stepsTo(part.path, slug);
    case "repository":
      return stepsTo(part.repository, slug);
    case "image": {
      const { repository, digest, tag } = part.image;
      return [
        ...stepsTo(repository, slug),
        { label: tag ?? shortDigest(digest), href: spaceAddress(slug, { at: repository, image: digest }) },
      ];
    }
    default:
      return [];
  }
}

/** `team/deep/app` by its steps: the namespaces with a slash at their end, the repository without. */
function stepsTo(path: string, slug: string): Step[] {
  const steps: Step[] = [];
  for (let from = 0; from < path.length; ) {
    const slash = path.indexOf("/", from);
    const end = slash === -1 ? path.length : slash + 1;
    steps.push({ label: path.slice(from, end), href: spaceAddress(slug, { at: path.slice(0, end) }) });
    from = end;
  }
  return steps;
}
