import type { Digest } from "#lib/oci/digest.ts";

/** Seen on light and dark alike, each with a contrast of 3:1 or more. */
const colours = ["#2f74e0", "#c2570c", "#0f9384", "#9a4fe0", "#db3f86", "#6f8f0c"] as const;

/** Outlines in a box of 12. Colour alone would tell nothing to many. */
const shapes = [
  <circle key="disc" cx="6" cy="6" r="4.5" />,
  <rect key="square" x="2" y="2" width="8" height="8" rx="1" />,
  <path key="diamond" d="M6 .8 11.2 6 6 11.2.8 6Z" />,
  <path key="triangle" d="M6 1.2 11.2 10.6H.8Z" />,
  <path
    key="ring"
    fillRule="evenodd"
    d="M6 1.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6Zm0 2.6a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4Z"
  />,
  <path key="cross" d="M4.4 1h3.2v3.4H11v3.2H7.6V11H4.4V7.6H1V4.4h3.4Z" />,
] as const;

/**
 * A small mark that is the same wherever the digest is the same, so that tags on one digest are found with the eye.
 * It is decoration: what it tells stands beside it in words.
 */
export function DigestMark({ digest }: { readonly digest: Digest }) {
  const number = Number.parseInt(digest.slice(digest.indexOf(":") + 1).slice(0, 8), 16) || 0;
  return (
    <svg aria-hidden viewBox="0 0 12 12" className="size-3 shrink-0" fill={colours[number % colours.length]}>
      {shapes[Math.floor(number / colours.length) % shapes.length]}
    </svg>
  );
}
