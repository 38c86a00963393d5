import {
  preparePrivateBackport,
  proposePrivateBackport,
  runPrivateBackport,
} from '../../src/jobs/backport/make/index.ts';
import type { Machine } from './machine.ts';
import { ids } from './jobs.ts';

/** A backport of the fix into the private fork, prepared anew by each window: nothing of it is written down. */
export async function privateBackport(at: Machine, branch = '3.12'): Promise<void> {
  const request = { repo: { owner: 'python', name: 'cpython' }, ghsaId: ids.spam, branch, clone: at.clone };
  const prepared = await preparePrivateBackport(at.tools, request);
  let failure: unknown = null;
  const ended = await runPrivateBackport(at.tools, prepared, proposePrivateBackport(prepared), {
    tell: event => (failure = event.state === 'failed' ? event.error : failure),
  });
  if (ended === 'failed') throw failure;
}
