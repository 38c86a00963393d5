/**
 * Makes `github.json` from GitHub's own description of its API:
 *
 *   npm pack @octokit/openapi   (not a dependency: hundreds of megabytes)
 *   node test/openapi/subset.ts <package>/generated/api.github.com.json
 *
 * Kept are the operations of `operations.ts` and the schemas they reach, as JSON Schema, at API version
 * 2026-03-10. Words, examples and documentation links are left out.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { advisoryComment, operations, preview } from './operations.ts';

type Json = Record<string, unknown>;

const version = '2026-03-10';
const source = process.argv[2];
if (!source) throw new Error('Name the file api.github.com.json of the package @octokit/openapi.');
const spec = JSON.parse(await readFile(source, 'utf8')) as {
  readonly info: { readonly version: string };
  readonly paths: Record<string, Record<string, Json>>;
  readonly components: Record<string, Record<string, Json>>;
};

const defs: Record<string, unknown> = {};
const formats = new Set(['date-time', 'email', 'uri']);
const dropped = new Set(['description', 'example', 'examples', 'title', 'deprecated', 'readOnly', 'default']);

/** Follows `#/components/<kind>/<name>` for everything but schemas. */
function inline(value: unknown): Json {
  const ref = (value as Json)['$ref'];
  if (typeof ref !== 'string') return value as Json;
  const [, , kind = '', name = ''] = ref.split('/');
  return spec.components[kind]![name]!;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Applies the changes that the API version brings. A property that it removes becomes `false`: an answer that
 * still holds it is wrong.
 */
function upToDate(schema: Json): Json {
  let result = schema;
  for (const change of (schema['x-github-breaking-changes'] as Json[] | undefined) ?? []) {
    if (String(change['version']) <= version && isObject(change['patch']))
      result = merge(result, change['patch']);
  }
  return result;
}

function merge(target: Json, patch: Json): Json {
  const result = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result[key] = false;
    else result[key] = isObject(value) && isObject(result[key]) ? merge(result[key], value) : value;
  }
  return result;
}

/** One schema as JSON Schema. Answers may hold more than described; requests may not (`strict`). */
function convert(value: unknown, strict: boolean): unknown {
  if (!isObject(value)) return value;
  if (typeof value['$ref'] === 'string') return reference(value['$ref'], strict);
  const raw = upToDate(value);
  const schema: Json = {};
  for (const [key, part] of Object.entries(raw)) {
    if (dropped.has(key) || key.startsWith('x-') || key === 'nullable') continue;
    if (key === 'format' && !formats.has(String(part))) continue;
    if (key === 'additionalProperties') {
      if (part !== false) schema[key] = convert(part, strict);
      else if (strict) schema[key] = false;
    } else if (key === 'properties') {
      schema[key] = Object.fromEntries(
        Object.entries(part as Json).map(([name, inner]) => [name, convert(inner, strict)]),
      );
    } else if (['oneOf', 'anyOf', 'allOf'].includes(key)) {
      // `oneOf` among GitHub's overlapping alternatives fails on right answers.
      const name = key === 'oneOf' ? 'anyOf' : key;
      schema[name] = (part as unknown[]).map(inner => convert(inner, strict));
    } else if (key === 'items' || key === 'not') schema[key] = convert(part, strict);
    else schema[key] = part;
  }
  return value['nullable'] === true ? { anyOf: [schema, { type: 'null' }] } : schema;
}

function reference(ref: string, strict: boolean): Json {
  const name = ref.slice('#/components/schemas/'.length);
  const key = strict ? `${name}.request` : name;
  if (!(key in defs)) {
    defs[key] = true;
    defs[key] = tolerant(name, convert(spec.components['schemas']![name], strict));
  }
  return { $ref: `github#/$defs/${key}` };
}

/** Where GitHub's own answers do not follow GitHub's description. */
function tolerant(name: string, schema: unknown): unknown {
  const loosen: Record<string, readonly string[]> = {
    team: ['type'],
    'full-repository': ['has_discussions'],
    repository: ['has_discussions'],
    'minimal-repository': ['has_discussions'],
  };
  const optional = loosen[name];
  if (optional && isObject(schema) && Array.isArray(schema['required'])) {
    return { ...schema, required: (schema['required'] as string[]).filter(key => !optional.includes(key)) };
  }
  const nullable = { type: ['string', 'null'] };
  if (!isObject(schema)) return schema;
  // The patch of the newer version forgets that most pull requests are not merged.
  if (name === 'issue') {
    return merge(schema, { properties: { pull_request: { properties: { merged_at: nullable } } } });
  }
  if (name !== 'repository-advisory') return schema;
  // An advisory without a CVE is answered with the identifier's value null.
  return merge(schema, { properties: { identifiers: { items: { properties: { value: nullable } } } } });
}

function operation(line: string): Json {
  const [method = '', path = ''] = line.split(' ');
  const found = spec.paths[path]?.[method.toLowerCase()];
  if (!found) throw new Error(`GitHub's description has no operation ${line}.`);
  const query: Json = {};
  for (const entry of (found['parameters'] as unknown[] | undefined) ?? []) {
    const parameter = inline(entry);
    if (parameter['in'] === 'query') query[String(parameter['name'])] = convert(parameter['schema'], true);
  }
  const body = found['requestBody'] as Json | undefined;
  const responses: Json = {};
  for (const [status, entry] of Object.entries(found['responses'] as Json)) {
    responses[status] = json(inline(entry), false);
  }
  return { query, body: body ? json(inline(body), true) : null, responses };
}

/** The schema of a JSON body; `true` where there is none. */
function json(holder: Json, strict: boolean): unknown {
  const content = (holder['content'] ?? {}) as Record<string, Json>;
  const schema = content['application/json']?.['schema'];
  return schema === undefined ? true : convert(schema, strict);
}

const described = Object.fromEntries(operations.map(line => [line, operation(line)]));
// The preview and the errors of answers without a described one need these.
reference('#/components/schemas/simple-user', false);
reference('#/components/schemas/basic-error', false);
const document = {
  $id: 'github',
  $comment: `From @octokit/openapi (MIT), description ${spec.info.version}, API version ${version}. Made by subset.ts; do not edit.`,
  operations: { ...described, ...preview },
  $defs: { ...defs, 'repository-advisory-comment': advisoryComment },
};
await writeFile(new URL('github.json', import.meta.url), `${JSON.stringify(document)}\n`);
