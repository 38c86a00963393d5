import assert from 'node:assert/strict';
import type { Review } from '../../../src/github/index.ts';
import type { ForkTools } from '../../../src/jobs/fork/types.ts';
import {
  approvalCount,
  approvalsOf,
  approve,
  lineOf,
  listPulls,
  noteApproval,
  notesIn,
  withNote,
  type Approving,
} from '../../../src/jobs/fork/pulls/index.ts';
import { PullDesk } from './pullsHarness.ts';

const commit = '3f1c0aa'.padEnd(40, '0');
const older = 'aaaaaaa'.padEnd(40, '0');
const note = { login: 'octo-coordinator', commit, at: '2026-11-20T13:50:20Z' };
const line = `Approved by @octo-coordinator: commit ${commit}, 2026-11-20 13:50 UTC`;

describe('lines of approval in a description', () => {
  it('name who, which commit and when', () => {
    assert.equal(lineOf(note), line);
    assert.deepEqual(notesIn(line), [{ ...note, at: '2026-11-20T13:50:00Z' }]);
  });

  it('stand after the words, one below the other', () => {
    const one = withNote('As discussed.\r\n', note);
    assert.equal(one, `As discussed.\n\n${line}\n`);
    const two = withNote(one, { ...note, login: 'nutmeg-core' });
    assert.equal(two, `As discussed.\n\n${line}\n${line.replace('octo-coordinator', 'nutmeg-core')}\n`);
    assert.equal(withNote('', note), `${line}\n`);
    assert.equal(notesIn(two.replaceAll('\n', '\r\n')).length, 2);
  });

  it('are no approval where they say something else', () => {
    for (const text of [`Not ${line}`, `> ${line}`, line.replace(commit, '3f1c0aa'), `${line}, nearly`])
      assert.deepEqual(notesIn(text), [], text);
  });

  it('are no approval as a quotation of code, nor where nobody sees them', () => {
    for (const text of [
      `\`\`\`text\n${line}\n\`\`\``,
      `~~~\n\n${line}`,
      `<!--\n${line}\n-->`,
      `<!--\n\n${line}\n`,
    ])
      assert.deepEqual(notesIn(text), [], text);
    for (const text of [`\`\`\`\ncode\n\`\`\`\n${line}`, `<!-- a -->\n${line}`, `\`a\`\n${line}\n~~~\nb`])
      assert.equal(notesIn(text).length, 1, text);
    const open = withNote('```\ncode\n', note);
    assert.equal(open, `${line}\n\n\`\`\`\ncode\n`);
  });
});

describe('who approves', () => {
  const review = (login: string, state: string, of = commit): Review => ({
    login,
    state,
    commit: of,
    at: null,
  });
  const names = (body: string, verdicts: readonly Review[]) =>
    approvalsOf({ body, headSha: commit, author: 'oregano-core' }, verdicts).map(
      ({ login, current, noted }) => `${login}${current ? '' : ', older'}${noted ? ', noted' : ''}`,
    );

  it('counts each person once, by the newest', () => {
    assert.deepEqual(names(line, [review('Octo-Coordinator', 'APPROVED')]), ['Octo-Coordinator']);
    assert.deepEqual(names(line, [review('octo-coordinator', 'APPROVED', older)]), [
      'octo-coordinator, noted',
    ]);
    assert.deepEqual(names(`${line.replace(commit, older)}\n${line}`, []), ['octo-coordinator, noted']);
    assert.deepEqual(names(`${line}\n${line.replace(commit, older)}`, []), ['octo-coordinator, noted']);
    assert.deepEqual(names(line.replace(commit, older), []), ['octo-coordinator, older, noted']);
  });

  it('counts those of the commit that is there now, and never the author', () => {
    const count = (body: string, ...verdicts: Review[]) =>
      approvalCount({ body, headSha: commit, author: 'octo-coordinator' }, verdicts);
    assert.equal(count(line), 0);
    assert.equal(count(line.replace('octo-coordinator', 'nutmeg-core')), 1);
    assert.equal(count('', review('nutmeg-core', 'APPROVED', older), review('basil-rm', 'APPROVED')), 1);
  });

  it('does not count who asks for changes', () => {
    assert.deepEqual(names(line, [review('octo-coordinator', 'CHANGES_REQUESTED')]), []);
  });
});

describe('the approval of a private pull request', function () {
  this.timeout(60_000);
  const desk = PullDesk.open();
  let tools: ForkTools;
  let what: Approving;
  beforeEach(async () => {
    tools = await desk.tools();
    const fork = desk.forkOf();
    const [pull] = await tools.github.pulls.list(fork, { state: 'open' });
    what = { fork, number: pull!.number, commit: pull!.headSha, login: 'octo-coordinator' };
  });

  const issue = () => desk.sandbox.store.repo(what.fork)!.issues.get(what.number)!;
  const last = async () => (await listPulls(tools, what.fork, null))[0]!.approvals.at(-1);

  it('is a review of that commit, once', async () => {
    assert.deepEqual(await approve(tools, what), { kind: 'reviewed' });
    assert.deepEqual(await approve(tools, what), { kind: 'there' });
    assert.deepEqual(desk.writes(), [`POST /repos/${what.fork}/pulls/1/reviews`]);
    const { login, current, noted } = (await last())!;
    assert.deepEqual([login, current, noted], ['octo-coordinator', true, false]);
    assert.equal(issue().pull!.reviews.at(-1)!.commit, what.commit);
  });

  it('is there when its answer was lost', async () => {
    desk.sandbox.fail({ method: 'POST', path: '/reviews', status: 502, effect: 'after' });
    assert.deepEqual(await approve(tools, what), { kind: 'reviewed' });
    assert.equal(desk.writes().length, 1);
  });

  it('is a line of the description where GitHub takes no review', async () => {
    desk.sandbox.knobs({ forkReviews: false });
    const answer = await approve(tools, what);
    assert.ok(answer.kind === 'refused');
    assert.equal(answer.line, `Approved by @octo-coordinator: commit ${what.commit}, 2026-11-20 13:50 UTC`);
    assert.equal(issue().body, 'Compares the length with what is left, as discussed in the advisory.');
    // Somebody writes meanwhile: nothing of that is lost.
    issue().body += '\n\nSee the third test.';
    assert.deepEqual(await noteApproval(tools, what, answer.note), { kind: 'noted' });
    assert.deepEqual(await noteApproval(tools, what, answer.note), { kind: 'there' });
    assert.deepEqual(await approve(tools, what), { kind: 'there' });
    assert.ok(issue().body.includes('See the third test.') && issue().body.endsWith(`${answer.line}\n`));
    assert.equal((await last())!.noted, true);
  });

  it('is nothing of a pull request of one’s own', async () => {
    const theirs = await desk.tools('oregano-core');
    const own = { ...what, login: 'oregano-core' };
    await assert.rejects(approve(theirs, own), {
      kind: 'own',
      message: '#1 is your own; ask another member to approve it.',
    });
    const forged = { login: 'oregano-core', commit: what.commit, at: note.at };
    await assert.rejects(noteApproval(theirs, own, forged), { kind: 'own' });
    assert.deepEqual(desk.writes(), []);
  });

  it('is of nothing that was not shown', async () => {
    await assert.rejects(approve(tools, { ...what, commit: older }), { kind: 'changed' });
    issue().state = 'closed';
    await assert.rejects(approve(tools, what), {
      kind: 'closed',
      message: '#1 is closed. Nothing was sent.',
    });
    assert.deepEqual(desk.writes(), []);
  });

  it('fails where GitHub is broken', async () => {
    desk.sandbox.fail({ method: 'POST', path: '/reviews', status: 502 });
    await assert.rejects(approve(tools, what), { kind: 'server' });
  });
});
