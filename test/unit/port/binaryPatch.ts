import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~';

/** Lines of up to 52 bytes: a letter for their number, then four bytes as five digits (git's base85.c). */
function base85(data: Buffer): string {
  let out = '';
  for (let at = 0; at < data.length; at += 52) {
    const line = data.subarray(at, at + 52);
    out += String.fromCharCode(line.length <= 26 ? 64 + line.length : 70 + line.length);
    const padded = Buffer.concat([line, Buffer.alloc((4 - (line.length % 4)) % 4)]);
    for (let i = 0; i < padded.length; i += 4) {
      let rest = padded.readUInt32BE(i);
      let word = '';
      for (let n = 0; n < 5; n++) {
        word = digits[rest % 85]! + word;
        rest = Math.floor(rest / 85);
      }
      out += word;
    }
    out += '\n';
  }
  return out;
}

function varint(number: number): Buffer {
  const bytes: number[] = [];
  for (let rest = number; ; rest = Math.floor(rest / 128)) {
    bytes.push((rest % 128) + (rest >= 128 ? 128 : 0));
    if (rest < 128) return Buffer.from(bytes);
  }
}

/** A delta as git packs it: both sizes in bytes, as it claims, then its commands. */
export function delta({
  from,
  to,
  commands,
}: {
  readonly from: number;
  readonly to: number;
  readonly commands: Buffer;
}): Buffer {
  return Buffer.concat([varint(from), varint(to), commands]);
}

/** Commands that copy the first `size` bytes until there are `total`. */
export function copies(size: number, total: number): Buffer {
  const one = Buffer.from([0x90, size]);
  return Buffer.concat(Array.from({ length: Math.min(1000, Math.ceil(total / size)) }, () => one));
}

/** A binary patch: `claimed` bytes of data, as it says itself. Without `old` it makes a new file. */
export function binaryPatch({
  name,
  kind,
  data,
  claimed = data.length,
  old,
  to = old === undefined
    ? createHash('sha1').update(`blob ${data.length}\0`).update(data).digest('hex')
    : '1'.repeat(40),
}: {
  readonly name: string;
  readonly kind: 'literal' | 'delta';
  readonly data: Buffer;
  readonly claimed?: number;
  readonly old?: string;
  readonly to?: string;
}): Buffer {
  const [made, mode] = old === undefined ? ['new file mode 100644\n', ''] : ['', ' 100644'];
  return Buffer.from(
    `diff --git a/${name} b/${name}\n${made}index ${old ?? '0'.repeat(40)}..${to}${mode}\nGIT binary patch\n` +
      `${kind} ${claimed}\n${base85(deflateSync(data))}\nliteral 0\nHcmV?d00001\n\n`,
  );
}
