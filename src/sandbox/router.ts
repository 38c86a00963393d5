import { HttpError, type Call, type Reply } from './http.ts';

type Handler = (call: Call, parameters: Record<string, string>) => Reply | Promise<Reply>;

export interface Route {
  readonly method: string;
  readonly pattern: string;
  readonly handler: Handler;
}

/** `GET /repos/{owner}/{repo}`, and what answers it. */
export function route(line: string, handler: Handler): Route {
  const at = line.indexOf(' ');
  return { method: line.slice(0, at), pattern: line.slice(at + 1), handler };
}

/** Finds the route of a call. A `{name}` is one segment; a `{name+}` at the end takes the rest. */
export function find(
  routes: readonly Route[],
  method: string,
  path: string,
): { readonly route: Route; readonly parameters: Record<string, string> } {
  for (const candidate of routes) {
    if (candidate.method !== method) continue;
    const parameters = match(candidate.pattern, path);
    if (parameters) return { route: candidate, parameters };
  }
  throw new HttpError(404, 'Not Found');
}

function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const there = path.split('/');
  const parameters: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    if (part.startsWith('{') && part.endsWith('+}')) {
      if (i >= there.length) return null;
      parameters[part.slice(1, -2)] = decodeURIComponent(there.slice(i).join('/'));
      return parameters;
    }
    const value = there[i];
    if (value === undefined || (value === '') !== (part === '')) return null;
    if (part.startsWith('{')) parameters[part.slice(1, -1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return wanted.length === there.length ? parameters : null;
}
