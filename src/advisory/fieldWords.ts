import type { FieldName } from './fields.ts';

const words: Readonly<Record<FieldName, string>> = {
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

/** What fields are called within a sentence: `severity, title`, each once, in the given order. */
export function fieldWords(...fields: readonly FieldName[]): string {
  return [...new Set(fields.map(field => words[field]))].join(', ');
}
