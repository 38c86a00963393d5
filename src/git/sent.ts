import type { Git, GitCall } from './run.ts';

/** A call of git that goes to another machine. */
export interface GitSent {
  /** `fetch`; `ssh` where ssh alone is asked. */
  readonly verb: string;
  /** Where it goes, by the user's own rewriting of addresses too. */
  readonly url: string;
}

/** Told of a call before it runs; what it gives back is told its exit code (null: it was stopped, or never ran). */
export type OnGitSent = (sent: GitSent) => (exitCode: number | null) => void;

/** Tells of a call that goes out. git itself says where a remote leads: `url.<base>.insteadOf` may send it elsewhere. */
export async function goingOut(
  git: Git,
  { cwd, args, config, signal }: GitCall,
  onSent: OnGitSent,
): Promise<((exitCode: number | null) => void) | undefined> {
  const [verb = '', ...rest] = args;
  if (!['clone', 'fetch', 'push', 'ls-remote'].includes(verb) || rest.includes('--get-url')) return undefined;
  const dashes = rest.indexOf('--');
  const remote = dashes < 0 ? rest.find(arg => !arg.startsWith('-')) : rest[dashes + 1];
  if (remote === undefined) return undefined;
  const ask = (...asked: string[]) => say(git, { cwd, config, signal, args: asked });
  // Only what is known by name can have an address for pushes of its own.
  const push = verb === 'push' ? await ask('remote', 'get-url', '--push', '--', remote) : '';
  const url = push || (await ask('ls-remote', '--get-url', '--', remote)) || remote;
  // Cancelled meanwhile: it never leaves.
  if (signal?.aborted) return undefined;
  return tellOf(onSent, { verb, url });
}

/** Tells of what leaves now. A watcher that breaks breaks nothing that it watches. */
export function tellOf(onSent: OnGitSent, sent: GitSent): (exitCode: number | null) => void {
  let ended: ReturnType<OnGitSent>;
  try {
    ended = onSent(sent);
  } catch {
    return () => undefined;
  }
  return exitCode => {
    try {
      ended(exitCode);
    } catch {
      // As above.
    }
  };
}

/** Its first line; empty where git does not know, or was ended: what it is asked for goes on. */
async function say(
  git: Git,
  call: Omit<GitCall, 'config'> & { readonly config: GitCall['config'] | undefined },
) {
  const { config, ...rest } = call;
  try {
    const { out } = await git.run({ ...rest, ...(config ? { config } : {}), ok: [0, 2, 128] });
    return out.split('\n', 1)[0]!.trim();
  } catch {
    return '';
  }
}
