import { exec } from 'node:child_process';
import { childEnvironment } from '../environment.ts';
import type { Git } from '../run.ts';

/** How long ssh may take to say whom it knows (milliseconds). */
const patience = 10_000;

/**
 * The token that git would push with to `url`, out of its own credential channels; null where there is none. It
 * belongs to the host of `url` and goes nowhere else.
 */
export async function pushToken(
  git: Git,
  cwd: string,
  url: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const { protocol, host, pathname } = new URL(url);
  const { exitCode, out } = await git.run({
    cwd,
    args: ['credential', 'fill'],
    input: `protocol=${protocol.slice(0, -1)}\nhost=${host}\npath=${pathname.slice(1)}\n\n`,
    ok: [0, 1, 128],
    signal,
  });
  return exitCode === 0 ? (/^password=(.+)$/m.exec(out)?.[1] ?? null) : null;
}

/** The account that ssh signs in as: GitHub greets it ("Hi octo-coordinator! …"). Null where it does not say. */
export async function sshAccount(git: Git, cwd: string, url: string): Promise<string | null> {
  const match = /^(?:ssh:\/\/)?(?:([\w.-]+)@)?([\w.-]+)(?::(\d+)?[/:]?|\/)/.exec(url);
  if (!match) return null;
  const [, user = 'git', host = '', port] = match;
  const own = await git.run({ cwd, args: ['config', '--get', 'core.sshCommand'], ok: [0, 1] });
  const command = process.env['GIT_SSH_COMMAND'] ?? (own.out.trim() || 'ssh');
  const options = `-T -o BatchMode=yes ${port && url.startsWith('ssh:') ? `-p ${port} ` : ''}`;
  const at = port && url.startsWith('ssh:') ? `:${port}` : '';
  const ended = git.tell({ verb: 'ssh', url: `ssh://${user}@${host}${at}` });
  // As git would start it: no secret of ours, no question to anybody.
  const how = { timeout: patience, cwd, env: childEnvironment({}) };
  return new Promise(done => {
    // GitHub ends a greeting with exit code 1.
    exec(`${command} ${options}${user}@${host}`, how, (error, stdout, stderr) => {
      ended(error === null ? 0 : typeof error.code === 'number' ? error.code : null);
      done(/^Hi ([\w-]+)!/m.exec(`${stdout}\n${stderr}`)?.[1] ?? null);
    });
  });
}

/** Is this address reached by ssh? */
export function isSsh(url: string): boolean {
  return /^(ssh|git\+ssh):\/\//.test(url) || (!url.includes('://') && /^[^/]+:/.test(url));
}
