import { isDigest } from "#lib/oci/digest.ts";
import { descriptorAddress, manifestPage, type Place } from "../addresses.ts";
import type { JsonMember, JsonNode } from "./json-tree.ts";

export type JsonPieceKind = "key" | "string" | "number" | "word" | "mark";

export interface JsonPiece {
  readonly kind: JsonPieceKind;
  readonly text: string;
  /** Set on a digest that can be opened: inside its quotes. */
  readonly href?: string;
}

/** A line of the document as it is shown. */
export interface JsonLine {
  readonly depth: number;
  readonly pieces: readonly JsonPiece[];
  /**
   * Set on a line that opens an object or an array with something in it: the line that closes it, counted from 0, and how
   * many things are inside.
   */
  readonly fold?: { readonly end: number; readonly count: number };
}

/**
 * Lays a document out, a member or an item a line, with the digests of descriptors as links: manifests lead to their
 * page, blobs to their bytes.
 */
export function jsonLines(node: JsonNode, place: Place): JsonLine[] {
  const lines: { depth: number; pieces: JsonPiece[]; fold?: { end: number; count: number } }[] = [];

  const write = (value: JsonNode, depth: number, before: JsonPiece[], after: JsonPiece[], href?: string) => {
    if (value.kind === "scalar") {
      const piece = scalarPiece(value.text);
      const linked = href === undefined ? piece : { ...piece, href };
      lines.push({ depth, pieces: [...before, linked, ...after] });
      return;
    }
    const [open, close] = value.kind === "object" ? ["{", "}"] : ["[", "]"];
    const count = value.kind === "object" ? value.members.length : value.items.length;
    if (count === 0) {
      lines.push({ depth, pieces: [...before, mark(open + close), ...after] });
      return;
    }
    const opening = { depth, pieces: [...before, mark(open)], fold: { end: 0, count } };
    lines.push(opening);
    const comma = (index: number) => (index === count - 1 ? [] : [mark(",")]);
    if (value.kind === "object") {
      const links = digestLinks(value.members, place);
      value.members.forEach((member, index) => {
        const key: JsonPiece[] = [{ kind: "key", text: member.key }, mark(": ")];
        write(member.value, depth + 1, key, comma(index), links.get(member));
      });
    } else {
      value.items.forEach((item, index) => {
        write(item, depth + 1, [], comma(index));
      });
    }
    opening.fold.end = lines.length;
    lines.push({ depth, pieces: [mark(close), ...after] });
  };

  write(node, 0, [], []);
  return lines;
}

/** The document as its lines show it, for copying. */
export function jsonText(lines: readonly JsonLine[]): string {
  return lines
    .map(({ depth, pieces }) => "  ".repeat(depth) + pieces.map(({ text }) => text).join(""))
    .join("\n");
}

const mark = (text: string): JsonPiece => ({ kind: "mark", text });

function scalarPiece(text: string): JsonPiece {
  if (text.startsWith('"')) return { kind: "string", text };
  return { kind: /^[tfn]/.test(text) ? "word" : "number", text };
}

/** The members of an object whose values are digests of something that the registry has under this repository. */
function digestLinks(members: readonly JsonMember[], place: Place): Map<JsonMember, string> {
  const links = new Map<JsonMember, string>();
  const mediaType = stringAt(members, "mediaType");
  for (const member of members) {
    const text = stringOf(member.value);
    if (text === null || !isDigest(text)) continue;
    if (member.key === '"digest"' && mediaType !== null) {
      links.set(member, descriptorAddress(place, mediaType, text));
    }
    // A layer in Docker's schema 1.
    if (member.key === '"blobSum"') links.set(member, descriptorAddress(place, "", text));
    // BuildKit names the manifest of the index that an attestation is about.
    if (member.key === '"vnd.docker.reference.digest"') links.set(member, manifestPage(place, text));
  }
  return links;
}

function stringAt(members: readonly JsonMember[], name: string): string | null {
  const member = members.findLast(({ key }) => key === `"${name}"`);
  return member === undefined ? null : stringOf(member.value);
}

function stringOf(node: JsonNode): string | null {
  if (node.kind !== "scalar" || !node.text.startsWith('"')) return null;
  return node.text.includes("\\") ? String(JSON.parse(node.text)) : node.text.slice(1, -1);
}
