/**
 * `npm test`: format, lint, types, package, audit, unit, port, faults, pages, host and e2e, one after the other. A file
 * that failed is run once more, alone and from its start: what fails twice has failed. At the end stands what failed and
 * what was tried again; the last line is the sum over all. `npm test -- --only unit,types` runs some.
 */
import { spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { afterAgain, filesToTakeAgain, readReport, reportFile } from './report.ts';

const root = resolve(import.meta.dirname, '../..');
const bin = (path: string) => join(root, 'node_modules', path);

interface Check {
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  /** Names of the reports that it writes; a check without counts as one test. */
  readonly reports?: readonly string[];
  /** The arguments that run these files alone. */
  readonly again?: (files: readonly string[]) => readonly string[];
}

const patient = ['--timeout', '90000'];

const checks: readonly Check[] = [
  { name: 'format', script: bin('prettier/bin/prettier.cjs'), args: ['--check', '.'] },
  { name: 'lint', script: bin('eslint/bin/eslint.js'), args: ['.'] },
  { name: 'types', script: 'test/vscode/types.ts' },
  { name: 'package', script: 'test/vscode/twice.ts' },
  // Reads what the package says of itself.
  { name: 'audit', script: 'test/vscode/audit.ts' },
  {
    name: 'unit',
    script: bin('mocha/bin/mocha.js'),
    args: ['test/unit/**/*.test.ts', '--ignore', 'test/unit/port/**', '--parallel', '--jobs', '2'],
    reports: ['unit'],
    again: files => files,
  },
  // Real git over HTTP against the sandbox: most of the time is waiting, so two files run side by side.
  {
    name: 'port',
    script: bin('mocha/bin/mocha.js'),
    args: ['test/unit/port/**/*.test.ts', '--parallel', '--jobs', '2', ...patient],
    reports: ['port'],
    again: files => [...files, ...patient],
  },
  // A few faults of each job, the same each time; all of them: `npm run test:faults`.
  { name: 'faults', script: 'test/faults/main.ts', args: ['--sample', '5'], reports: ['faults'] },
  {
    name: 'pages',
    script: bin('mocha/bin/mocha.js'),
    args: ['test/e2e/page/**/*.test.ts', '--parallel', '--jobs', '2', '--timeout', '180000'],
    reports: ['pages'],
    again: files => [...files, '--timeout', '180000'],
  },
  { name: 'host', script: 'test/host/main.ts', reports: ['host-floor', 'host-latest'] },
  { name: 'e2e', script: 'test/e2e/main.ts', reports: ['e2e'], again: files => [files.join(',')] },
];

const only = process.argv[process.argv.indexOf('--only') + 1]?.split(',');
const wanted = process.argv.includes('--only') ? checks.filter(({ name }) => only?.includes(name)) : checks;

let [passed, failed] = [0, 0];
const told: string[] = [];
for (const check of wanted) {
  const began = performance.now();
  console.log(`\n== ${check.name}`);
  const reports = (check.reports ?? []).map(reportFile);
  for (const file of reports) rmSync(file, { force: true });
  const code = (await run(check)) && (await takeAgain(check));
  const counts = reports.map(readReport);
  const sum = (key: 'passed' | 'failed') => counts.reduce((total, entry) => total + (entry?.[key] ?? 0), 0);
  // A suite that ended badly without saying so in its counts (it never started, say) is a failure of its own.
  const silent = (code !== 0 && sum('failed') === 0) || counts.includes(null);
  passed += reports.length === 0 ? Number(code === 0) : sum('passed');
  failed += reports.length === 0 ? Number(code !== 0) : sum('failed') + Number(silent);
  for (const entry of counts) {
    for (const words of entry?.again ?? []) told.push(`once more in ${check.name}: ${words}`);
    for (const { words } of entry?.failures ?? []) told.push(`FAILED in ${check.name}: ${words}`);
  }
  if (silent || (code !== 0 && reports.length === 0)) told.push(`FAILED: ${check.name} ended with ${code}`);
  console.log(
    `== ${check.name} ${code === 0 && !silent ? 'ok' : 'FAILED'}, ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
}
console.log(['', ...told].join('\n'));
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);

/** Runs the files that failed, where that is worth it, and writes the report of both runs; the code at the end. */
async function takeAgain(check: Check): Promise<number> {
  const target = reportFile(check.name);
  const first = check.again ? readReport(target) : null;
  const files = first ? filesToTakeAgain(first) : [];
  if (!check.again || !first || files.length === 0) return 1;
  console.log(
    `\n== ${check.name} once more from the start: ${files.map(file => relative(root, file)).join(', ')}`,
  );
  rmSync(target);
  const code = await run({ ...check, args: check.again(files) });
  const second = readReport(target);
  if (second) writeFileSync(target, JSON.stringify(afterAgain(first, second, files)));
  return code;
}

function run({ script, args = [], reports = [] }: Check): Promise<number> {
  return new Promise(done => {
    const child = spawn(process.execPath, [resolve(root, script), ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...(reports.length === 1 ? { GHSA_REPORT: reportFile(reports[0]!) } : {}) },
    });
    child.on('close', code => done(code ?? 1));
  });
}
