import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readReport, reportFile, type Report } from '../vscode/report.ts';

const here = import.meta.dirname;
/** So many walks may meet a bad moment of the machine in one run. */
const most = 3;

/** Is it some walks that failed, and not the product or what all of them stand on? */
export function isWorthIt(files: ReadonlySet<string>): boolean {
  return files.size <= most && !files.has('');
}

/**
 * Runs walks that failed once more from their start, in a VS Code and a sandbox of their own: a step that is taken again
 * alone finds what its first try has left. What fails twice has failed. `passed`: how many steps of each file passed
 * before. Writes the report of both runs; gives the exit code.
 */
export async function fromTheStart(
  files: readonly string[],
  grep: string | undefined,
  passed: ReadonlyMap<string, number>,
): Promise<number> {
  const names = files.map(file => relative(here, file).replaceAll('\\', '/'));
  console.log(`\n  Once more from the start: ${names.join(', ')}\n`);
  const second = reportFile('e2e-again');
  const args = [join(here, 'main.ts'), names.join(','), grep ?? '', '--last'];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, GHSA_REPORT: second },
  });
  const code = await new Promise<number>(done => child.on('close', end => done(end ?? 1)));
  const target = process.env['GHSA_REPORT'];
  const reports = [target && readReport(target), readReport(second)] as const;
  if (target && reports[0] && reports[1]) {
    const others = [...passed].filter(([file]) => !files.includes(file));
    writeFileSync(target, JSON.stringify(both(reports[0], reports[1], others)));
  }
  return code;
}

function both(first: Report, second: Report, others: readonly (readonly [string, number])[]): Report {
  return {
    ...second,
    passed: others.reduce((sum, [, count]) => sum + count, 0) + second.passed,
    again: [...(first.again ?? []), ...(first.failures ?? []), ...(second.again ?? [])],
  };
}
