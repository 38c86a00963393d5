import type { FieldName } from '../../src/advisory/fields.ts';

/** What the page calls a field within a sentence. */
const names: Readonly<Record<FieldName, string>> = {
  title: 'title',
  description: 'description',
  cveId: 'CVE ID',
  cweIds: 'weaknesses',
  products: 'affected products',
  credits: 'credits',
  vector: 'severity',
  users: 'collaborators',
  teams: 'collaborators',
};

/** `severity, title`: each once, in the given order. */
export function fieldWords(fields: readonly FieldName[]): string {
  return [...new Set(fields.map(field => names[field]))].join(', ');
}

/** `1 question`, `2 questions`. */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
