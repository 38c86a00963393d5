import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

/** Where a run writes its counts, for the sum at the end of `npm test`. */
export function reportFile(name: string): string {
  const folder = resolve(import.meta.dirname, '../../out/reports');
  mkdirSync(folder, { recursive: true });
  return `${folder}/${name}.json`;
}
