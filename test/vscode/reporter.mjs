import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/**
 * Mocha's own spec reporter, which also writes to $GHSA_REPORT what `npm test` says at its end (see report.ts), and to
 * $GHSA_TOLD what came of each test: did it fail by an assertion of its own?
 */
export default class CountingSpec extends Mocha.reporters.Spec {
  /** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    /** @type {{title: string, failure: {assertion: boolean, message: string} | null}[]} */
    const told = [];
    /** @type {{words: string, file?: string}[]} */
    const failures = [];
    /** @type {Record<string, number>} */
    const passedIn = {};
    /** @type {string[]} */
    const again = [];
    // Whoever reads must know that it was not green at once.
    runner.on('retry', (test, error) => {
      again.push(`${test.fullTitle()}: ${error.message}`);
      console.log(`    once more: ${test.title}: ${error.message}`);
    });
    runner.on('pass', ({ title, file = '' }) => {
      told.push({ title, failure: null });
      passedIn[file] = (passedIn[file] ?? 0) + 1;
    });
    runner.on('fail', (runnable, error) => {
      failures.push({ words: `${runnable.fullTitle()}: ${error.message}`, file: runnable.file });
      // What is looked at after a test belongs to it; what fails before it is none of its assertions.
      const after = runnable.title.startsWith('"after each"') ? runnable.ctx?.currentTest?.title : undefined;
      const assertion = /** @type {{code?: unknown}} */ (error).code === 'ERR_ASSERTION';
      told.push({ title: after ?? runnable.title, failure: { assertion, message: String(error.message) } });
    });
    runner.once('end', () => {
      const { passes: passed, failures: failed } = runner.stats ?? { passes: 0, failures: 0 };
      if (process.env.GHSA_REPORT)
        writeFileSync(process.env.GHSA_REPORT, JSON.stringify({ passed, failed, failures, again, passedIn }));
      if (process.env.GHSA_TOLD) writeFileSync(process.env.GHSA_TOLD, JSON.stringify(told));
    });
  }
}
