import { same } from '../../advisory/fields.ts';
import type { Advisory } from '../../advisory/model.ts';
import { approvalCount } from '../../jobs/fork/pulls/approvals.ts';
import type { PortLinks } from '../../jobs/port/steps/rememberLinks.ts';
import type { BackportSummary } from '../../process/backports/types.ts';
import type { PrivatePull, PublicFix } from '../../process/types.ts';
import { profileOf } from '../../project/index.ts';
import type { AdvisorySource } from './source.ts';
import { endsAll, failureOf, isPassing, rowId } from './states.ts';

type Asked = Pick<AdvisorySource, 'pulls' | 'issues'>;

/** What GitHub shows of the work on an advisory beside it: the private fork's pull requests and the public one. */
export class Evidence {
  readonly #pulls = new Map<string, readonly PrivatePull[]>();
  readonly #fixes = new Map<string, PublicFix>();
  /** With what was read of their backports. */
  readonly #joined = new WeakMap<PublicFix, PublicFix>();
  readonly #log: (error: unknown) => void;
  readonly #changed: () => void;

  constructor(log: (error: unknown) => void, changed: () => void) {
    this.#log = log;
    this.#changed = changed;
  }

  /** null: not known. The same array for as long as it says the same. */
  pulls({ privateFork }: Advisory): readonly PrivatePull[] | null {
    return privateFork === null ? none : (this.#pulls.get(privateFork) ?? null);
  }

  /** What is known of the public pull request of a finished port. */
  fix(
    advisory: Advisory,
    links: PortLinks | undefined,
    backports: BackportSummary | null = null,
  ): PublicFix | null {
    if (!links) return null;
    const fix = this.#fix(advisory, links);
    if (backports === null) return fix;
    const known = this.#joined.get(fix);
    if (known?.backports === backports) return known;
    const joined = { ...fix, backports };
    this.#joined.set(fix, joined);
    return joined;
  }

  #fix(advisory: Advisory, links: PortLinks): PublicFix {
    const id = rowId(advisory);
    const known = this.#fixes.get(id);
    if (known?.pull === links.pull) return known;
    const { issue, pull } = links;
    const unread: PublicFix = {
      issue,
      pull,
      state: null,
      missingLabels: null,
      backportsAsked: null,
      backports: null,
    };
    this.#fixes.set(id, unread);
    return unread;
  }

  /** Reads it for these, one request at a time. @throws what ends all reading */
  async read(
    github: Asked,
    advisories: readonly Advisory[],
    links: (advisory: Advisory) => PortLinks | undefined,
    signal: AbortSignal,
  ): Promise<void> {
    for (const advisory of advisories) {
      const { privateFork } = advisory;
      if (privateFork !== null)
        await this.#into(this.#pulls, privateFork, () => pullsOf(github, privateFork, signal));
      const port = links(advisory);
      if (port) await this.#into(this.#fixes, rowId(advisory), () => fixOf(github, port, signal));
    }
  }

  /** Keeps what was known when GitHub is broken for a moment, but not when it is closed to us. */
  async #into<T>(known: Map<string, T>, key: string, read: () => Promise<T>): Promise<void> {
    try {
      const found = await read();
      if (same(known.get(key), found)) return;
      known.set(key, found);
      this.#changed();
    } catch (error) {
      if (endsAll(error)) throw error;
      this.#log(error);
      if (!isPassing(failureOf(error)) && known.delete(key)) this.#changed();
    }
  }
}

const none: readonly PrivatePull[] = [];

async function pullsOf(github: Asked, fork: string, signal: AbortSignal): Promise<readonly PrivatePull[]> {
  const pulls = await github.pulls.list(fork, { state: 'all' }, signal);
  const found: PrivatePull[] = [];
  for (const pull of pulls) {
    const { number, state, merged, headSha } = pull;
    const verdicts = state === 'open' ? await github.pulls.verdicts(fork, number, signal) : null;
    const approvals = verdicts && approvalCount(pull, verdicts);
    found.push({ number, state, merged, headSha, approvals });
  }
  return found;
}

async function fixOf(github: Asked, links: PortLinks, signal: AbortSignal): Promise<PublicFix> {
  const { issue, pull, repo } = links;
  const { merged, state } = await github.pulls.get(repo, pull, signal);
  const labels = await github.issues.labels(repo, pull, signal);
  const profile = profileOf(repo);
  const has = (label: string) => labels.some(name => name.toLowerCase() === label.toLowerCase());
  return {
    issue,
    pull,
    state: merged ? 'merged' : state === 'open' ? 'open' : 'closed',
    missingLabels: profile.pullLabels.filter(label => !has(label)),
    backportsAsked: labels.flatMap(label => profile.backports?.branchOf(label) ?? []),
    backports: null,
  };
}
