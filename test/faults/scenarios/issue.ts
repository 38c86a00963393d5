import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  confirmIssue,
  issueKey,
  prepareIssue,
  proposeIssue,
  readIssueRecord,
  releaseIssue,
  runIssue,
  type IssueRecord,
  type IssueTools,
} from '../../../src/jobs/issue/index.ts';
import { look } from '../../leaks/look.ts';
import { canaries } from '../../unit/port/leaks.ts';
import type { Place, Scenario, Verdict, World } from '../scenario.ts';
import { withOthers } from './others.ts';
import { clockOf, connected, leaksOf, memoryOf, openRemote } from './remote.ts';

const repo = { owner: 'python', name: 'cpython' };
/** In triage; nobody takes it for a vulnerability. */
const ghsaId = 'GHSA-m2pg-3qcr-4vfw';
const upstream = 'python/cpython';

const texts = {
  'issue.title': 'Ham client asks the cookie jar once per redirect chain',
  'issue.body': 'The jar is asked before the first request only.\n\nIt should be asked for each host.',
};

/** A plain bug becomes a public issue, once: confirmed in one window, gone on with in any. */
export const issue: Scenario = {
  job: 'issue',
  open: async () => withOthers(await openRemote({ who: 'coordinator', verdict })),
  async press(place, signal) {
    const tools = toolsOf(place);
    const key = issueKey(tools.github.apiUrl, repo, ghsaId);
    try {
      // What a window keeps of an issue that it opened: then the whole is done.
      if ((await opened(place)) !== null && (await begun(tools, key)) === null) return true;
      const record = (await begun(tools, key)) ?? (await confirmed(tools, signal));
      return await goOn(place, tools, record, signal);
    } finally {
      await releaseIssue(tools, key);
    }
  },
};

function toolsOf(place: Place): IssueTools {
  return {
    github: connected(place),
    store: memoryOf(place),
    lockRoot: join(place.root, 'locks'),
    openedBefore: () => null,
    now: () => clockOf(place),
    wait: async () => undefined,
  };
}

const begun = async ({ store }: IssueTools, key: string) => readIssueRecord(await store.load(key));

async function confirmed(tools: IssueTools, signal: AbortSignal): Promise<IssueRecord> {
  const prepared = await prepareIssue(tools, { repo, ghsaId }, 'bug', signal);
  return confirmIssue(tools.store, prepared, { ...proposeIssue(prepared), texts }, tools.now());
}

async function goOn(place: Place, tools: IssueTools, record: IssueRecord, signal: AbortSignal) {
  let failure: unknown = null;
  let dropped: readonly string[] = [];
  const ended = await runIssue(tools, record, {
    tell: event => (failure = event.state === 'failed' ? event.error : failure),
    keep: link => writeFile(join(place.root, 'link'), String(link.issue)),
    remembered: ({ done }) => (dropped = done.droppedLabels ?? []),
    signal,
  });
  if (ended === 'failed') throw failure;
  // The page says which labels GitHub refused: whoever reads that can set them.
  if (dropped.length > 0) await writeFile(join(place.root, 'dropped'), dropped.join());
  return ended === 'done';
}

const readOf = ({ root }: Place, name: string) => readFile(join(root, name), 'utf8').catch(() => null);
const opened = (place: Place) => readOf(place, 'link');

async function verdict({ sandbox, place }: Pick<World, 'sandbox' | 'place'>): Promise<Verdict> {
  const issues = [...sandbox.store.repo(upstream)!.issues.values()];
  const [first] = issues;
  const report = sandbox.store.advisory(ghsaId)!;
  const secrets = [ghsaId, report.summary, report.description];
  const locks = await readdir(join(place.root, 'locks')).catch(() => []);
  const memory = await readdir(join(place.root, 'memory')).catch(() => []);
  return {
    duplicates: issues.length > 1 ? [`${issues.length} public issues.`] : [],
    lost: [
      ...(first?.title === texts['issue.title'] && first.body === texts['issue.body']
        ? []
        : ['The issue does not say what was confirmed.']),
      ...(first?.labels.join() === 'type-bug' || (await readOf(place, 'dropped')) === 'type-bug'
        ? []
        : ['The label is missing, and nobody was told.']),
      ...((await opened(place)) === String(first?.number) ? [] : ['Its number is not known here.']),
    ],
    leaks: [
      ...(await leaksOf(
        { sandbox, place },
        { allowed: /^\/repos\/python\/cpython\/issues(\/\d+\/labels)?$/, canaries: secrets },
      )),
      ...[...locks, ...memory].map(name => `${name} is left on the machine.`),
      ...look(
        JSON.stringify(issues),
        [...secrets, ...canaries(report.description)].map(text => ({ text })),
      ).map(() => 'A secret is in the issue.'),
    ],
  };
}
