import * as esbuild from 'esbuild';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../../..');

describe('git in the bundle, with DEBUG=* in the environment', function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'ghsa-debug-'))));
  after(() => rm(folder, { recursive: true, force: true }));

  it('prints nothing that git said, and leaves DEBUG to others', async () => {
    const [, name, file] = /alias: \{ (debug): '([^']+)' \}/.exec(
      await readFile(join(root, 'esbuild.mjs'), 'utf8'),
    ) ?? [null, '', ''];
    await esbuild.build({
      stdin: {
        contents: `import { Git } from './src/git/run.ts';
          const input = 'author-mail <oregano@home.example>';
          const call = { cwd: ${JSON.stringify(folder)}, args: ['hash-object', '--stdin'], input };
          new Git().run(call).then(({ out }) => console.log(out.trim(), process.env.DEBUG));`,
        resolveDir: root,
      },
      absWorkingDir: root,
      outfile: join(folder, 'main.cjs'),
      bundle: true,
      format: 'cjs',
      platform: 'node',
      ...(name && file ? { alias: { [name]: file } } : {}),
    });
    for (const DEBUG of ['*', 'simple-git*', 'simple-git:output:*']) {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(folder, 'main.cjs')], {
        env: { ...process.env, DEBUG },
      });
      assert.match(stdout, /^[0-9a-f]{40} /);
      assert.equal(stdout.trim().split(' ')[1], DEBUG);
      assert.equal(stderr, '');
    }
  });

  it('is as silent from the terminal, where nothing is bundled', async () => {
    const { stderr } = await promisify(execFile)(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `await import('./src/jobs/port/quiet.ts');
         const { Git } = await import('./src/git/run.ts');
         await new Git().run({ cwd: '.', args: ['version'] });`,
      ],
      { cwd: root, env: { ...process.env, DEBUG: '*' } },
    );
    assert.doesNotMatch(stderr, /simple-git|git version/);
    const [first] = (await readFile(join(root, 'src/jobs/port/cli.ts'), 'utf8')).split('\n');
    assert.equal(first, "import './quiet.ts';");
  });
});
