import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/**
 * Mocha's own spec reporter, which also writes its counts to $GHSA_REPORT for the sum at the end of `npm test`, and to
 * $GHSA_TOLD what came of each test: did it fail by an assertion of its own?
 */
export default class CountingSpec extends Mocha.reporters.Spec {
  /** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    /** @type {{title: string, failure: {assertion: boolean, message: string} | null}[]} */
    const told = [];
    // Whoever reads must know that it was not green at once.
    runner.on('retry', (test, error) => console.log(`    once more: ${test.title}: ${error.message}`));
    runner.on('pass', ({ title }) => void told.push({ title, failure: null }));
    runner.on('fail', (runnable, error) => {
      // What is looked at after a test belongs to it; what fails before it is none of its assertions.
      const after = runnable.title.startsWith('"after each"') ? runnable.ctx?.currentTest?.title : undefined;
      const assertion = /** @type {{code?: unknown}} */ (error).code === 'ERR_ASSERTION';
      told.push({ title: after ?? runnable.title, failure: { assertion, message: String(error.message) } });
    });
    runner.once('end', () => {
      const { passes, failures } = runner.stats ?? { passes: 0, failures: 0 };
      if (process.env.GHSA_REPORT) {
        writeFileSync(process.env.GHSA_REPORT, JSON.stringify({ passed: passes, failed: failures }));
      }
      if (process.env.GHSA_TOLD) writeFileSync(process.env.GHSA_TOLD, JSON.stringify(told));
    });
  }
}
