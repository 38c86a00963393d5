import { shortId, type Advisory } from '../../advisory/model.ts';
import { orHidden, type GitHub, type Pull } from '../../github/index.ts';
import { JobError } from '../../jobs/errors.ts';

/**
 * The private pull request that a port goes on with. One that was confirmed (it has a key) needs no more of it than a
 * link: null where GitHub has deleted the private fork since.
 * @throws JobError `no-fork` for one that was not confirmed
 */
export async function privatePullOf(
  { pulls }: Pick<GitHub, 'pulls'>,
  { privateFork }: Pick<Advisory, 'privateFork'>,
  { ghsaId, pull, key }: { readonly ghsaId: string; readonly pull: number; readonly key?: string },
): Promise<Pull | null> {
  if (privateFork === null) {
    if (key !== undefined) return null;
    throw new JobError('no-fork', `${shortId(ghsaId)} has no private fork any more.`);
  }
  const found = pulls.get(privateFork, pull);
  return key === undefined ? found : orHidden(found);
}
