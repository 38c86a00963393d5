import { repoName, type Advisory } from '../../advisory/model.ts';
import { GitHubError, type CveState, type GitHub } from '../../github/index.ts';
import type { Readers } from '../../process/index.ts';
import type { Facts } from '../../process/types.ts';
import type { BackportLink } from '../../texts/index.ts';
import type { Begun } from './begun.ts';

/** Something that anybody can see. No title: this page may be sent to somebody. */
export interface PublicThing {
  readonly kind: 'advisory' | 'issue' | 'pull' | 'backport' | 'branch' | 'announcement' | 'record';
  /** "Issue 210700" */
  readonly name: string;
  readonly url: string;
  /** ISO 8601; null: nobody says. */
  readonly since: string | null;
  /** "open", "merged", "pushed" */
  readonly state: string;
  /** Where its commits lie, of a pull request or a branch: `owner/name`, and the branch. */
  readonly branch?: { readonly repo: string; readonly name: string };
}

/** Where an advisory stands on a bad day, read now. */
export interface Exposure {
  /** As GitHub has it now. */
  readonly advisory: Advisory;
  readonly things: readonly PublicThing[];
  /** What could not be read, each with the reason. */
  readonly unread: readonly string[];
  /** A job stopped, and what its last step did is not known: nothing may be called private for it. */
  readonly stopped: boolean;
  readonly readers: Readers | null;
  /** null: it was not asked for, or did not answer. */
  readonly record: CveState | null;
}

export interface LeakParts {
  readonly github: Pick<GitHub, 'advisories' | 'issues' | 'pulls' | 'cve'>;
  readonly facts: Facts;
  readonly begun: Begun;
  /** `https://github.com`, `https://cveawg.mitre.org/api` */
  readonly gitUrl: string;
  readonly cveUrl: string;
  readonly backports: (pull: number, signal: AbortSignal) => Promise<readonly BackportLink[]>;
  readonly readers: (advisory: Advisory, signal: AbortSignal) => Promise<Readers>;
  readonly signal: AbortSignal;
}

/** Reads what is public of an advisory, and who can read the rest. Nothing is written anywhere. */
export async function readExposure(parts: LeakParts): Promise<Exposure> {
  const { github, facts, begun, signal } = parts;
  const unread: string[] = stoppedLines(begun, facts.portStopped);
  const stopped = unread.length > 0;
  /** What cannot be read is said: on a bad day the rest is needed all the same. */
  const read = async <T>(what: string, reading: () => Promise<T>): Promise<T | null> => {
    try {
      return await reading();
    } catch (error) {
      if (signal.aborted || !(error instanceof GitHubError)) throw error;
      unread.push(`${what}: ${error.message}`);
      return null;
    }
  };
  const known = facts.advisory;
  const repo = repoName(known.repo);
  const site = `${parts.gitUrl.replace(/\/+$/, '')}/${repo}`;
  const advisory =
    (await read('The advisory', () => github.advisories.get(known.repo, known.ghsaId, signal))) ?? known;
  const numbers = (...known: readonly (number | null | undefined)[]) =>
    new Set(known.filter(number => typeof number === 'number'));
  const { publicFix, progress } = facts;
  const issues = numbers(publicFix?.issue, progress.publicIssue, ...begun.issues);
  const pulls = numbers(publicFix?.pull, ...begun.pulls);
  const things: PublicThing[] = [];
  if (advisory.state === 'published')
    things.push({
      ...{ kind: 'advisory', name: 'The advisory itself', url: advisory.htmlUrl, state: 'published' },
      since: advisory.publishedAt,
    });
  for (const issue of issues) {
    const name = `Issue ${issue}`;
    const found = await read(name, () => github.issues.get(repo, issue, signal));
    const [url, since] = [`${site}/issues/${issue}`, found?.createdAt ?? null];
    things.push({ kind: 'issue', name, url, since, state: found ? stateOf(found.isOpen) : 'not readable' });
  }
  const backports = new Map(begun.backports.map(({ pull, branch }) => [pull, branch]));
  for (const pull of pulls) {
    const name = `Pull request ${pull}`;
    const found = await read(name, () => github.pulls.get(repo, pull, signal));
    const branch = found?.headRepo ? { repo: found.headRepo, name: found.headRef } : null;
    things.push({
      ...{ kind: 'pull', name, url: `${site}/pull/${pull}`, since: found?.createdAt ?? null },
      state: found ? (found.merged ? 'merged' : stateOf(found.state === 'open')) : 'not readable',
      ...(branch ? { branch } : {}),
    });
    const made = (await read('The backports', () => parts.backports(pull, signal))) ?? [];
    for (const backport of made) if ('pull' in backport) backports.set(backport.pull, backport.branch);
  }
  for (const [pull, into] of backports) {
    const found = await read(`Backport ${pull}`, () => github.pulls.get(repo, pull, signal));
    things.push({
      ...{ kind: 'backport', name: `Backport ${pull} to ${into}`, url: `${site}/pull/${pull}` },
      since: found?.createdAt ?? null,
      state: found ? (found.merged ? 'merged' : stateOf(found.state === 'open')) : 'not readable',
    });
  }
  for (const branch of begun.branches) {
    const url = `${parts.gitUrl.replace(/\/+$/, '')}/${branch.repo}/tree/${branch.name}`;
    const name = `A branch of ${branch.repo}`;
    things.push({ kind: 'branch', name, url, since: null, state: 'pushed', branch });
  }
  const { archiveUrl, announcedAt } = progress;
  if (archiveUrl !== undefined || announcedAt !== undefined)
    things.push({
      ...{ kind: 'announcement', name: 'The announcement', url: archiveUrl ?? '' },
      ...{ since: announcedAt ?? null, state: 'sent' },
    });
  const record = await recordOf(parts, advisory, things.length > 0, read);
  if (record === 'published' && advisory.cveId !== null)
    things.push({
      ...{ kind: 'record', name: `The record of ${advisory.cveId}`, since: null, state: 'published' },
      url: `https://www.cve.org/CVERecord?id=${advisory.cveId}`,
    });
  const readers = await read('Who can read the advisory', () => parts.readers(advisory, signal));
  return { advisory, things, unread, stopped, readers, record };
}

/** A step whose answer was lost may have worked. `port`: where the tree says that it stopped. */
function stoppedLines({ stopped, damaged }: Begun, port: string | null): string[] {
  const known = port === null || stopped.some(({ job }) => job === 'The port');
  const jobs = known ? stopped : [{ job: 'The port', at: port }, ...stopped];
  return [
    ...jobs.map(
      ({ job, at }) =>
        `${job} stopped at "${at}". Whether that step reached GitHub is not known: look there.`,
    ),
    ...(damaged > 0
      ? [
          'The memory of a job on this machine is damaged. What that job made public is not known: look on GitHub.',
        ]
      : []),
  ];
}

const stateOf = (isOpen: boolean) => (isOpen ? 'open' : 'closed');

/** Asking for a record tells the CVE services which id somebody waits for: not while nothing of ours is public. */
async function recordOf(
  { github, cveUrl, signal }: LeakParts,
  { cveId }: Advisory,
  isPublic: boolean,
  read: <T>(what: string, reading: () => Promise<T>) => Promise<T | null>,
): Promise<CveState | null> {
  if (cveId === null || !isPublic) return null;
  return read('The CVE record', () => github.cve.state(cveUrl, cveId, signal));
}
