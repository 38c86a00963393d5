import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Canary } from './canary.ts';
import { below } from './disk.ts';
import { lines } from './look.ts';

/** A git that writes down how it was started, and lets git itself write down how it starts its own children. */
export interface GitShim {
  readonly binary: string;
  /** How many processes were written down: ours, and those of git (its helpers, hooks, askpass). */
  count(): { readonly ours: number; readonly all: number };
  /** The canaries in any argument or environment. */
  leaks(canaries: readonly Canary[]): string[];
}

/** Makes it in a folder of its own. `GIT_TRACE2_EVENT` names each child with its arguments (git help api-trace2). */
export async function gitShim(folder: string): Promise<GitShim> {
  const [calls, traces] = [join(folder, 'calls'), join(folder, 'traces')];
  await mkdir(calls, { recursive: true });
  await mkdir(traces);
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const binary = join(folder, 'git');
  // Arguments and environment as they came, before anything of ours is added.
  const script = [
    '#!/bin/sh',
    `{ printf 'argv '; printf '%s\\n' "$@"; printf 'env '; env; } >>'${calls}'/$$`,
    `GIT_TRACE2_EVENT='${traces}' GIT_TRACE2_REDACT=0 GIT_TRACE_REDACT=0`,
    'export GIT_TRACE2_EVENT GIT_TRACE2_REDACT GIT_TRACE_REDACT',
    `exec '${real}' "$@"`,
  ];
  await writeFile(binary, `${script.join('\n')}\n`, { mode: 0o700 });
  const started = () =>
    below(traces).flatMap(file =>
      readFileSync(file, 'utf8')
        .split('\n')
        .filter(line => /"event":"(start|child_start|exec)"/.test(line)),
    );
  return {
    binary,
    count: () => ({
      ours: below(calls).flatMap(file => readFileSync(file, 'utf8').match(/^argv /gm) ?? []).length,
      all: started().length,
    }),
    leaks: canaries => [
      ...below(calls).flatMap(file => lines('argv or environment of git', readFileSync(file), canaries)),
      ...started().flatMap(line => lines('child of git', line, canaries)),
    ],
  };
}
