import type { Advisory } from '../../../src/advisory/model.ts';
import { changeState, type How, type Outcome } from '../../../src/jobs/decide/index.ts';
import { postOnce } from '../../../src/jobs/save/index.ts';
import type { StateChange } from '../../../src/process/index.ts';
import type { Scenario, Verdict, World } from '../scenario.ts';
import { colleagueEdits, connected, edited, leaksOf, openRemote, pressNumber } from './remote.ts';

const repo = { owner: 'python', name: 'cpython' };
/** A report in triage, the coordinator's. */
const ghsaId = 'GHSA-m2pg-3qcr-4vfw';
const path = `/repos/python/cpython/security-advisories/${ghsaId}`;

/** What a colleague adds between two presses. */
const later = { cwe_ids: ['CWE-200'] };

export interface Decision {
  readonly job: string;
  readonly who: 'coordinator' | 'admin';
  readonly change: Exclude<StateChange, 'reopen'>;
  readonly how: How;
  /** What the reporter is told then, once. */
  readonly reply: string;
}

/**
 * A decision as the desk makes it: the list is read, the state changed or the bot asked, and the reply is posted once
 * that is so, whoever did it.
 */
export function decision({ job, who, change, how, reply }: Decision): Scenario {
  return {
    job,
    open: () =>
      openRemote({
        who,
        begin: async ({ store }) => ({ title: store.advisory(ghsaId)!.summary }),
        verdict: world => judge(world, { change, how, reply }),
      }),
    async press(place, signal) {
      if ((await pressNumber(place)) > 1 && !(await edited(place))) await colleagueEdits(place, path, later);
      const github = connected(place);
      const { login } = await github.users.me(signal);
      const listed: Advisory[] = [];
      for (const state of ['triage', 'draft'] as const)
        listed.push(...(await github.advisories.list(repo, state, { signal })));
      const seen =
        listed.find(each => each.ghsaId === ghsaId) ?? (await github.advisories.get(repo, ghsaId, signal));
      const outcome = await changeState({ github, repo, ghsaId, login, signal }, seen, change, how);
      // Somebody else was first: what is there now is read, and decided about anew.
      if (outcome.kind === 'changed') return false;
      refused(outcome);
      const { kind } = await postOnce(github.advisories, outcome.advisory, login, reply, { signal });
      return kind !== 'no-api';
    },
  };
}

/** What the desk says where nothing was done. */
function refused(outcome: Outcome): void {
  if (outcome.kind === 'forbidden') throw new Error('Only admins may do this. Nothing was changed.');
  if (outcome.kind === 'browser') throw new Error(outcome.message);
}

async function judge(
  { sandbox, place }: Pick<World, 'sandbox' | 'place'>,
  { change, how, reply }: Omit<Decision, 'job' | 'who'>,
): Promise<Verdict> {
  const report = sandbox.store.advisory(ghsaId)!;
  const { title } = place.extra;
  const wished = how.way === 'tag' ? `[${how.tag}] ${title!}` : title!;
  const asked = report.summary;
  // What was asked of the bot is done within the hour.
  if (how.way === 'tag') await sandbox.tick();
  const said = report.comments.filter(({ body }) => body === reply);
  const goal = change === 'accept' ? 'draft' : 'closed';
  return {
    duplicates: [
      ...(report.comments.length > 1 ? [`${report.comments.length} comments.`] : []),
      ...(asked.split(/\[[A-Z]+\]/).length > 2 ? ['More than one tag is in the title.'] : []),
    ],
    lost: [
      ...(report.state === goal ? [] : [`It is ${report.state}, not ${goal}.`]),
      ...(asked === wished ? [] : ['The title is another one.']),
      ...(said.length > 0 ? [] : ['The reporter was not told.']),
      ...((await edited(place)) && report.cweIds.join() !== later.cwe_ids.join()
        ? ['The weakness that a colleague set is gone.']
        : []),
    ],
    leaks: await leaksOf(
      { sandbox, place },
      { allowed: new RegExp(`^${path}(/comments)?$`), canaries: [title!, report.description, ghsaId] },
    ),
  };
}
