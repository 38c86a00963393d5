/**
 * Runs the host tests: mocha in the real extension host, in the floor and in the latest version of VS Code from
 * npm, or (`--desktop`) in a desktop VS Code that `@vscode/test-electron` downloads. `--load`: the load alone, whole.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { startSandbox } from '../../src/sandbox/index.ts';
import { clonePublic } from '../vscode/publicClone.ts';
import { versions, type Version } from '../vscode/install.ts';
import { readReport, reportFile } from '../vscode/report.ts';

const root = resolve(import.meta.dirname, '../..');
const desktop = process.argv.includes('--desktop');
const load = process.argv.includes('--load');
if (load) Object.assign(process.env, { GHSA_LOAD: '1', GHSA_GREP: 'long day', GHSA_CODE_LIMIT: '3600000' });
const only = process.argv.find(argument => argument.startsWith('--version='))?.slice(10);

execFileSync(process.execPath, [join(root, 'esbuild.mjs')], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
});
await esbuild.build({
  entryPoints: [join(root, 'test/host/index.ts')],
  outfile: join(root, 'out/host/index.cjs'),
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  external: ['vscode', 'mocha'],
  logLevel: 'warning',
});
await mkdir(join(root, 'out'), { recursive: true });

let failed = false;
for (const version of desktop ? ['desktop'] : ['floor', 'latest']) {
  if (only && only !== version) continue;
  // A machine may have a bad moment: what fails twice has failed.
  if (await passes(version)) continue;
  if (load) process.exit(1);
  const first = readReport(reportFile(`host-${version}`));
  console.log(`\nOnce more from the start: ${version}`);
  failed = !(await passes(version)) || failed;
  const second = readReport(reportFile(`host-${version}`));
  const again = first?.failures?.map(({ words }) => words) ?? [`the ${version} VS Code did not report`];
  if (second) writeFileSync(reportFile(`host-${version}`), JSON.stringify({ ...second, again }));
}
process.exit(failed ? 1 : 0);

/** Runs all tests in one VS Code, with a sandbox and a clone of its own. */
async function passes(version: string): Promise<boolean> {
  const sandbox = await startSandbox({ control: true });
  const clone = await clonePublic(sandbox);
  const report = reportFile(`host-${version}`);
  rmSync(report, { force: true });
  Object.assign(process.env, {
    GHSA_CODE: version,
    GHSA_SANDBOX: JSON.stringify({ ...sandbox, store: undefined, recorder: undefined }),
    GHSA_REPORT: report,
    GHSA_SETTINGS: JSON.stringify({
      'ghsa.apiUrl': sandbox.api,
      'ghsa.gitUrl': sandbox.git,
      'ghsa.releaseCycleUrl': sandbox.releaseCycle,
      'ghsa.membersUrl': sandbox.membersUrl,
    }),
  });
  try {
    await runTests({
      ...(desktop ? {} : { vscodeExecutablePath: join(root, 'test/vscode/code.ts') }),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, 'out/host/index.cjs'),
      launchArgs: [clone.path],
    });
    return true;
  } catch {
    return false;
  } finally {
    print(version, report);
    await clone.remove();
    await sandbox.stop();
  }
}

/** The host's own console is far away: what happened there comes back by file. */
function print(version: string, report: string): void {
  console.log(`\nVS Code ${version === 'desktop' ? version : versions[version as Version].code}`);
  if (!existsSync(report)) return console.log('  The tests did not report.');
  console.log((JSON.parse(readFileSync(report, 'utf8')) as { lines: string[] }).lines.join('\n'));
}
