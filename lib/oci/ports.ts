const portGrammar = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/([a-z]{1,10}))?$/i;

/**
 * The ports that an image exposes, in the order of their numbers, then of their protocols; each once, always with its
 * protocol (`80` is `80/tcp`). What is no port comes last, as it is. OCI image specification, config.md, `ExposedPorts`.
 */
export function sortPorts(ports: readonly string[]): string[] {
  const read = ports.map((text) => {
    const [, first, last, protocol = "tcp"] = portGrammar.exec(text) ?? [];
    if (first === undefined) return { text, from: Number.POSITIVE_INFINITY, to: 0 };
    const range = last === undefined ? first : `${first}-${last}`;
    return { text: `${range}/${protocol.toLowerCase()}`, from: Number(first), to: Number(last ?? first) };
  });
  read.sort(
    (one, other) =>
      compare(one.from, other.from) || compare(one.to, other.to) || compare(one.text, other.text),
  );
  return [...new Set(read.map(({ text }) => text))];
}

/** Infinity is equal to itself here, where a subtraction gives no number. */
function compare<Value extends number | string>(one: Value, other: Value): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
