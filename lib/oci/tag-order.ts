/**
 * The order of tags, as versions and not as text: `1.9` before `1.10`, `2.0.0-rc.1` before `2.0.0`, words last.
 *
 * A tag is a version where it starts with a number, with or without a `v`: `1`, `v1.2`, `1.2.3-alpine`, `3.12.0rc1`,
 * `2024.01`. Dates (`20240131`, `2024-01-31`, with a time or anything else behind) are versions of year, month and day.
 * Abbreviated commit hashes, though many start with a digit, are words.
 *
 * 1. Versions come before words.
 * 2. Versions go by their numbers; what is not written is zero, so that `1`, `1.0` and `1.0.0` stand together.
 * 3. Of the same numbers, pre-releases (`-rc.1`, `-beta`, `-SNAPSHOT`, …) come first, then the release, then variants
 *    (`-alpine`, `-1`, `_build5`). SemVer would call every variant a pre-release; images' tags use it otherwise.
 * 4. What stands behind the numbers, and words, go in natural order: runs of digits by their value, letters without
 *    regard to case.
 * 5. Of tags that are still equal, the one with fewer numbers comes first, then plain text decides.
 */

type Rank = "pre-release" | "release" | "variant";

interface Version {
  /** Decimal digits without leading zeros (`""` is zero), without trailing zeros in the list. */
  readonly numbers: readonly string[];
  readonly rank: Rank;
  /** In lower case, without the separator that it started with. */
  readonly suffix: string;
  /** How many numbers were written. */
  readonly written: number;
}

const ranks: Readonly<Record<Rank, number>> = { "pre-release": 0, release: 1, variant: 2 };

const versionGrammar = /^v?(\d+(?:\.\d+)*)(.*)$/is;
const dateGrammar = /^v?((?:19|20|21)\d\d)(-?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)(.*)$/is;
const commitGrammar = /^(?=.*[a-f])[0-9a-f]{7,64}$/;
/** A suffix is a pre-release where its first word is one of these, or begins with one and goes on with a digit. */
const preReleaseGrammar =
  /^[._-]?(?:alpha|beta|rc|cr|pre|preview|dev|develop|snapshot|nightly|canary|milestone|m|ea|next|edge|insiders?|unstable|experimental|a|b|c)(?![a-z])/;
/** Letters alone mark a pre-release only where a number follows: `1.0b2`, but not `1.0-b` nor `8a`. */
const letterAlone = /^[._-]?[abcm](?![a-z\d])/;

function readVersion(tag: string): Version | undefined {
  if (commitGrammar.test(tag)) return undefined;
  const date = dateGrammar.exec(tag);
  if (date !== null) {
    const [, year = "", , month = "", day = "", rest = ""] = date;
    return version([year, month, day], rest);
  }
  const [, numbers, rest = ""] = versionGrammar.exec(tag) ?? [];
  return numbers === undefined ? undefined : version(numbers.split("."), rest);
}

function version(written: readonly string[], rest: string): Version {
  const numbers = written.map(withoutZeros);
  while (numbers.at(-1) === "") numbers.pop();
  const suffix = lower(rest);
  return { numbers, rank: rankOf(suffix), suffix: suffix.replace(/^[._-]/, ""), written: written.length };
}

function rankOf(suffix: string): Rank {
  if (suffix === "") return "release";
  return preReleaseGrammar.test(suffix) && !letterAlone.test(suffix) ? "pre-release" : "variant";
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+/, "");
}

/** Lower case of ASCII alone, which is all that tags have; no locale has a say in it. */
function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/**
 * Compares two tags, for `Array.prototype.sort`: the older or lesser first. Zero for the same tag only.
 * To sort thousands, make each one's {@link tagSortKey} once and compare those.
 */
export function compareTags(one: string, other: string): number {
  if (one === other) return 0;
  const [first, second] = [readVersion(one), readVersion(other)];
  if (first === undefined || second === undefined) {
    if (first !== undefined) return -1;
    if (second !== undefined) return 1;
    return compareNaturally(lower(one), lower(other)) || compareText(one, other);
  }
  return (
    compareLists(first.numbers, second.numbers) ||
    ranks[first.rank] - ranks[second.rank] ||
    compareNaturally(first.suffix, second.suffix) ||
    first.written - second.written ||
    compareText(one, other)
  );
}

function compareLists(one: readonly string[], other: readonly string[]): number {
  for (let index = 0; index < Math.min(one.length, other.length); index += 1) {
    const order = compareNumbers(one[index] ?? "", other[index] ?? "");
    if (order !== 0) return order;
  }
  return one.length - other.length;
}

/** Numbers of any length, without leading zeros: the longer is the greater. */
function compareNumbers(one: string, other: string): number {
  return one.length - other.length || compareText(one, other);
}

function compareNaturally(one: string, other: string): number {
  const [first, second] = [runs(one), runs(other)];
  for (let index = 0; index < Math.min(first.length, second.length); index += 1) {
    const [left = "", right = ""] = [first[index], second[index]];
    const numbers = isNumber(left) && isNumber(right);
    const order = numbers
      ? compareNumbers(withoutZeros(left), withoutZeros(right))
      : compareText(left, right);
    if (order !== 0) return order;
  }
  return first.length - second.length;
}

/** Runs of digits, and every other character by itself. */
function runs(text: string): string[] {
  return text.match(/\d+|\D/g) ?? [];
}

function isNumber(run: string): boolean {
  return run >= "0" && run < ":";
}

function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Lower than every character of a tag: what ends comes before what goes on. */
const end = "!";

/**
 * A key whose plain byte-wise order is the order of {@link compareTags}, for databases to sort by: `COLLATE BINARY` in
 * SQLite, `COLLATE "C"` in PostgreSQL, where any other collation would ignore punctuation.
 *
 * ASCII alone, at most about a thousand characters for the longest tag, and different for different tags. The first
 * character is `1` for versions and `2` for words, so that a query can keep words last while it sorts from the newest:
 * `order by substr(key, 1, 1), key desc`.
 *
 * @param tag a tag by the distribution specification's grammar; for other text the order is not promised.
 */
export function tagSortKey(tag: string): string {
  const read = readVersion(tag);
  if (read === undefined) return `2${naturalKey(lower(tag))}${end}${tag}`;
  const numbers = read.numbers.map(numberKey).join("");
  const written = String(read.written).padStart(3, "0");
  return `1${numbers}${end}${ranks[read.rank]}${naturalKey(read.suffix)}${end}${written}${tag}`;
}

/** The number's length in front of it makes longer numbers greater. A tag has at most 128 characters. */
function numberKey(digits: string): string {
  return `${String(digits.length).padStart(3, "0")}${digits}`;
}

function naturalKey(text: string): string {
  return runs(text)
    .map((run) => (isNumber(run) ? numberKey(withoutZeros(run)) : run))
    .join("");
}

/** Which versions belong together: those with the same first number, or the same first two. */
export type VersionLine = "major" | "minor";

/**
 * The line of versions that a tag is in: `1` or `1.27` for `1.27.3-alpine`. What is not written is zero.
 *
 * @returns undefined where the tag is no version.
 */
export function versionLine(tag: string, line: VersionLine): string | undefined {
  const read = readVersion(tag);
  if (read === undefined) return undefined;
  const [major = "", minor = ""] = read.numbers;
  return line === "major" ? major || "0" : `${major || "0"}.${minor || "0"}`;
}

/** Whether a key of {@link tagSortKey} is that of a version. */
export function isVersionKey(sortKey: string): boolean {
  return sortKey.startsWith("1");
}
