import { type AdvisoryFields, limits } from '../../advisory/fields.ts';
import { rangeInWords, readRange } from '../../project/versions.ts';
import type { Fix } from './finding.ts';

/** Puts a sentence with the ranges of the affected products at the end of the description, where there are any. */
export function insertVersions(fields: AdvisoryFields | null): Fix[] {
  const sentences = fields ? affectedSentences(fields) : '';
  if (!fields || sentences === '') return [];
  const description = `${fields.description.trimEnd()}\n\n${sentences}`;
  return description.length > limits.description
    ? []
    : [{ id: 'insert-versions', title: 'Insert from affected products', change: { description } }];
}

/** `CPython versions before 3.16.0 are affected.`, one sentence for each product. */
function affectedSentences({ products }: AdvisoryFields): string {
  const ranges = new Map<string, string[]>();
  for (const { name, range } of products) {
    const read = readRange(range);
    const key = name.trim();
    if (read) ranges.set(key, [...(ranges.get(key) ?? []), rangeInWords(read)]);
  }
  return [...ranges].map(([name, words]) => sentence(name, [...new Set(words)])).join(' ');
}

function sentence(name: string, ranges: readonly string[]): string {
  const product = name === '' ? 'The product' : name;
  if (ranges.includes('')) return `${product} is affected in all versions.`;
  const one = ranges.length === 1 && /^\d\S*$/.test(ranges[0]!);
  return one
    ? `${product} version ${ranges[0]} is affected.`
    : `${product} versions ${listed(ranges)} are affected.`;
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
