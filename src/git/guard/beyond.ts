import { refusedScheme } from './forms.ts';
import { section } from './write.ts';

/** Each byte that an address can have behind its beginning, as text in Latin-1: git compares bytes. */
export const anyByte = Array.from({ length: 255 }, (_, at) => String.fromCharCode(at + 1));

/**
 * Rules that refuse whatever is longer than these addresses. A rule of git's is for a beginning, and hands on what
 * follows it: `…/fork.git` alone would let `…/fork.git/../cpython.git` through, and `…/fork-x/../cpython.git`, which
 * curl and servers take for the public repository (dot segments, RFC 3986 5.2.4). In Latin-1.
 */
export function refuseBeyond(addresses: readonly string[], but: ReadonlySet<string>): string[] {
  return addresses.flatMap(address => {
    const bytes = latin1(address);
    const longer = anyByte.map(byte => bytes + byte).filter(each => !but.has(each));
    return ['insteadOf', 'pushInsteadOf'].map(kind =>
      section(latin1(`url.${refusedScheme}://${address}….${kind}`), longer),
    );
  });
}

/** The bytes of a text, a letter each. */
export function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}
