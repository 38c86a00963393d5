import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** Mocha's own spec reporter, which also writes its counts to $GHSA_REPORT for the sum at the end of `npm test`. */
export default class CountingSpec extends Mocha.reporters.Spec {
  /** @param {Mocha.Runner} runner @param {Mocha.MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures } = runner.stats ?? { passes: 0, failures: 0 };
      if (process.env.GHSA_REPORT) {
        writeFileSync(process.env.GHSA_REPORT, JSON.stringify({ passed: passes, failed: failures }));
      }
    });
  }
}
