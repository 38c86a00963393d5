import type { Git, GitCall } from './run.ts';

/** A call of git that goes to another machine. */
export interface GitSent {
  /** `fetch` */
  readonly verb: string;
  /** Where it goes, by the user's own rewriting of addresses too. */
  readonly url: string;
}

/** Told of a call before it runs; what it gives back is told its exit code (null: it was stopped, or never ran). */
export type OnGitSent = (sent: GitSent) => (exitCode: number | null) => void;

/** Tells of a call that goes out. git itself says where a remote leads: `url.<base>.insteadOf` may send it elsewhere. */
export async function goingOut(
  git: Git,
  { cwd, args, config }: GitCall,
  onSent: OnGitSent,
): Promise<((exitCode: number | null) => void) | undefined> {
  const [verb = '', ...rest] = args;
  if (!['clone', 'fetch', 'push', 'ls-remote'].includes(verb) || rest.includes('--get-url')) return undefined;
  const dashes = rest.indexOf('--');
  const remote = dashes < 0 ? rest.find(arg => !arg.startsWith('-')) : rest[dashes + 1];
  if (remote === undefined) return undefined;
  // Only what is known by name can have an address for pushes of its own.
  const push =
    verb === 'push'
      ? await say(git, { cwd, config, args: ['remote', 'get-url', '--push', '--', remote] })
      : '';
  const url =
    push || (await say(git, { cwd, config, args: ['ls-remote', '--get-url', '--', remote] })) || remote;
  return onSent({ verb, url });
}

/** Its first line; empty where git does not know. */
async function say(
  git: Git,
  call: Omit<GitCall, 'config'> & { readonly config: GitCall['config'] | undefined },
) {
  const { config, ...rest } = call;
  const { out } = await git.run({ ...rest, ...(config ? { config } : {}), ok: [0, 2, 128] });
  return out.split('\n', 1)[0]!.trim();
}
