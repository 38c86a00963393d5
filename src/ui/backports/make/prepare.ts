import type { Advisory } from '../../../advisory/model.ts';
import {
  prepareBackport,
  preparePrivateBackport,
  readBackportRecord,
  type BackportLink,
  type BackportTools,
} from '../../../jobs/backport/make/index.ts';
import { ConflictError } from '../../../jobs/port/index.ts';
import { plainTitle } from '../../../texts/index.ts';
import { settings } from '../../common/settings.ts';
import { stoppably } from '../../common/stoppably.ts';
import { findPublicClone } from '../../git/publicClone.ts';
import type { BackportOf } from './about.ts';
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
  readonly tools: BackportTools;
}

export interface JobHooks {
  readonly sandbox: boolean;
  /** Is a commit signed, unless somebody says otherwise? */
  readonly sign: boolean;
  readonly keep: (link: BackportLink) => Promise<void>;
}

/** The job of a backport: one that was confirmed before, else prepared now; or the conflicts that wait before it. */
export async function jobOf(asked: BackportAsked, hooks: JobHooks): Promise<BackportJob | ConflictError> {
  const { key, advisory, of, tools } = asked;
  const { sandbox, keep, sign } = hooks;
  const record = of.into === 'public' ? readBackportRecord(await tools.store.load(key)) : null;
  if (record) return PublicBackport.unfinished({ tools, sandbox, keep }, record, plainTitle(advisory.title));
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
      const prepared = await prepareBackport(
        told,
        { ...request, pull, issue, forkRemote: settings.forkRemote() },
        signal,
      );
      return PublicBackport.review({ tools, sandbox, keep }, prepared, sign && prepared.signing !== null);
    });
  } catch (error) {
    if (error instanceof ConflictError) return error;
    throw error;
  }
}
