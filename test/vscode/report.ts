import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** What a suite leaves for the end of `npm test`. */
export interface Report {
  readonly passed: number;
  readonly failed: number;
  readonly failures?: readonly Failure[];
  /** What was not green at once: a title and a message each. */
  readonly again?: readonly string[];
  /** How many passed in each file, where the suite knows. */
  readonly passedIn?: Readonly<Record<string, number>>;
}

export interface Failure {
  /** A title and a message. */
  readonly words: string;
  readonly file?: string;
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

/** So many files may meet a bad moment of the machine in one run. */
const most = 3;

/** The files that are worth another run, alone and from their start: none where many fail. */
export function filesToTakeAgain({ failures = [] }: Report): readonly string[] {
  const files = [...new Set(failures.map(({ file }) => file ?? ''))];
  return files.includes('') || files.length > most ? [] : files;
}

/** The report of both runs: what fails twice has failed. */
export function afterAgain(first: Report, second: Report, files: readonly string[]): Report {
  const before = files.reduce((sum, file) => sum + (first.passedIn?.[file] ?? 0), 0);
  return {
    passed: first.passed - before + second.passed,
    failed: second.failed,
    failures: second.failures ?? [],
    again: [
      ...(first.again ?? []),
      ...(first.failures ?? []).map(({ words }) => words),
      ...(second.again ?? []),
    ],
  };
}
