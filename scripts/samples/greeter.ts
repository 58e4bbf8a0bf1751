/** The processors for which {@link greeter} writes a program. */
export type Processor = "amd64" | "arm64" | "arm";

/**
 * A static Linux program that prints `message` and exits with 0: a few hundred bytes, written by hand.
 *
 * It makes the sample images run on processors for which this machine has no busybox.
 */
export function greeter(processor: Processor, message: string): Uint8Array {
  const text = new TextEncoder().encode(message);
  if (text.byteLength > 4000) throw new Error("A greeting has at most 4000 bytes.");
  const code = { amd64, arm64, arm }[processor](text.byteLength);
  const program = new Uint8Array(code.byteLength + text.byteLength);
  program.set(code);
  program.set(text, code.byteLength);
  return processor === "arm" ? elf32(program) : elf64(program, processor === "amd64" ? 62 : 183);
}

/** write(1, text, length); exit(0), with the text right behind the code. */
function amd64(length: number): Uint8Array {
  const code = new DataView(new ArrayBuffer(31));
  const bytes = new Uint8Array(code.buffer);
  bytes.set([0xb8, 1, 0, 0, 0], 0); // mov eax, 1 (write)
  bytes.set([0xbf, 1, 0, 0, 0], 5); // mov edi, 1
  bytes.set([0x48, 0x8d, 0x35], 10); // lea rsi, [rip + …]
  code.setInt32(13, 31 - 17, true);
  bytes[17] = 0xba; // mov edx, length
  code.setUint32(18, length, true);
  bytes.set([0x0f, 0x05], 22); // syscall
  bytes.set([0x6a, 60, 0x58], 24); // push 60; pop rax (exit)
  bytes.set([0x31, 0xff], 27); // xor edi, edi
  bytes.set([0x0f, 0x05], 29); // syscall
  return bytes;
}

function arm64(length: number): Uint8Array {
  return words([
    0xd2800020, // mov x0, #1
    0x100000e1, // adr x1, . + 28
    0xd2800002 | (length << 5), // mov x2, #length
    0xd2800808, // mov x8, #64 (write)
    0xd4000001, // svc #0
    0xd2800000, // mov x0, #0
    0xd2800ba8, // mov x8, #93 (exit)
    0xd4000001, // svc #0
  ]);
}

function arm(length: number): Uint8Array {
  return words([
    0xe3a00001, // mov r0, #1
    0xe28f1014, // add r1, pc, #20 (pc is two instructions ahead)
    0xe3002000 | ((length >> 12) << 16) | (length & 0xfff), // movw r2, #length
    0xe3a07004, // mov r7, #4 (write)
    0xef000000, // svc 0
    0xe3a00000, // mov r0, #0
    0xe3a07001, // mov r7, #1 (exit)
    0xef000000, // svc 0
  ]);
}

function words(instructions: readonly number[]): Uint8Array {
  const code = new DataView(new ArrayBuffer(instructions.length * 4));
  instructions.forEach((instruction, position) => {
    code.setUint32(position * 4, instruction >>> 0, true);
  });
  return new Uint8Array(code.buffer);
}

const ident = (bits: 1 | 2) => [0x7f, 0x45, 0x4c, 0x46, bits, 1, 1, 0];

/** ELF header and one loaded segment that may be read and run. */
function elf64(program: Uint8Array, machine: number): Uint8Array {
  const size = 64 + 56;
  const base = 0x400000n;
  const head = new DataView(new ArrayBuffer(size));
  new Uint8Array(head.buffer).set(ident(2));
  head.setUint16(16, 2, true); // executable
  head.setUint16(18, machine, true);
  head.setUint32(20, 1, true);
  head.setBigUint64(24, base + BigInt(size), true); // entry
  head.setBigUint64(32, 64n, true); // program headers
  head.setUint16(52, 64, true);
  head.setUint16(54, 56, true);
  head.setUint16(56, 1, true);
  head.setUint16(58, 64, true);
  head.setUint32(64, 1, true); // load
  head.setUint32(68, 5, true); // read, execute
  head.setBigUint64(80, base, true);
  head.setBigUint64(88, base, true);
  head.setBigUint64(96, BigInt(size + program.byteLength), true);
  head.setBigUint64(104, BigInt(size + program.byteLength), true);
  head.setBigUint64(112, 0x10000n, true);
  return joined(head, program);
}

function elf32(program: Uint8Array): Uint8Array {
  const size = 52 + 32;
  const base = 0x10000;
  const head = new DataView(new ArrayBuffer(size));
  new Uint8Array(head.buffer).set(ident(1));
  head.setUint16(16, 2, true);
  head.setUint16(18, 40, true); // ARM
  head.setUint32(20, 1, true);
  head.setUint32(24, base + size, true); // entry
  head.setUint32(28, 52, true); // program headers
  head.setUint32(36, 0x05000000, true); // EABI 5
  head.setUint16(40, 52, true);
  head.setUint16(42, 32, true);
  head.setUint16(44, 1, true);
  head.setUint16(46, 40, true);
  head.setUint32(52, 1, true); // load
  head.setUint32(60, base, true);
  head.setUint32(64, base, true);
  head.setUint32(68, size + program.byteLength, true);
  head.setUint32(72, size + program.byteLength, true);
  head.setUint32(76, 5, true); // read, execute
  head.setUint32(80, 0x10000, true);
  return joined(head, program);
}

function joined(head: DataView, program: Uint8Array): Uint8Array {
  return Buffer.concat([new Uint8Array(head.buffer), program]);
}
