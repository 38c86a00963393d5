import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

describe('a script of the project, started by an older Node', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ghsa-boot-'));
    await mkdir(join(folder, 'test/vscode'), { recursive: true });
    for (const file of ['test/vscode/boot.mjs', 'package.json', 'package-lock.json'])
      await copyFile(join(root, file), join(folder, file));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** As that Node of that system would; no `npm` and no `git` is there to be started. */
  const start = (version: string, platform: string, arch: string) => {
    const as =
      `Object.defineProperty(process.versions, 'node', { value: '${version}' });` +
      `Object.defineProperty(process, 'platform', { value: '${platform}' });` +
      `Object.defineProperty(process, 'arch', { value: '${arch}' });`;
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        ...['--import', `data:text/javascript,${encodeURIComponent(as)}`],
        ...['test/vscode/boot.mjs', 'script.ts'],
      ],
      { cwd: folder, env: { PATH: folder }, encoding: 'utf8' },
    );
    return { status, said: stderr };
  };

  for (const [platform, arch] of [
    ['darwin', 'arm64'],
    ['win32', 'x64'],
    ['linux', 'arm64'],
  ] as const)
    it(`stops before anything is installed where npm brings no newer one: ${platform} ${arch}`, async () => {
      assert.deepEqual(start('20.19.0', platform, arch), {
        status: 2,
        said: 'Node 22.18 or newer is needed here; this is 20.19.0.\n',
      });
      assert.deepEqual((await readdir(folder)).sort(), ['package-lock.json', 'package.json', 'test']);
    });

  it('goes on with 22.18 there, and on Linux x64 with 20.19', () => {
    const next = { status: 2, said: 'git was not found. Install git 2.38 or newer.\n' };
    assert.deepEqual(start('22.18.0', 'darwin', 'arm64'), next);
    assert.deepEqual(start('20.19.0', 'linux', 'x64'), next);
  });

  it('says so of what is too old everywhere', () => {
    assert.deepEqual(start('20.18.3', 'linux', 'x64'), {
      status: 2,
      said: 'Node 20.19 or newer is needed here; this is 20.18.3.\n',
    });
  });
});
