import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../../src/github/index.ts';
import {
  confirmIssue,
  prepareIssue,
  proposeIssue,
  runIssue,
  type IssueDraft,
  type IssueLink,
  type IssueRecord,
  type IssueTools,
  type PreparedIssue,
} from '../../../src/jobs/issue/index.ts';
import type { StepEvent } from '../../../src/jobs/job.ts';
import type { JobStore } from '../../../src/jobs/store.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.ts';
import { violations } from '../../openapi/validate.ts';

export const repo = { owner: 'python', name: 'cpython' };
/** In triage; nobody takes it for a vulnerability. */
export const ham = 'GHSA-m2pg-3qcr-4vfw';

/** A coordinator's machine: a sandbox, and what a public issue is opened with. */
export interface Desk {
  readonly sandbox: Sandbox;
  readonly tools: IssueTools;
  /** What the store holds, by key. */
  readonly records: Map<string, string>;
}

/** One sandbox for many desks: what a test may change in it is as at the start for each. */
export interface Bench {
  desk(): Promise<Desk>;
  close(): Promise<void>;
}

export async function openBench(): Promise<Bench> {
  const sandbox = await startSandbox();
  const root = await mkdtemp(join(tmpdir(), 'ghsa-issue-'));
  const cpython = sandbox.store.repo('python/cpython')!;
  const report = sandbox.store.advisory(ham)!;
  const [next, original] = [cpython.next, structuredClone(report)];
  return {
    async desk() {
      cpython.issues.clear();
      cpython.next = next;
      Object.assign(report, structuredClone(original));
      sandbox.role('octo-coordinator', 'python/cpython', 'write');
      sandbox.heal();
      described(sandbox);
      sandbox.recorder.clear();
      const records = new Map<string, string>();
      const lockRoot = await mkdtemp(join(root, 'desk-'));
      const tools = { github: connected(sandbox), store: storeOf(records), lockRoot };
      return {
        sandbox,
        records,
        tools: {
          ...{ ...tools, openedBefore: () => null, now: () => new Date() },
          wait: async () => undefined,
        },
      };
    },
    async close() {
      described(sandbox);
      await sandbox.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Everything our client sent, and every answer it built on, is as GitHub describes it. */
function described({ recorder }: Sandbox): void {
  assert.deepEqual(recorder.requests.flatMap(violations), []);
}

const connected = (sandbox: Sandbox, who = 'coordinator') =>
  connect({ apiUrl: sandbox.api, token: async () => sandbox.tokens[who]!, throttle: false });

/** As SecretStorage: texts by key. */
function storeOf(records: Map<string, string>): JobStore {
  return {
    load: async key => JSON.parse(records.get(key) ?? 'null') as unknown,
    save: async (key, record) => void records.set(key, JSON.stringify(record)),
    remove: async key => void records.delete(key),
  };
}

/** The same desk in another process, or as somebody else: no ETag, no connection, what was kept. */
export function restarted(at: Desk, who = 'coordinator'): Desk {
  return { ...at, tools: { ...at.tools, github: connected(at.sandbox, who), store: storeOf(at.records) } };
}

export interface Ready {
  readonly prepared: PreparedIssue;
  readonly draft: IssueDraft;
}

/** Prepared, and written by the coordinator. */
export async function written(at: Desk, ghsaId = ham, over: Partial<IssueDraft> = {}): Promise<Ready> {
  const prepared = await prepareIssue(at.tools, { repo, ghsaId });
  const texts = {
    'issue.title': 'Ham client asks the cookie jar once per redirect chain',
    'issue.body': 'The jar is asked before the first request only.\n\nIt should be asked for each host.',
  };
  return { prepared, draft: { ...proposeIssue(prepared), texts, ...over } };
}

export interface Outcome {
  readonly ended: string;
  readonly link: IssueLink | null;
  readonly events: readonly StepEvent[];
}

export async function publish(at: Desk, { prepared, draft }: Ready): Promise<Outcome> {
  return goOn(at, await confirmIssue(at.tools.store, prepared, draft, at.tools.now()));
}

export async function goOn(at: Desk, record: IssueRecord): Promise<Outcome> {
  const events: StepEvent[] = [];
  let link: IssueLink | null = null;
  const ended = await runIssue(at.tools, record, {
    tell: event => events.push(event),
    keep: async kept => void (link = kept),
    remembered: () => undefined,
  });
  return { ended, link, events };
}

/** Public issues, oldest first. */
export function issuesOf({ sandbox }: Desk) {
  return [...sandbox.store.repo('python/cpython')!.issues.values()];
}

/** Calls that change something. */
export function writes({ sandbox }: Desk): string[] {
  return sandbox.recorder.calls
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`);
}
