const indent = "    ";
const breakable = (character: string | undefined) => character === " " || character === "\t";

/**
 * Breaks a shell command over lines for reading, each but the last ending in a backslash, as one writes it in a
 * Dockerfile. Joined again, it is the same command.
 *
 * Lines end before each `&&` outside parentheses, and wherever several blanks stand between words: history keeps no
 * line ends, but the blanks that started the next line are still there, and give back its indentation.
 *
 * Blanks in quotes and after a `#` are left alone, and so is a command that already has lines. Takes time in proportion
 * to the command's length.
 */
export function breakShellLines(command: string): string {
  if (command.includes("\n")) return command;
  let out = "";
  let depth = 0;
  let position = 0;
  while (position < command.length) {
    const character = command[position] ?? "";
    if (breakable(character)) {
      const end = endOfBlanks(command, position);
      out += between(command, position, end, depth);
      position = end;
      continue;
    }
    if (character === "#" && (position === 0 || breakable(command[position - 1]))) {
      return out + command.slice(position);
    }
    const end = endOfPiece(command, position);
    const piece = command.slice(position, end);
    if (piece === "(" || piece === "[[") depth += 1;
    if (piece === ")" || piece === "]]") depth = Math.max(0, depth - 1);
    out += piece;
    position = end;
  }
  return out;
}

/** What stands between two words instead of the blanks from `start` to `end`. */
function between(command: string, start: number, end: number, depth: number): string {
  const blanks = command.slice(start, end);
  if (start === 0 || end === command.length) return "";
  // A line of a Dockerfile that starts with # is a comment, even inside a command.
  if (command[end] === "#") return blanks;
  if (wasLineEnd(blanks)) {
    const indentation = blanks.replace(/^ /, "").replaceAll("\t", indent);
    return ` \\\n${indentation.length < indent.length ? indent : indentation}`;
  }
  const isAnd = depth === 0 && command.startsWith("&&", end);
  // Where the line once ended behind the &&, it does so again.
  const endsBehind = isAnd && wasLineEnd(command.slice(end + 2, endOfBlanks(command, end + 2)));
  return isAnd && !endsBehind ? ` \\\n${indent}` : blanks;
}

function wasLineEnd(blanks: string): boolean {
  return blanks.length > 1 || blanks === "\t";
}

function endOfBlanks(command: string, start: number): number {
  let end = start;
  while (breakable(command[end])) end += 1;
  return end;
}

/** The end of what must stay together: a quoted text, an escape, a bracket, or a run of other characters. */
function endOfPiece(command: string, start: number): number {
  const character = command[start];
  if (character === "\\") return Math.min(command.length, start + 2);
  if (character === "'") return behind(command, start + 1, "'", false);
  if (character === "$" && command[start + 1] === "'") return behind(command, start + 2, "'", true);
  if (character === '"' || character === "`") return behind(command, start + 1, character, true);
  if (character === "(" || character === ")") return start + 1;
  const two = command.slice(start, start + 2);
  if (two === "[[" || two === "]]") return start + 2;
  let end = start + 1;
  while (end < command.length && !/[ \t\\'"`$()[\]]/.test(command[end] ?? "")) end += 1;
  return end;
}

function behind(command: string, start: number, quote: string, escapes: boolean): number {
  let position = start;
  while (position < command.length) {
    if (command[position] === quote) return position + 1;
    position += escapes && command[position] === "\\" ? 2 : 1;
  }
  return command.length;
}
