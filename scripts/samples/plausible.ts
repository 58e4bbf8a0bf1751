import { createCipheriv, createHash } from "node:crypto";

const words =
  "account address amount archive batch branch broker buffer cargo channel client cluster config container context cursor dock element endpoint event export filter flight freight gateway handler harbour header index invoice item journal label ledger listener manifest mapper message method module mooring network observer option order packet parcel payload payment pilot platform policy port process queue reader record registry render report request response result route schedule schema section sender server session shipment signal socket source state status storage stream subject table target task tenant token tracker transfer transport tug update user validator vessel vector version voyage warehouse watcher worker writer".split(
    " ",
  );

/** `size` bytes that look random and are the same for the same `seed`: what compressed or encrypted content looks like. */
export function noise(seed: string, size: number): Uint8Array {
  const key = createHash("sha256").update(seed).digest();
  return createCipheriv("aes-256-ctr", key, Buffer.alloc(16)).update(Buffer.alloc(size));
}

/** About `size` bytes of JavaScript as bundlers write it; compresses to about a quarter. The same `seed` gives the same text. */
export function bundle(seed: string, size: number): string {
  const random = noise(seed, Math.ceil(size / 6));
  let at = 0;
  const next = () => random[at++ % random.length] ?? 0;
  const word = () => words[next() % words.length] ?? "item";
  const lines: string[] = [];
  let length = 0;
  while (length < size) {
    const [name, argument, field, other] = [word(), word(), word(), word()];
    const number = next() * 256 + next();
    const line =
      number % 3 === 0
        ? `export function ${name}_${number.toString(36)}(${argument}){return ${argument}.${field}?.${other}??${number}}`
        : number % 3 === 1
          ? `const ${name}${number}=Object.freeze({${field}:"${other}-${word()}",${argument}:[${next()},${next()}]});`
          : `${name}.on("${field}:${other}",async ${argument}=>{await ${word()}.${word()}(${argument},${number})});`;
    lines.push(line);
    length += line.length + 1;
  }
  return `${lines.join("\n")}\n`;
}

/** A table of `rows` lines as CSV. */
export function table(seed: string, rows: number): string {
  const random = noise(seed, rows * 6);
  const lines = ["id,port,country,latitude,longitude,berths"];
  for (let row = 0; row < rows; row += 1) {
    const [a, b, c, d, e, f] = random.subarray(row * 6, row * 6 + 6);
    const name = `${words[(a ?? 0) % words.length]}-${words[(b ?? 0) % words.length]}`;
    lines.push(
      `${row + 1},${name},${String.fromCharCode(65 + ((c ?? 0) % 26), 65 + ((d ?? 0) % 26))},${((c ?? 0) / 2 - 64).toFixed(3)},${((e ?? 0) - 128).toFixed(3)},${(f ?? 0) % 40}`,
    );
  }
  return `${lines.join("\n")}\n`;
}

/** A commit's hash for `seed`: 40 hexadecimal digits. */
export function commitHash(seed: string): string {
  return createHash("sha1").update(seed).digest("hex");
}
