import type { AffectedProduct } from '../advisory/fields.ts';
import type { NumberingAuthority } from '../project/profile.ts';
import { readRange } from '../project/versions.ts';
import { oneLine } from './plain.ts';

/** Built-in types of Python: `dict.update` names no module. */
const builtins = new Set(
  'bool bytearray bytes complex dict float frozenset int list memoryview object property range set slice str tuple type'.split(
    ' ',
  ),
);

/** The record's `affected`: one entry per product, with the ranges of all its rows. */
export function affected(
  rows: readonly AffectedProduct[],
  cna: NumberingAuthority | null,
  repo: string,
): { affected: object[]; missing: string[] } {
  const own = cna?.product ?? repo.slice(repo.indexOf('/') + 1);
  const products = new Map<string, AffectedProduct[]>();
  for (const row of rows) {
    const name = oneLine(row.name) || own;
    const key = name.toLowerCase() === own.toLowerCase() ? own : name;
    products.set(key, [...(products.get(key) ?? []), row]);
  }
  if (products.size === 0) products.set(own, []);
  const missing: string[] = [];
  const entries = [...products].map(([product, list]) => {
    const versions = unique(list.flatMap(row => versionOf(row.range, cna?.versionType ?? 'custom') ?? []));
    const complete = list.length > 0 && list.every(row => versionOf(row.range, '') !== null);
    if (!complete) missing.push(products.size > 1 ? `affected versions of ${product}` : 'affected versions');
    const functions = [...new Set(list.flatMap(row => row.functions.map(oneLine)).filter(Boolean))];
    const modules = [...new Set(functions.map(moduleOf).filter(Boolean))];
    return {
      defaultStatus: 'unaffected',
      vendor: cna?.vendor ?? repo.slice(0, repo.indexOf('/')),
      product,
      ...(product === own && { repo: cna?.repo ?? `https://github.com/${repo}` }),
      ...(modules.length > 0 && { modules }),
      ...(functions.length > 0 && { programRoutines: functions.map(name => ({ name })) }),
      ...(versions.length > 0 && { versions }),
    };
  });
  return { affected: entries, missing };
}

/** A range in the record's words; null where it is unreadable, or begins after a version, which they cannot say. */
function versionOf(text: string, versionType: string): object | null {
  const range = readRange(text);
  if (!range) return null;
  const { low, high } = range;
  if (low && !low.included) return null;
  const status = { status: 'affected', versionType };
  if (low && low === high) return { version: low.version, ...status };
  const upper = high?.included ? { lessThanOrEqual: high.version } : { lessThan: high?.version ?? '*' };
  return { version: low?.version ?? '0', ...upper, ...status };
}

function unique(entries: readonly object[]): object[] {
  return [...new Map(entries.map(entry => [JSON.stringify(entry), entry])).values()];
}

/** `http.client` of `http.client.HTTPConnection.request`; empty where the name does not tell. */
function moduleOf(name: string): string {
  const segments = name.replace(/\(.*$/, '').split('.').slice(0, -1);
  const type = segments.findIndex(segment => /^_*[A-Z]/.test(segment));
  const path = type === -1 ? segments : segments.slice(0, type);
  return path.every(segment => /^\w+$/.test(segment)) && !builtins.has(path[0] ?? '') ? path.join('.') : '';
}
