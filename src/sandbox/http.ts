import type { IncomingMessage } from 'node:http';
import type { Store } from './store.ts';

/** A request as the routes see it. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
  /** Who is signed in. */
  readonly login: string | null;
  readonly store: Store;
  /** Base of the API, for the addresses in answers. */
  readonly api: string;
  /** Base of the web and of git. */
  readonly web: string;
  /** Folder for new repositories. */
  readonly root: string;
}

/** What a route answers. A `raw` body is sent as it is. */
export interface Reply {
  readonly status: number;
  readonly json?: unknown;
  readonly raw?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is no success, in GitHub's own words. */
export class HttpError extends Error {
  readonly status: number;
  readonly errors: readonly unknown[] | undefined;

  constructor(status: number, message: string, errors?: readonly unknown[]) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

export const notFound = () => new HttpError(404, 'Not Found');
export const invalid = (errors: readonly unknown[] = [], message = 'Validation Failed') =>
  new HttpError(422, message, errors);

export const ok = (json: unknown): Reply => ({ status: 200, json });
export const created = (json: unknown): Reply => ({ status: 201, json });

/** One page of a list, with GitHub's `Link` header. `base` is the address without its query. */
export function paged(call: Call, base: string, items: readonly unknown[]): Reply {
  const size = Math.min(100, Math.max(1, Number(call.query.get('per_page') ?? 30) || 30));
  const page = Math.max(1, Number(call.query.get('page') ?? 1) || 1);
  const link = (number: number, rel: string) => {
    const query = new URLSearchParams(call.query);
    query.set('page', String(number));
    return `<${base}?${query}>; rel="${rel}"`;
  };
  const last = Math.max(1, Math.ceil(items.length / size));
  const links = [
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
  ];
  return {
    status: 200,
    json: items.slice((page - 1) * size, page * size),
    ...(links.length > 0 ? { headers: { link: links.join(', ') } } : {}),
  };
}

/** A string field of a body. @throws HttpError 422 when it is missing or no string. */
export function field(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') {
    throw invalid([{ resource: 'Request', field: name, code: 'missing_field' }]);
  }
  return value;
}
