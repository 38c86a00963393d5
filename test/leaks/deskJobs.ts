import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { RepoRef } from '../../src/advisory/model.ts';
import { changeState, createAdvisory } from '../../src/jobs/decide/index.ts';
import {
  confirmIssue,
  issueKey,
  prepareIssue,
  proposeIssue,
  readIssueRecord,
  releaseIssue,
  runIssue,
  type IssueDraft,
  type IssuePurpose,
  type IssueTools,
} from '../../src/jobs/issue/index.ts';
import type { JobStore } from '../../src/jobs/store.ts';
import { publish as publishJob, requestCve } from '../../src/jobs/publish/index.ts';
import { postOnce } from '../../src/jobs/save/index.ts';
import { movedToPublicIssue, notAVulnerability, reportFromMail } from '../../src/texts/index.ts';
import { DiscussionModel } from '../../src/ui/editor/discussion.ts';
import { PublishModel } from '../../src/ui/publish/model.ts';
import { jar, jarId, shelf } from '../unit/publish/harness.ts';
import { ids } from './jobs.ts';
import type { Machine } from './machine.ts';

const cpython: RepoRef = { owner: 'python', name: 'cpython' };

/** What a person types in these jobs, and who wrote to the response team. */
export const typed = {
  comment: 'The marzipan walrus opens the second door of the cookie jar.',
  mail: {
    from: 'clove@bakery.example',
    title: 'Bagel decoder follows the hole twice',
    body: 'The pumpernickel heron walks through the hole of the bagel twice.',
  },
} as const;

/** What everybody may read of a plain bug and of a fix that is made in public. */
export const publicTexts: Readonly<Record<IssuePurpose, IssueDraft['texts']>> = {
  bug: {
    'issue.title': 'Ham client asks the cookie jar once per redirect chain',
    'issue.body': 'The jar is asked before the first request only.\n\nIt should be asked for each host.',
  },
  fix: {
    'issue.title': 'Egg codec stops at an empty shell',
    'issue.body': 'Decoding an empty shell never ends.\n\nIt should say that nothing is in it.',
  },
};

/** The draft of Medium severity that may be fixed in public. */
export const egg = 'GHSA-8p9q-rvwx-2345';

/** As SecretStorage has them. */
export function records(): JobStore & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    load: async key => JSON.parse(kept.get(key) ?? 'null') as unknown,
    save: async (key, record) => void kept.set(key, JSON.stringify(record)),
    remove: async key => void kept.delete(key),
  };
}

/** The end of an advisory: closed by an admin, or by the bot's tag; the reporter is told once. */
export async function close(at: Machine, who: 'admin' | 'coordinator'): Promise<void> {
  const github = at.github(who);
  const login = at.sandbox.logins[who];
  const seen = await github.advisories.get(cpython, ids.ham);
  const how = who === 'admin' ? ({ way: 'patch' } as const) : ({ way: 'tag', tag: 'INVALID' } as const);
  const outcome = await changeState({ github, repo: cpython, ghsaId: ids.ham, login }, seen, 'close', how);
  assert.ok('advisory' in outcome, outcome.kind);
  await postOnce(github.advisories, outcome.advisory, login, notAVulnerability());
}

/** A comment in the box of the discussion. The model is that of the page, which stays open over a failure. */
export function discussion(at: Machine): () => Promise<void> {
  const github = at.github('coordinator');
  const model = github.advisories.get(cpython, ids.spam).then(
    advisory =>
      new DiscussionModel({
        ...{ repo: cpython, ghsaId: ids.spam, advisory: () => advisory, others: () => [] },
        ...{ github: async () => github, expired: async () => undefined, patience: 30_000 },
        log: error => assert.ifError(error),
        now: () => new Date(),
      }),
  );
  return async () => {
    const page = await model;
    await page.post(typed.comment, at.sandbox.logins.coordinator);
    await page.settled();
    await page.similar.find();
  };
}

/** A mail on the clipboard becomes a draft. */
export async function fromMail(at: Machine): Promise<void> {
  const { from, title, body } = typed.mail;
  const mail = `From: Clove <${from}>\nTo: security@desk.example\nSubject: ${title}\n\n${body}\n`;
  const login = at.sandbox.logins.admin;
  const made = await createAdvisory(
    { github: at.github('admin'), repo: cpython, login },
    reportFromMail(mail),
  );
  assert.ok(made.kind === 'done' || made.kind === 'there', made.kind);
}

/** A draft of another project is shown to everybody by its page. */
export async function publish(at: Machine): Promise<void> {
  const github = at.github('admin');
  const parts = { github, repo: shelf, ghsaId: jar, login: at.sandbox.logins.admin };
  const seen = await github.advisories.get(shelf, jar);
  if (seen.state === 'published') return;
  const model = new PublishModel(
    { sandbox: true, merged: true, publish: (read, confirmed) => publishJob(parts, read, confirmed) },
    seen,
  );
  model.confirm(jarId);
  await model.makePublic(model.state.view);
}

/** GitHub is asked for the id of a CVE. */
export async function cve(at: Machine): Promise<void> {
  const github = at.github('admin');
  const parts = { github, repo: shelf, ghsaId: jar, login: at.sandbox.logins.admin };
  await requestCve(parts, await github.advisories.get(shelf, jar), jarId);
}

/** A public issue by itself, gone on with where a window before left it; the reporter of a plain bug is told of it. */
export async function issue(at: Machine, store: JobStore, purpose: IssuePurpose): Promise<void> {
  const github = at.github('coordinator');
  const ghsaId = purpose === 'bug' ? ids.ham : egg;
  const tools: IssueTools = {
    ...{ github, store, lockRoot: join(at.disk, 'storage', 'locks') },
    ...{ openedBefore: () => null, now: () => new Date() },
  };
  const key = issueKey(github.apiUrl, cpython, ghsaId);
  let number: number | null = null;
  try {
    const prepared = async () => {
      const begun = await prepareIssue(tools, { repo: cpython, ghsaId }, purpose);
      const draft = { ...proposeIssue(begun), texts: publicTexts[purpose] };
      return confirmIssue(tools.store, begun, draft, tools.now());
    };
    const record = readIssueRecord(await store.load(key)) ?? (await prepared());
    let failure: unknown = null;
    const ended = await runIssue(tools, record, {
      tell: event => (failure = event.state === 'failed' ? event.error : failure),
      keep: async link => void (number = link.issue),
      remembered: () => undefined,
    });
    if (ended === 'failed') throw failure;
  } finally {
    await releaseIssue(tools, key);
  }
  if (purpose === 'fix') return;
  const url = `${at.sandbox.git}/python/cpython/issues/${number}`;
  const seen = await github.advisories.get(cpython, ghsaId);
  await postOnce(github.advisories, seen, at.sandbox.logins.coordinator, movedToPublicIssue(url));
}
