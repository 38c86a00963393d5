const schemes = new Set(['http:', 'https:', 'mailto:']);

/** The address of a link as it will be opened; null for one that must not be pressed. */
export function addressOf(href: string | null): string | null {
  if (href === null) return null;
  try {
    const { protocol, href: whole } = new URL(href);
    return schemes.has(protocol) ? whole : null;
  } catch {
    // What has no scheme leads to a place on GitHub that we do not know.
    return null;
  }
}

/** Where an image would come from, in one word. */
export function placeOf(src: string | null): string {
  try {
    const { host, protocol } = new URL(src ?? '');
    return host || protocol.replace(/:$/, '');
  } catch {
    return 'no address';
  }
}
