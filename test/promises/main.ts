/**
 * `npm run test:promises`: breaks each promise of SECURITY.md on purpose, in a copy of the sources, and looks whether the
 * test that the promise names fails. `-- --list`, `-- --only 3,7` (numbers of breaks), `-- --only preview` (a test's file).
 */
import { resolve } from 'node:path';
import { breaks, type Break } from './breaks.ts';
import { copyOf } from './copy.ts';
import { promisesOf } from './promised.ts';
import { run, stopRunning, type Verdict } from './run.ts';

const root = resolve(import.meta.dirname, '../..');
const args = process.argv.slice(2);
const only = args.includes('--only') ? (args[args.indexOf('--only') + 1] ?? '').split(',') : null;
const promises = promisesOf(root);
const promiseOf = ({ test, name }: Break) =>
  promises.find(promised => promised.file === test && promised.name === name)?.promise ?? name;

const all = breaks.map((each, i) => ({ ...each, number: i + 1 }));
const wanted = all.filter(
  ({ number, test }) =>
    only === null || only.some(word => (/^\d+$/.test(word) ? Number(word) === number : test.includes(word))),
);
if (wanted.length === 0) stop(`There is no break ${only?.join()}. --list has them all.`);
if (args.includes('--list')) {
  for (const each of wanted)
    console.log(
      `${String(each.number).padStart(3)}  ${promiseOf(each)}\n     ${each.mistake} (${each.file})\n     ${each.test}: ${each.name}\n`,
    );
  process.exit(0);
}

const copy = copyOf(root);
process.on('exit', () => copy.remove());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    stopRunning();
    process.exit(130);
  });

interface Row {
  readonly promise: string;
  readonly what: string;
  readonly came: string;
  readonly seconds: number;
}
const rows: Row[] = [];
let bad = 0;
const began = performance.now();
const controls = new Map<string, boolean>();

for (const each of wanted) {
  const key = `${each.test}\n${each.name}`;
  if (!controls.has(key)) {
    const fine = await row(each, 'nothing: the control', 'green', verdict => verdict.kind === 'passed');
    controls.set(key, fine);
  }
  // A test that fails anyway shows nothing.
  if (!controls.get(key)) continue;
  const putBack = copy.replace(each.file, each.from, each.to);
  try {
    await row(each, `${each.number}. ${each.mistake}`, 'red', verdict => verdict.kind === 'failed');
  } finally {
    putBack();
  }
}

/** Runs the test of a break and tells what came of it. */
async function row(
  each: Break,
  what: string,
  word: 'green' | 'red',
  good: (verdict: Verdict) => boolean,
): Promise<boolean> {
  const start = performance.now();
  const verdict = await run(copy.root, { file: each.test, name: each.name }, { bail: word === 'red' });
  const fine = good(verdict);
  const seconds = (performance.now() - start) / 1000;
  rows.push({ promise: promiseOf(each), what, came: fine ? word : cameOf(verdict), seconds });
  if (!fine) bad++;
  const why = verdict.kind === 'passed' ? '' : `: ${verdict.why.split('\n').find(line => /\S/.test(line))}`;
  console.log(`${fine ? '  ' : '! '}${what} -> ${rows.at(-1)!.came}${why} (${seconds.toFixed(0)} s)`);
  return fine;
}

function cameOf({ kind }: Verdict): string {
  return { passed: 'NOT NOTICED', failed: 'RED', neither: 'NO ASSERTION' }[kind];
}

console.log('\n| promise | what was broken | its test was | s |\n| --- | --- | --- | --- |');
for (const { promise, what, came, seconds } of rows)
  console.log(`| ${promise} | ${what} | ${came} | ${seconds.toFixed(0)} |`);
const broken = rows.filter(({ came }) => came === 'red').length;
console.log(
  `\n${broken} breaks seen, ${bad} rows not as they should be, ${((performance.now() - began) / 1000).toFixed(0)} s`,
);
process.exit(bad === 0 ? 0 : 1);

function stop(words: string): never {
  console.error(words);
  process.exit(2);
}
