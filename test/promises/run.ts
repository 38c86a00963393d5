import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { formOf, patternOf, type Promised } from './promised.ts';

/** What came of a test: it passed; it failed by its own assertion; or neither, in words. */
export type Verdict =
  | { readonly kind: 'passed' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'neither'; readonly why: string };

/** What the reporter writes of one test (`test/vscode/reporter.mjs`). */
interface Told {
  readonly title: string;
  /** null: it passed. */
  readonly failure: { readonly assertion: boolean; readonly message: string } | null;
}

/** One test takes less (milliseconds). */
const longest = 12 * 60_000;

/** What runs now, for whoever ends us. */
let running: ChildProcess | null = null;

/** Ends what runs now, with all that it started. */
export function stopRunning(): void {
  if (running?.pid === undefined) return;
  try {
    process.kill(-running.pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** Runs exactly the named test in a copy of the sources; of a template's tests, with `bail`, up to the first that fails. */
export async function run(
  root: string,
  { file, name }: Pick<Promised, 'file' | 'name'>,
  { bail = false }: { readonly bail?: boolean } = {},
): Promise<Verdict> {
  const pattern = patternOf(name);
  const form = formOf(file);
  const told = join(root, 'told.json');
  rmSync(told, { force: true });
  const mocha = ['node_modules/mocha/bin/mocha.js', file, '-g', `${pattern}$`, '--timeout', '180000'];
  if (bail) mocha.push('--bail');
  const args = {
    mocha,
    // What is broken on purpose fails as often as it is tried.
    e2e: ['test/e2e/main.ts', basename(file), `${pattern}$`, ...(bail ? ['--once'] : [])],
    script: [file],
  }[form];
  const { code, words } = await start(root, args, { GHSA_TOLD: told });
  if (form === 'script') return verdictOfScript(code, words, new RegExp(`AssertionError[^\\n]*: ${pattern}`));
  if (!existsSync(told)) return { kind: 'neither', why: `no test ran: ${lastOf(words)}` };
  return verdictOf(JSON.parse(readFileSync(told, 'utf8')) as Told[], new RegExp(`^${pattern}$`));
}

/** Of a template several tests have the name: one that fails is enough to see a break, all must pass to see none. */
export function verdictOf(all: readonly Told[], name: RegExp): Verdict {
  const ours = all.filter(({ title }) => name.test(title));
  const failures = ours.flatMap(({ failure }) => failure ?? []);
  const own = failures.find(({ assertion }) => assertion);
  if (own) return { kind: 'failed', why: own.message };
  const other = failures[0] ?? all.flatMap(({ failure }) => failure ?? [])[0];
  if (other) return { kind: 'neither', why: other.message };
  return ours.length > 0 ? { kind: 'passed' } : { kind: 'neither', why: 'no test of this name ran' };
}

/** A script has one test: itself. */
export function verdictOfScript(code: number, words: string, assertion: RegExp): Verdict {
  if (code === 0) return { kind: 'passed' };
  const said = assertion.exec(words)?.[0];
  return said === undefined ? { kind: 'neither', why: lastOf(words) } : { kind: 'failed', why: said };
}

function lastOf(words: string): string {
  const lines = words.split('\n').filter(line => /\S/.test(line));
  return lines.find(line => /Error/.test(line)) ?? lines.at(-1) ?? 'nothing was said';
}

function start(
  root: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly code: number; readonly words: string }> {
  return new Promise(done => {
    // A group of its own: what a test left running goes with it.
    const child = spawn(process.execPath, args, {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env, GHSA_REPORT: '' },
    });
    running = child;
    let words = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (part: string) => (words = (words + part).slice(-1e6)));
    const timer = setTimeout(stopRunning, longest);
    // What a test left running would hold the pipes open.
    child.once('exit', stopRunning);
    child.once('close', code => {
      clearTimeout(timer);
      running = null;
      done({ code: code ?? 1, words });
    });
  });
}
