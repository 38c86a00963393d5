import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { addressOf, inspectClone, openAskpass } from '../../src/git/index.ts';
import { portKey, scratchOf } from '../../src/jobs/port/index.ts';
import { desk, prepare } from '../unit/port/harness.ts';
import { median, ms } from './numbers.ts';

const run = promisify(execFile);
const rounds = 7;

/**
 * The whole plan (API included) against a plain shell script of the same git work, in turns, on the same sandbox
 * and with the same way to ask for credentials.
 */
export async function benchPlan(): Promise<string[]> {
  const at = await desk();
  try {
    const id = 'GHSA-7q4m-xv2c-93rp';
    const { objects } = await inspectClone(at.tools.git, at.clone);
    const askpass = await openAskpass({
      origin: at.sandbox.git,
      token: async () => at.sandbox.tokens['coordinator']!,
      program: fileURLToPath(new URL('../../src/git/credentials/askpassMain.ts', import.meta.url)),
    });
    const key = portKey(at.sandbox.api, { owner: 'python', name: 'cpython' }, id, 1);
    const scratch = join(at.root, 'shell.git');
    const url = (name: string) => addressOf(at.sandbox.git, name);
    const shell = () =>
      run(
        fileURLToPath(new URL('./plan.sh', import.meta.url)),
        [
          scratch,
          objects!,
          url('python/cpython'),
          url(`python/cpython-${id.toLowerCase()}`),
          url('octo-coordinator/cpython'),
        ],
        { env: { ...process.env, ...askpass.environment, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' } },
      );
    const times = { ours: [] as number[], shell: [] as number[] };
    for (let round = -1; round < rounds; round++) {
      const ours = await timed(async () => void (await prepare(at, id)));
      await rm(scratchOf(at.root, key), { recursive: true, force: true });
      const theirs = await timed(async () => void (await shell()));
      await rm(scratch, { recursive: true, force: true });
      // The first round warms both up.
      if (round >= 0) {
        times.ours.push(ours);
        times.shell.push(theirs);
      }
    }
    await askpass.dispose();
    const [ours, theirs] = [median(times.ours), median(times.shell)];
    return [
      `plan of a port:              ${ms(ours)}`,
      `the same git work in shell:  ${ms(theirs)}`,
      `ratio:                       ${(ours / theirs).toFixed(2)} (aim: at most 1.3; median of ${rounds}, in turns)`,
    ];
  } finally {
    await at.close();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
