import type { Signing } from '../../git/index.ts';

/** How the tick reads that signs a commit; null: the user's git signs none. What a signature tells is said before it does. */
export function signatureWords(signing: Signing | null): string | null {
  if (signing === null) return null;
  // A signature of S/MIME holds the certificate, and that its owner (RFC 5652, section 5.1; RFC 8550, section 3).
  return signing.format === 'x509'
    ? 'Sign the commit, as your git does: the name and the address in your certificate become public'
    : 'Sign the commit, as your git does';
}
