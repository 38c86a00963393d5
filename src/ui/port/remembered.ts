import type { ExtensionContext } from 'vscode';
import { plural } from '../../jobs/port/index.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import { forgetLinks, linksIn } from '../common/portLinks.ts';
import type { ProgressRecords } from '../common/progress.ts';
import { openBefore, rememberOpen } from '../editor/remembered.ts';
import { forgetOffered, offeredIn } from '../fork/offered.ts';
import { agreementsOf } from '../fork/tests/agreed.ts';
import { count } from '../fork/words.ts';
import { openedIndex } from '../issue/opened.ts';
import { forgetReports, remembersReports } from '../reports/last.ts';
import { removeToken, secretKeys, tokenOrigins } from '../session/tokens.ts';
import type { Trace } from './jobTraces.ts';

/** Kept by the page of a port, which proposes it the next time. */
const signKey = 'ghsa.sign';

interface RememberedParts {
  readonly context: ExtensionContext;
  readonly progress: Pick<ProgressRecords, 'count' | 'forgetAll'>;
  readonly apiUrl: string;
  readonly clones: readonly Pick<PrivateClone, 'path'>[];
}

/** What is remembered beside jobs, drafts and clones: in the secret storage and in the state. */
export async function rememberedTraces(parts: RememberedParts): Promise<Trace[]> {
  return [
    ...idTraces(parts),
    ...(await testTraces(parts)),
    ...stateTraces(parts),
    ...(await unlistedTraces(parts)),
    ...(await tokenTraces(parts)),
  ];
}

function idTraces({ context: { globalState }, progress }: RememberedParts): Trace[] {
  const links = linksIn(globalState).length;
  const issues = globalState.get<unknown[]>(openedIndex, []).length;
  const notes = progress.count;
  return [
    ...when(links > 0, {
      label: `Links of ${plural(links, 'finished port')}`,
      detail: 'Ids of issues and pull requests, no texts',
      remove: () => forgetLinks(globalState),
    }),
    ...when(issues > 0, {
      label: `Links of ${plural(issues, 'public issue')}`,
      detail: 'Ids, no texts',
      remove: async () => globalState.update(openedIndex, undefined),
    }),
    ...when(notes > 0, {
      label: `Notes on ${count(notes, 'advisory', 'advisories')}`,
      detail: 'What was asked and when, and who could read',
      remove: () => progress.forgetAll(),
    }),
  ];
}

/** The next run of the tests asks anew. */
async function testTraces({ context, clones }: RememberedParts): Promise<Trace[]> {
  const agreements = agreementsOf(context);
  const paths = clones.map(({ path }) => path);
  const left = async () => agreements.left(paths, await secretKeys(context.secrets));
  const tests = (await left()).length;
  return when(tests > 0, {
    label: `Test commands of ${plural(tests, 'private clone')}`,
    detail: 'What was agreed to run there, and the paths of the clones; it is asked again',
    remove: async () => agreements.forgetAll(await left()),
  });
}

function stateTraces({ context, clones }: RememberedParts): Trace[] {
  const { globalState } = context;
  const gone = (path: string) => clones.every(clone => clone.path !== path);
  const paths = offeredIn(globalState).filter(gone).length;
  const open = openBefore(context).length;
  return [
    ...when(paths > 0, {
      label: `Paths of ${plural(paths, 'deleted private clone')}`,
      detail: 'Their deletion was offered',
      remove: () => forgetOffered(globalState, gone),
    }),
    ...when(open > 0, {
      label: `Ids of ${plural(open, 'open page')}`,
      detail: 'This window opens them again after a restart',
      remove: async () => rememberOpen(context, []),
    }),
    ...when(remembersReports(globalState), {
      label: 'What reports remember',
      detail: 'The day of the last report, and the logins of the Steering Council; a year is proposed again',
      remove: () => forgetReports(globalState),
    }),
    ...when(globalState.get(signKey) !== undefined, {
      label: 'Whether commits were signed last',
      detail: 'Proposed by the next port; no key and no name',
      remove: async () => globalState.update(signKey, undefined),
    }),
  ];
}

/** Texts and notes that the lists of this window do not name: another window may have written them. */
async function unlistedTraces({ context: { secrets, globalState } }: RememberedParts): Promise<Trace[]> {
  const listed = ['ghsa.drafts', 'ghsa.progress'].flatMap(index => globalState.get<string[]>(index, []));
  const found: string[] = [];
  for (const key of await secretKeys(secrets)) {
    if (!/^ghsa\.(draft|announcement|written|progress):/.test(key) || listed.includes(key)) continue;
    if ((await secrets.get(key)) !== undefined) found.push(key);
  }
  return when(found.length > 0, {
    label: `Texts of another window: ${plural(found.length, 'record')}`,
    detail: 'Drafts of advisories or notes on them, kept in secret storage; no list here names them',
    picked: false,
    remove: async () => {
      for (const key of found) await secrets.delete(key);
    },
  });
}

/** To sign out of another host than GitHub. GitHub's session is VS Code's. */
async function tokenTraces({ context: { secrets }, apiUrl }: RememberedParts): Promise<Trace[]> {
  const origins = await tokenOrigins(secrets, apiUrl);
  return origins.map(origin => ({
    label: `Token of ${URL.canParse(origin) ? new URL(origin).host : origin}`,
    detail: 'Kept in secret storage; without it you are signed out there',
    picked: false,
    remove: () => removeToken(secrets, origin),
  }));
}

/** A row for what is there. */
function when(there: boolean, row: Trace): Trace[] {
  return there ? [row] : [];
}
