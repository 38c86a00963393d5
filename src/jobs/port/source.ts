import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { shortId, type Advisory } from '../../advisory/model.ts';
import {
  addressOf,
  moveRef,
  readMail,
  readPatch,
  sides,
  standIn,
  type Git,
  type Scratch,
} from '../../git/index.ts';
import type { Pull, PullCommit } from '../../github/index.ts';
import { JobError } from '../errors.ts';
import { approvalCount } from '../fork/pulls/approvals.ts';
import { fetchChange, fetchPublic, type Fetched } from './change.ts';
import type { PortRequest, PortTools } from './types.ts';

/** Where a change comes from: a pull request of the private fork, or a patch file that somebody handed over. */
export type PortSource =
  | { readonly kind: 'pull'; readonly pull: Pull; readonly fork: string }
  | { readonly kind: 'patch'; readonly name: string; readonly bytes: Uint8Array };

/** What was fetched of it. */
export interface Found extends Fetched {
  readonly title: string;
  readonly approvals: number;
  /** Commits of the change itself; `sha` is empty in a patch file. */
  readonly commits: readonly PullCommit[];
}

/** @throws JobError where the advisory has no fork, or the fork no pull request of that number. */
export async function chooseSource(
  tools: PortTools,
  advisory: Advisory,
  request: PortRequest,
  signal?: AbortSignal,
): Promise<PortSource> {
  if (request.patch) return { kind: 'patch', ...request.patch, name: basename(request.patch.name) };
  if (advisory.privateFork === null) {
    throw new JobError(
      'no-fork',
      `${shortId(advisory.ghsaId)} has no private fork yet, so there is no private fix to port. Start the fork first.`,
    );
  }
  return {
    kind: 'pull',
    pull: await choosePull(tools, advisory.privateFork, request, signal),
    fork: advisory.privateFork,
  };
}

/** What a source is called in a job's key: a number, or the hash of a file. */
export function nameOfSource(source: PortSource): number | string {
  return source.kind === 'pull' ? source.pull.number : nameOfPatch(source.bytes);
}

/** The same for a patch file alone. */
export function nameOfPatch(bytes: Uint8Array): string {
  return `patch:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Gets the change into scratch, where both sides of the merge then stand at refs of ours. */
export async function fetchSource(
  tools: PortTools,
  scratch: Scratch,
  source: PortSource,
  from: {
    readonly publicUrl: string;
    readonly publicBranch: string;
    /** The public main that a patch file was merged into before, when its conflicts were opened. */
    readonly earlier: string | null;
  },
  signal?: AbortSignal,
): Promise<Found> {
  if (source.kind === 'patch') {
    const fresh = await fetchPublic(tools.git, scratch, from, signal);
    const publicMain = from.earlier ?? fresh;
    return { ...(await fromPatch(tools.git, scratch, publicMain, source.bytes)), publicMain };
  }
  const { pull, fork } = source;
  const [fetched, verdicts, commits] = await Promise.all([
    fetchChange(
      tools.git,
      scratch,
      { ...from, privateUrl: addressOf(tools.gitUrl, fork), pull: pull.number },
      signal,
    ),
    tools.github.pulls.verdicts(fork, pull.number, signal),
    tools.github.pulls.commits(fork, pull.number, signal),
  ]);
  return { ...fetched, title: pull.title, approvals: approvalCount(pull, verdicts), commits };
}

/**
 * A patch file becomes a merge like every other: its author's version of the files is the base of both sides. Public
 * main stands in without its history, which knows nothing of that base.
 */
async function fromPatch(
  git: Git,
  scratch: Scratch,
  publicMain: string,
  bytes: Uint8Array,
): Promise<Omit<Found, 'publicMain'>> {
  const { before, after } = await readPatch(git, scratch, publicMain, bytes);
  const base = await standIn(git, scratch, before, null);
  const ours = await standIn(git, scratch, `${publicMain}^{tree}`, base);
  const head = await standIn(git, scratch, after, base);
  await moveRef(git, scratch, `refs/${sides.ours}`, ours);
  await moveRef(git, scratch, `refs/${sides.theirs}`, head);
  const mail = await readMail(git, scratch, bytes);
  return {
    head,
    title: mail?.subject ?? '',
    approvals: 0,
    commits: mail === null ? [] : [{ sha: '', author: { name: mail.name, email: mail.email, login: null } }],
  };
}

async function choosePull(
  { github }: PortTools,
  privateFork: string,
  request: PortRequest,
  signal?: AbortSignal,
): Promise<Pull> {
  if (request.pull !== undefined) return github.pulls.get(privateFork, request.pull, signal);
  const open = await github.pulls.list(privateFork, { state: 'open' }, signal);
  const [first, second] = open;
  if (!first) {
    throw new JobError('no-pull', `The private fork of ${shortId(request.ghsaId)} has no open pull request.`);
  }
  if (second) {
    throw new JobError(
      'several-pulls',
      `The private fork of ${shortId(request.ghsaId)} has ${open.length} open pull requests. Choose one.`,
    );
  }
  return first;
}
