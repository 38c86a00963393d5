import type { IncomingMessage } from 'node:http';
import type { Store } from './store.ts';

/** Who a request is from: a bearer token, or the password of Basic (what git sends). Unknown tokens are `false`. */
export function whoIs(store: Store, headers: IncomingMessage['headers']): string | null | false {
  const header = headers.authorization;
  if (header === undefined) return null;
  const [scheme = '', value = ''] = header.split(' ');
  const token =
    scheme.toLowerCase() === 'basic'
      ? Buffer.from(value, 'base64').toString('utf8').split(':').slice(1).join(':')
      : value;
  return store.tokens.get(token) ?? false;
}
