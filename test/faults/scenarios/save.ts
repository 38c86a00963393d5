import { fieldsOf } from '../../../src/advisory/fields.ts';
import { originalComment } from '../../../src/jobs/save/index.ts';
import { EditorModel } from '../../../src/ui/editor/model.ts';
import { quietPage } from '../../unit/ui/editor/quietPage.ts';
import type { Place, Scenario, Verdict, World } from '../scenario.ts';
import {
  colleagueEdits,
  connected,
  edited,
  leaksOf,
  memoryOf,
  openRemote,
  pressNumber,
  clockOf,
} from './remote.ts';

const repo = { owner: 'python', name: 'cpython' };
/** A draft that somebody else has reported. */
const ghsaId = 'GHSA-7q4m-xv2c-93rp';
const path = `/repos/python/cpython/security-advisories/${ghsaId}`;

const mine = {
  title: 'Spam parser takes lengths that are too large',
  description: 'A chunk that lies about its length is read past its end. Written by the coordinator.',
  cweIds: ['CWE-125'],
  credit: { login: 'nutmeg-core', type: 'analyst' },
} as const;

/** What a colleague changed since the draft was begun, and what else between two presses. */
const theirs = { login: 'oregano-core', type: 'remediation_developer' } as const;
const later = { cve_id: 'CVE-2026-900418' };

/**
 * A window opens over a draft that another one left, on an advisory that somebody else has changed since: the page
 * saves it, and keeps the reporter's own words in a comment before it writes over them.
 */
export const save: Scenario = {
  job: 'save',
  open: () => openRemote({ who: 'coordinator', begin, prepare, verdict }),
  async press(place, signal) {
    if ((await pressNumber(place)) > 1 && !(await edited(place))) await colleagueEdits(place, path, later);
    const failures: unknown[] = [];
    const model = page(place, failures);
    await within(signal, async () => {
      await model.load();
      if (failures.length === 0) await model.save({ original: 'comment' });
      await model.settled();
    });
    const { problem, save: saving } = model.state;
    if (failures.length > 0) throw said(saving.problem ?? problem, failures[0]);
    return !model.dirty;
  },
};

function page(place: Place, failures: unknown[] = []): EditorModel {
  const github = connected(place);
  return new EditorModel(
    quietPage({
      ...{ repo, ghsaId, key: 'python/cpython/93rp', github: async () => github, store: memoryOf(place) },
      log: error => failures.push(error),
      now: () => clockOf(place),
    }),
  );
}

/** The page's patience ends when the signal says so: nobody waits for half a minute here. */
async function within(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  const { timeout } = AbortSignal;
  AbortSignal.timeout = () => signal;
  await work().finally(() => (AbortSignal.timeout = timeout));
}

/** The sentence of the page, with what was thrown behind it. */
function said(problem: string | null, cause: unknown): Error {
  return problem === null ? (cause as Error) : new Error(problem, { cause });
}

async function begin({ store }: World['sandbox']): Promise<Record<string, string>> {
  return { report: store.advisory(ghsaId)!.description };
}

/** The draft of a window that was closed, then the colleague's edit. */
async function prepare({ sandbox, place }: Pick<World, 'sandbox' | 'place'>): Promise<void> {
  const model = page(place);
  await model.load();
  const { title, description, cweIds, credit } = mine;
  const credits = [...fieldsOf(model.advisory!).credits, credit];
  model.edit({ ...model.state.draft, fields: { title, description, cweIds, credits } }, 1);
  await model.settled();
  const stored = sandbox.store.advisory(ghsaId)!;
  sandbox.clock(60_000);
  stored.credits = [...stored.credits, theirs];
  stored.updatedAt = sandbox.store.stamp();
}

async function verdict({ sandbox, place }: Pick<World, 'sandbox' | 'place'>): Promise<Verdict> {
  const { store, logins } = sandbox;
  const { comments, credits, ...stored } = store.advisory(ghsaId)!;
  const report = place.extra['report']!;
  const kept = comments.filter(({ body }) => body === originalComment(report, logins.coordinator));
  const logged = credits.map(({ login, type }) => `${login} ${type}`);
  const want = (what: string, there: boolean) => (there ? [] : [`${what} is gone.`]);
  const credited = ({ login, type }: { readonly login: string; readonly type: string }) =>
    logged.includes(`${login} ${type}`);
  return {
    duplicates: [
      ...(comments.length > 1 ? [`${comments.length} comments.`] : []),
      ...(new Set(logged).size < logged.length ? ['A credit is there twice.'] : []),
    ],
    lost: [
      ...want('My title', stored.summary === mine.title),
      ...want('My description', stored.description === mine.description),
      ...want('My weakness', stored.cweIds.join() === mine.cweIds.join()),
      ...want('My credit', credited(mine.credit)),
      ...want('The credit of a colleague', credited(theirs)),
      ...want('The CVE id of a colleague', !(await edited(place)) || stored.cveId === later.cve_id),
      ...want("The reporter's own text", kept.length > 0),
    ],
    leaks: await leaksOf(
      { sandbox, place },
      { allowed: new RegExp(`^${path}(/comments)?$`), canaries: [mine.title, mine.description, report] },
    ),
  };
}
