/** What a piece of a Dockerfile is, as far as colours go. */
export type DockerfileTokenKind =
  | "instruction"
  | "comment"
  | "flag"
  | "key"
  | "string"
  | "variable"
  | "operator"
  | "plain";

export interface DockerfileToken {
  readonly kind: DockerfileTokenKind;
  readonly text: string;
}

/** What a line of this instruction is made of besides words. */
const pairInstructions = new Set(["ENV", "LABEL", "ARG"]);
const shellInstructions = new Set(["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "ONBUILD"]);

const head = /^([ \t]*)([A-Z]+)(?=[ \t\n]|$)/;
/** Characters of one step that get colours; longer ones are data in a command, and a quote never closed costs a look to the end. */
const colouredLength = 20_000;

/** At one place: a string (closed on its line or not at all), a variable, an operator, a flag, a key, blanks, or a word. */
const pieces =
  /"(?:[^"\\]|\\[\s\S])*"|'[^']*'|\$(?:\{[^}\n]*\}|\w+|\([^)\n]*\))|(?:&&|\|\||[|;&<>]+)|\\(?=\n|$)|\\[\s\S]|[ \t\n]+|[^\s"'$\\&|;<>]+|[\s\S]/g;

/**
 * Takes one step of a Dockerfile apart for colouring. The pieces in a row are the text again, letter by letter.
 *
 * @param text one instruction with its lines, comments before it included.
 */
export function dockerfileTokens(text: string): DockerfileToken[] {
  const tokens: DockerfileToken[] = [];
  let rest = text;
  while (rest.startsWith("#")) {
    const end = rest.indexOf("\n");
    const line = end === -1 ? rest : rest.slice(0, end + 1);
    tokens.push({ kind: "comment", text: line });
    rest = rest.slice(line.length);
  }
  const [, blanks = "", instruction = ""] = head.exec(rest) ?? [];
  if (instruction === "") return rest === "" ? tokens : [...tokens, { kind: "plain", text: rest }];
  tokens.push({ kind: "instruction", text: blanks + instruction });
  const operands = rest.slice(blanks.length + instruction.length);
  return merged([
    ...tokens,
    ...operandTokens(instruction, operands.slice(0, colouredLength)),
    { kind: "plain", text: operands.slice(colouredLength) },
  ]);
}

function operandTokens(instruction: string, text: string): DockerfileToken[] {
  const tokens: DockerfileToken[] = [];
  let startsWord = true;
  let flags = true;
  for (const [piece] of text.matchAll(pieces)) {
    const kind = kindOf(instruction, piece, startsWord, flags);
    if (kind === "key") {
      const equals = piece.indexOf("=");
      tokens.push({ kind, text: piece.slice(0, equals) }, { kind: "operator", text: "=" });
      if (equals < piece.length - 1) tokens.push({ kind: "plain", text: piece.slice(equals + 1) });
    } else {
      tokens.push({ kind, text: piece });
    }
    startsWord = /^[\s]+$/.test(piece);
    // Flags of the instruction itself come first; further on, a dash belongs to a command.
    if (!startsWord && kind !== "flag" && !shellInstructions.has(instruction)) flags = false;
  }
  return tokens;
}

function kindOf(
  instruction: string,
  piece: string,
  startsWord: boolean,
  flags: boolean,
): DockerfileTokenKind {
  const first = piece[0] ?? "";
  if ((first === '"' || first === "'") && piece.length > 1) return "string";
  if (first === "$" && piece.length > 1) return "variable";
  if (/^(?:&&|\|\||[|;&<>]+)$/.test(piece) && shellInstructions.has(instruction)) return "operator";
  if (piece === "\\") return "operator";
  if (startsWord && flags && /^--?[A-Za-z]/.test(piece)) return "flag";
  if (startsWord && pairInstructions.has(instruction) && /^[\w./-]+=/.test(piece)) return "key";
  return "plain";
}

function merged(tokens: readonly DockerfileToken[]): DockerfileToken[] {
  const result: DockerfileToken[] = [];
  for (const token of tokens) {
    const last = result.at(-1);
    if (last !== undefined && last.kind === token.kind) {
      result[result.length - 1] = { kind: token.kind, text: last.text + token.text };
    } else if (token.text !== "") {
      result.push(token);
    }
  }
  return result;
}
