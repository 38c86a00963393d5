import Mocha from 'mocha';
import { writeFileSync } from 'node:fs';
import { notes } from './suite/notes.ts';
import { suites } from './suites.ts';

/** What VS Code calls inside its extension host: runs the suites and writes how many passed and failed. */
export function run(): Promise<void> {
  // Mocha 12 is ESM: on Node 20 (Code 1.100) `require` gives its namespace (facts/vscode.md 0.9).
  const Runner = (Mocha as unknown as { default?: typeof Mocha }).default ?? Mocha;
  const mocha = new Runner({ ui: 'bdd', timeout: 60_000, reporter: 'min' });
  if (process.env['GHSA_GREP']) mocha.grep(process.env['GHSA_GREP']);
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const suite of suites) suite();
  return new Promise((done, failed) => {
    const lines: string[] = [];
    const told: { words: string }[] = [];
    const runner = mocha.run(failures => {
      const passed = runner.stats?.passes ?? 0;
      const report = { passed, failed: failures, failures: told, lines: [...lines, ...notes] };
      writeFileSync(process.env['GHSA_REPORT']!, JSON.stringify(report));
      if (failures > 0) failed(new Error(`${failures} failed.`));
      else done();
    });
    runner.on('pass', test => lines.push(`  ✔ ${test.fullTitle()} (${test.duration ?? 0} ms)`));
    runner.on('fail', (test, error: Error) => {
      told.push({ words: `${test.fullTitle()}: ${error.message}` });
      lines.push(`  ✖ ${test.fullTitle()}\n${error.stack ?? error.message}`);
    });
  });
}
