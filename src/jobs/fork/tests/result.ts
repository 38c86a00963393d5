import type { Tested } from './state.ts';

/** A run of the tests that came to its end. */
export interface TestRun extends Tested {
  readonly command: string;
  readonly exitCode: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** What the process remembers of it: no word of the command, which may name what is under embargo. */
export function evidenceOf({ commit, exitCode, at, changed }: TestRun): Omit<TestRun, 'command'> {
  return { commit, exitCode, at, changed };
}

/** What shells say of a command that is not there or is no program: POSIX, then `cmd`. */
const unstarted: readonly number[] = [126, 127, 9009];

/** Could the shell not start the command? It shows nothing of the fix. */
export function notStarted(exitCode: number): boolean {
  return unstarted.includes(exitCode);
}

/** Hang-up, interrupt and the polite end; the last is Ctrl+C on Windows. */
const stopped: readonly number[] = [129, 130, 143, 0xc000013a];

/** What a run shows; null where somebody stopped it. A crash of the program under test is a result. */
export function shown(exitCode: number | null): number | null {
  return exitCode === null || stopped.includes(exitCode) ? null : exitCode;
}

const systems: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

/** The comment that offers a run as evidence to those who can see the advisory. */
export function commentOf(run: TestRun, fork: string, platform: string): string {
  const { commit, command, exitCode, at, changed } = run;
  const what = exitCode === 0 ? 'The tests passed' : 'The tests failed';
  const besides = changed ? ', with changes that are in no commit' : '';
  const when = `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
  return [
    `${what} for commit ${commit} of ${fork}${besides}.`,
    `    ${command}`,
    `Exit code ${exitCode}, ${when}, on ${systems[platform] ?? platform}.`,
  ].join('\n\n');
}
