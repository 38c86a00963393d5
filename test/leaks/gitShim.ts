import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Canary } from './canary.ts';
import { below } from './disk.ts';
import { lines } from './look.ts';

/**
 * A git that writes down how it was started, and lets git itself write down how it starts its own children. Of these,
 * git and its transports write down their environment as they begin; askpass and hooks get that of the git which starts them.
 */
export interface GitShim {
  readonly binary: string;
  /** How many processes were written down: ours, and those of git (its helpers, hooks, askpass). */
  count(): { readonly ours: number; readonly all: number };
  /** How many environments of git's own children were written down. */
  environments(): number;
  /** The canaries in any argument or environment. */
  leaks(canaries: readonly Canary[]): string[];
}

/** Makes it in a folder of its own. `GIT_TRACE2_EVENT` names each child with its arguments (git help api-trace2). */
export async function gitShim(folder: string): Promise<GitShim> {
  const [calls, traces, children, exec] = ['calls', 'traces', 'children', 'exec'].map(name =>
    join(folder, name),
  ) as [string, string, string, string];
  await mkdir(calls, { recursive: true });
  for (const each of [traces, children, exec]) await mkdir(each);
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const binary = join(folder, 'git');
  // Where git looks for its own programs: all of them, and those that it starts itself by way of us.
  const programs = execFileSync(real, ['--exec-path'], { encoding: 'utf8' }).trim();
  for (const name of readdirSync(programs)) {
    const program = join(programs, name);
    if (!/^git(-remote-https?)?$/.test(name)) await symlink(program, join(exec, name));
    else
      await writeFile(
        join(exec, name),
        `#!/bin/sh\nenv >>'${children}'/$$\nexec '${name === 'git' ? real : program}' "$@"\n`,
        { mode: 0o700 },
      );
  }
  // Arguments and environment as they came, before anything of ours is added.
  const script = [
    '#!/bin/sh',
    `{ printf 'argv '; printf '%s\\n' "$@"; printf 'env '; env; } >>'${calls}'/$$`,
    `GIT_TRACE2_EVENT='${traces}' GIT_TRACE2_REDACT=0 GIT_TRACE_REDACT=0 GIT_EXEC_PATH='${exec}'`,
    'export GIT_TRACE2_EVENT GIT_TRACE2_REDACT GIT_TRACE_REDACT GIT_EXEC_PATH',
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
    environments: () => below(children).length,
    leaks: canaries => [
      ...below(calls).flatMap(file => lines('argv or environment of git', readFileSync(file), canaries)),
      ...started().flatMap(line => lines('child of git', line, canaries)),
      ...below(children).flatMap(file =>
        lines('environment of a child of git', readFileSync(file), canaries),
      ),
    ],
  };
}
