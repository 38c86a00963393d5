import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gitShim } from '../../leaks/gitShim.ts';
import { desk, type Desk } from './harness.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../../..');

describe('the variable that --token-env names', function () {
  this.timeout(120_000);
  let at: Desk;
  before(async () => (at = await desk()));
  after(() => at.close());

  // The first name says nothing of a token, so no rule about names keeps it from a child.
  for (const name of ['GH_PAT', 'GH_TOKEN'])
    it(`is in the environment of no git that the terminal starts: ${name}`, async () => {
      const { api, git, tokens } = at.sandbox;
      const token = tokens['coordinator']!;
      const state = join(at.root, `state of ${name}`);
      await mkdir(state);
      const shim = await gitShim(join(at.root, `shim-${name}`));
      const stopped = await run(
        process.execPath,
        [
          'src/jobs/port/cli.ts',
          ...['--api', api, '--git', git, '--token-env', name, '--repo', 'python/cpython'],
          ...['--ghsa', 'GHSA-7q4m-xv2c-93rp', '--pr', '1', '--clone', at.clone],
        ],
        {
          cwd: root,
          env: {
            PATH: [dirname(shim.binary), process.env['PATH']].join(delimiter),
            HOME: at.root,
            XDG_STATE_HOME: state,
            [name]: token,
          },
        },
      ).then(
        ({ stdout }) => ({ code: 0, stdout }),
        (error: { readonly code: number; readonly stdout: string }) => error,
      );
      assert.match(stopped.stdout, /Nothing was sent/);
      assert.equal(stopped.code, 4, 'it ends as one that stopped at the line');
      assert.ok(shim.count().ours > 0, 'no git of ours was written down');
      assert.ok(shim.environments() > 0, 'no child of git was written down');
      assert.deepEqual(new Set(shim.leaks([{ kind: 'token', text: token }])), new Set());
    });
});
