import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { median, ms } from './numbers.ts';
import { reportFile } from '../vscode/report.ts';

const root = resolve(import.meta.dirname, '../..');

interface Activation {
  /** Milliseconds to evaluate the bundle, and those of `activate` itself. */
  readonly load: number;
  readonly activate: number;
  readonly loaded: readonly string[];
}

/** Evaluating the bundle and activating, inside the real extension host, in a fresh window each time. */
export function benchActivation(): string[] {
  const report = reportFile('bench-activation');
  const all: Activation[] = [];
  for (let round = 0; round < 3; round++) {
    const { status } = spawnSync(process.execPath, [join(root, 'test/host/main.ts'), '--version=latest'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, GHSA_BENCH: report, GHSA_GREP: 'activates' },
    });
    if (status !== 0) return ['activation: the extension host did not end well'];
    all.push(JSON.parse(readFileSync(report, 'utf8')) as Activation);
  }
  const times = all.map(({ load, activate }) => load + activate);
  return [
    `activation in the host:      ${ms(median(times))} (aim: under 30 ms; ${times.map(time => time.toFixed(1)).join(', ')})`,
    `heavy bundles evaluated then: ${all[0]!.loaded.length === 0 ? 'none' : all[0]!.loaded.join(', ')}`,
  ];
}
