import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What a suite leaves for the end of `npm test`: its counts, what failed, and what was tried again. */
export interface Report {
  readonly passed: number;
  readonly failed: number;
  /** A title and a message each. */
  readonly failures?: readonly string[];
  /** What was not green at once. */
  readonly again?: readonly string[];
}

/** Where a run writes its report. */
export function reportFile(name: string): string {
  const folder = resolve(import.meta.dirname, '../../out/reports');
  mkdirSync(folder, { recursive: true });
  return `${folder}/${name}.json`;
}

/** The report in a file; null where the suite never came to write it. */
export function readReport(file: string): Report | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : null;
}
