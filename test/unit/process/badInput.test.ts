import assert from 'node:assert/strict';
import type { Advisory, AdvisoryState } from '../../../src/advisory/model.ts';
import { assess, readersOf, roleOf, type Facts } from '../../../src/process/index.ts';
import { ago, factsOf, me, oneDay, pip, plain, prepared, said } from './facts.ts';
import { order } from './expected.ts';

/** Assesses it in every project and role; nothing throws, and all steps are there. */
function survives(changes: Partial<Advisory>, parts: Partial<Facts> = {}): void {
  for (const profile of [parts.profile, pip, plain]) {
    for (const role of ['admin', 'collaborator', 'reporter', 'outsider'] as const) {
      for (const state of ['triage', 'draft', 'published', 'closed'] as const) {
        const facts = factsOf({ ...parts, ...(profile && { profile }), role }, { state, ...changes });
        const { steps } = assess(facts);
        assert.deepEqual(
          steps.map(({ id }) => id),
          order,
        );
        assert.doesNotMatch(JSON.stringify(steps), /NaN|Invalid|undefined/);
        readersOf({ advisory: facts.advisory, teams: {}, admins: null });
        roleOf({ advisory: facts.advisory, me, permissions: null, mayChangeState: null });
      }
    }
  }
}

describe('bad input', () => {
  it('of dates: unreadable, empty, in the future', () => {
    for (const at of ['', 'soon', '2026-13-45', '9999-12-31T23:59:59Z', ago(-3 * oneDay)]) {
      survives(
        { createdAt: at, updatedAt: at, publishedAt: at },
        {
          progress: {
            asked: { tag: 'ACCEPTED', at },
            creditAskedAt: at,
            cveAskedAt: at,
            announcedAt: at,
          },
        },
      );
      assert.equal(assess(factsOf({}, { createdAt: at })).due, false);
      const asked = factsOf({ profile: pip, progress: { cveAskedAt: at } });
      assert.equal(said(asked, 'cve'), 'waiting: asked cna@python.org');
    }
  });

  it('of people: no credits, deleted accounts, names that are no logins', () => {
    survives({ credits: [], author: null, users: [], teams: [] });
    const strange = 'Spam parser reads\u202e <img>';
    survives({
      users: [strange],
      teams: [strange],
      credits: [{ login: strange, type: 'remediation_developer' }],
    });
    for (const type of ['coordinator', 'reporter', 'remediation_developer'] as const) {
      const facts = factsOf(
        {},
        { author: strange, credits: [{ login: strange, type }], users: [strange], teams: [strange] },
      );
      const words = JSON.stringify(assess(facts).steps);
      assert.doesNotMatch(words, /Spam|img|\u202e/);
      assert.match(words, /somebody/);
    }
  });

  it('of states that we do not know: nothing is offered, and the coordinator sees why', () => {
    for (const state of ['archived', '', 'DRAFT'] as string[] as AdvisoryState[]) {
      survives({ state });
      const facts = factsOf({ role: 'admin' }, { ...prepared, state });
      const { move, next, steps } = assess(facts);
      assert.deepEqual([move, next], ['waiting', null]);
      assert.equal(said(facts, 'determination'), 'waiting: unknown state on GitHub');
      assert.ok(steps.every(({ action }) => action === null));
      assert.equal(assess({ ...facts, me: 'somebody-else' }).move, 'other');
    }
  });

  it('of titles: two tags, a tag inside the text, nothing but a tag', () => {
    for (const title of [
      '[ACCEPTED] [INVALID] Spam',
      'Spam [closed] parser',
      '[ACCEPTED]',
      '',
      '[[ACCEPTED]]',
    ])
      survives({ title });
    const two = factsOf({}, { state: 'triage', title: '[ACCEPTED] [INVALID] Spam' });
    assert.equal(assess(two).steps[1]!.label, 'Reject');
    const inside = factsOf({}, { state: 'triage', title: 'Spam [closed] parser' });
    assert.equal(assess(inside).move, 'waiting');
  });

  it('of numbers and vectors', () => {
    survives({ cveId: '', cvssV4: { vector: '', score: null }, cvssV3: { vector: '', score: null } });
    survives({ cveId: 'CVE-2026-1 and more', severity: null }, { portStopped: '' });
    survives(prepared, { pulls: [{ number: 1, state: 'draft', merged: false, headSha: '', approvals: -1 }] });
    survives(prepared, {
      publicFix: {
        issue: 0,
        pull: 0,
        state: null,
        missingLabels: null,
        backportsAsked: null,
        backports: null,
      },
    });
  });

  it('keeps what the report says out of every word', () => {
    const secret = 'marmalade';
    const facts = factsOf(
      { pulls: [{ number: 1, state: 'open', merged: false, headSha: '', approvals: 0 }] },
      {
        title: `${secret} [ACCEPTED]`,
        description: secret,
        cveId: secret,
        products: [{ ecosystem: 'other', name: secret, range: secret, patched: secret, functions: [secret] }],
        cvssV3: { vector: `CVSS:${secret}`, score: 1 },
        cweIds: [secret],
        privateFork: `python/${secret}`,
      },
    );
    for (const state of ['triage', 'draft', 'published', 'closed', 'withdrawn'] as const) {
      const found = assess({ ...facts, advisory: { ...facts.advisory, state } });
      assert.doesNotMatch(JSON.stringify(found), new RegExp(secret));
    }
  });
});
