import { parseArgs } from 'node:util';
import { parseGhsaId, parseRepo } from '../../advisory/id.ts';
import type { RepoRef } from '../../advisory/model.ts';
import { tokenHost } from '../../github/host.ts';
import type { Overruled } from '../../embargo/index.ts';

export const usage = `Usage: npm run port -- --api URL --git URL --token-env NAME --repo OWNER/NAME
           --ghsa GHSA-xxxx-xxxx-xxxx --pr N
           [--clone PATH] [--issue N] [--release-cycle URL] [--overrule ID=REASON]… [--yes PLAN]

Prints the plan and its name, and stops at the public line; with --yes and that name it goes on.
Exit codes: 0 done, 1 failed (run it again to go on), 2 usage, 3 findings to settle,
            4 stopped without --yes: nothing was sent by this run.`;

export interface TerminalOptions {
  readonly api: string;
  readonly git: string;
  readonly token: string;
  /** Name of the variable that holds the token. */
  readonly tokenName: string;
  readonly repo: RepoRef;
  readonly ghsaId: string;
  readonly pull: number;
  readonly clone: string | null;
  readonly issue: number | null;
  readonly releaseCycle: string;
  readonly overruled: readonly Overruled[];
  /** The name of the plan that was read; null: none was. */
  readonly yes: string | null;
}

/** Reads the arguments. A string is what is wrong with them. */
export function readOptions(argv: readonly string[], env: NodeJS.ProcessEnv): TerminalOptions | string {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...argv],
      options: {
        api: { type: 'string', default: 'https://api.github.com' },
        git: { type: 'string', default: 'https://github.com' },
        'token-env': { type: 'string', default: 'GH_TOKEN' },
        'release-cycle': { type: 'string' },
        repo: { type: 'string' },
        ghsa: { type: 'string' },
        pr: { type: 'string' },
        clone: { type: 'string' },
        issue: { type: 'string' },
        overrule: { type: 'string', multiple: true, default: [] },
        yes: { type: 'string' },
      },
    }));
  } catch (error) {
    const { message } = error as Error;
    return message.includes("'--yes")
      ? '--yes needs the name of the plan: a run without it prints both.'
      : message;
  }
  const repo = parseRepo(values.repo ?? '');
  const ghsaId = parseGhsaId(values.ghsa ?? '');
  const pull = positive(values.pr);
  const issue = values.issue === undefined ? null : positive(values.issue);
  const token = env[values['token-env']];
  if (!repo) return '--repo needs OWNER/NAME.';
  if (!ghsaId) return '--ghsa needs an id such as GHSA-xxxx-xxxx-xxxx.';
  if (pull === undefined) return '--pr needs the number of the private pull request.';
  if (issue === undefined) return '--issue needs a number.';
  if (!token) return `The variable ${values['token-env']} that --token-env names holds no token.`;
  try {
    tokenHost(values.api, '--api');
    tokenHost(values.git, '--git');
  } catch (error) {
    return (error as Error).message;
  }
  const overruled: Overruled[] = [];
  for (const entry of values.overrule) {
    const at = entry.indexOf('=');
    if (at <= 0 || entry.slice(at + 1).trim() === '') return '--overrule needs ID=REASON.';
    overruled.push({ id: entry.slice(0, at), reason: entry.slice(at + 1) });
  }
  return {
    api: values.api,
    git: values.git,
    token,
    tokenName: values['token-env'],
    repo,
    ghsaId,
    pull,
    clone: values.clone ?? null,
    issue,
    releaseCycle: values['release-cycle'] ?? cycleOf(values.api),
    overruled,
    yes: values.yes || null,
  };
}

/** Python's own release cycle; on another GitHub (the sandbox) the one beside it. */
function cycleOf(api: string): string {
  const { origin, hostname } = new URL(api);
  return hostname === 'api.github.com'
    ? 'https://peps.python.org/api/release-cycle.json'
    : `${origin}/release-cycle.json`;
}

function positive(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
}
