import { readFileSync } from 'node:fs';
import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

/** What was sent to a GitHub, and what it answered. The sandbox's recorder has these. */
export interface Exchange {
  readonly method: string;
  /** Below the base of the API, without the query. */
  readonly path: string;
  /** `?a=b`, or empty. */
  readonly query: string;
  readonly body: unknown;
  readonly status: number;
  /** Undefined where the answer was no JSON (a patch, say). */
  readonly answer: unknown;
}

interface Operation {
  readonly query: Readonly<Record<string, AnySchema>>;
  readonly body: AnySchema | null;
  readonly responses: Readonly<Record<string, AnySchema>>;
}

const document = JSON.parse(readFileSync(new URL('github.json', import.meta.url), 'utf8')) as {
  readonly $id: string;
  readonly operations: Readonly<Record<string, Operation>>;
  readonly $defs: Readonly<Record<string, AnySchema>>;
};

/** Numbers and booleans of a query are text on the wire. */
const options = { strict: false, allErrors: true } as const;
const [forBodies, forQueries] = [new Ajv(options), new Ajv({ ...options, coerceTypes: true })];
for (const ajv of [forBodies, forQueries]) {
  formats.default(ajv);
  ajv.addSchema({ $id: document.$id, $defs: document.$defs });
}
const compiled = new Map<AnySchema, ValidateFunction>();

function errors(ajv: Ajv, schema: AnySchema, value: unknown, what: string): string[] {
  const check = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, check);
  if (check(value)) return [];
  return (check.errors ?? []).map(
    ({ instancePath, message, params }) => `${what}${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** The operation of GitHub's description that a request meets, with GitHub's own name of the path. */
export function operationOf(method: string, path: string): string | null {
  const parts = path.split('/');
  const rank = (line: string) => line.split('{').length;
  const found = Object.keys(document.operations).filter(line => {
    const [verb, pattern = ''] = line.split(' ');
    const wanted = pattern.split('/');
    // A ref, a branch and a comparison may hold slashes: the last placeholder takes the rest.
    const open = /\{(ref|branch|basehead)\}$/.test(pattern) && parts.length >= wanted.length;
    if (verb !== method || (wanted.length !== parts.length && !open)) return false;
    return wanted.every((part, i) => part.startsWith('{') || part === parts[i]);
  });
  return found.sort((a, b) => b.split('/').length - a.split('/').length || rank(a) - rank(b))[0] ?? null;
}

/** Where a request or its answer leaves GitHub's description (API version 2026-03-10); empty when it does not. */
export function violations({ method, path, query, body, status, answer }: Exchange): string[] {
  // Where the pages of a list go on (`Link`), GitHub names the repository by its number.
  const name = operationOf(method, path.replace(/^\/repositories\/\d+\//, '/repos/python/cpython/'));
  if (name === null) return status === 404 ? [] : [`${method} ${path} is no operation that GitHub describes`];
  const operation = document.operations[name]!;
  const found: string[] = [];
  const sent = Object.fromEntries(new URLSearchParams(query));
  found.push(
    ...errors(forQueries, queryOf(operation), sent, 'query'),
    ...(status < 400 ? bodyErrors(operation, body) : []),
  );
  if (answer !== undefined) {
    const schema = operation.responses[String(status)] ?? (status >= 400 ? basicError : undefined);
    if (schema === undefined) found.push(`answer ${status} is not described`);
    else found.push(...errors(forBodies, schema, answer, 'answer'));
  }
  return found.map(text => `${name}: ${text}`);
}

const basicError: AnySchema = { $ref: 'github#/$defs/basic-error' };
const queries = new Map<Operation, AnySchema>();

function queryOf(operation: Operation): AnySchema {
  const schema = queries.get(operation) ?? {
    type: 'object',
    properties: operation.query,
    additionalProperties: false,
  };
  queries.set(operation, schema);
  return schema;
}

/** A refused request may be wrong on purpose; one that was accepted may not. */
function bodyErrors(operation: Operation, body: unknown): string[] {
  const empty = body === undefined || Object.keys(body as object).length === 0;
  if (operation.body === null) return empty ? [] : ['a body that GitHub does not know'];
  return empty ? [] : errors(forBodies, operation.body, body, 'body');
}
