import type { Advisory } from '../../../advisory/model.ts';
import {
  prepareBackport,
  preparePrivateBackport,
  readBackportRecord,
  type BackportDraft,
  type BackportFrom,
  type BackportLink,
  type BackportTools,
} from '../../../jobs/backport/make/index.ts';
import { offeredPrivates } from '../../../jobs/backport/make/privates.ts';
import { ConflictError, readConflict, scratchOf } from '../../../jobs/port/index.ts';
import { plainTitle } from '../../../texts/index.ts';
import { settings } from '../../common/settings.ts';
import { stoppably } from '../../common/stoppably.ts';
import type { ChangeFrom } from '../../port/protocol.ts';
import { findPublicClone } from '../../git/publicClone.ts';
import type { BackportOf } from './about.ts';
import { changeFrom } from './from.ts';
import type { BackportJob } from './job.ts';
import { PrivateBackport } from './privateJob.ts';
import { PublicBackport } from './publicJob.ts';

export interface BackportAsked {
  readonly key: string;
  readonly advisory: Advisory;
  readonly branch: string;
  readonly of: BackportOf;
  /** Which of several private pull requests is the fix; undefined: the only one. */
  readonly pull?: number | undefined;
  /** Where the change of a public one is taken from; undefined: what was begun with, else the commit on main. */
  readonly from?: BackportFrom | undefined;
  readonly tools: BackportTools;
}

export interface JobHooks {
  readonly sandbox: boolean;
  /** Is a commit signed, unless somebody says otherwise? */
  readonly sign: boolean;
  readonly keep: (link: BackportLink) => Promise<void>;
  /** What was edited while the change came from somewhere else. */
  readonly edited?: Partial<BackportDraft>;
}

/** Conflicts that wait before a backport, and what else its change may be taken from. */
export interface ConflictsOf {
  readonly error: ConflictError;
  readonly from: ChangeFrom | null;
}

/** The job of a backport: one that was confirmed before, else prepared now; or the conflicts that wait before it. */
export async function jobOf(asked: BackportAsked, hooks: JobHooks): Promise<BackportJob | ConflictsOf> {
  const { key, advisory, of, tools } = asked;
  const { sandbox, keep, sign, edited = {} } = hooks;
  const record = of.into === 'public' ? readBackportRecord(await tools.store.load(key)) : null;
  if (record) return PublicBackport.unfinished({ tools, sandbox, keep }, record, plainTitle(advisory.title));
  let from: BackportFrom = 'main';
  try {
    return await stoppably(`Preparing the backport to ${asked.branch}`, async (signal, progress) => {
      const told = { ...tools, progress: (message: string) => progress.report({ message }) };
      const { repo, ghsaId } = advisory;
      const clone = await findPublicClone(repo, tools.git, tools.gitUrl);
      const request = { repo, ghsaId, branch: asked.branch, clone };
      if (of.into === 'private') {
        const prepared = await preparePrivateBackport(told, { ...request, pull: asked.pull }, signal);
        return new PrivateBackport(tools, prepared, sandbox);
      }
      const { pull, issue } = of.links;
      from = asked.from ?? (await begunWith(asked, signal));
      const prepared = await prepareBackport(
        told,
        { ...request, pull, issue, from, forkRemote: settings.forkRemote() },
        signal,
      );
      const draft = { sign: sign && prepared.signing !== null, ...edited };
      return PublicBackport.review({ tools, sandbox, keep }, prepared, draft);
    });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    if (of.into === 'private') return { error, from: null };
    const offers = await offeredPrivates(tools.github, advisory.privateFork, asked.branch);
    const { repo: fullName, pull } = of.links;
    return { error, from: changeFrom({ fullName, pull }, offers, from) };
  }
}

/** The change whose conflicts lie in its folder; none: the commit on main. */
async function begunWith(
  { key, advisory, branch, tools }: BackportAsked,
  signal: AbortSignal,
): Promise<BackportFrom> {
  const conflict = await readConflict(scratchOf(tools.scratchRoot, key));
  if (conflict === null) return 'main';
  const offers = await offeredPrivates(tools.github, advisory.privateFork, branch, signal);
  const begun = offers.find(({ sha }) => sha === conflict.head);
  return begun ? { private: begun.number } : 'main';
}
