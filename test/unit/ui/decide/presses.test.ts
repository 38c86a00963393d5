import assert from 'node:assert/strict';
import type { Advisory } from '../../../../src/advisory/model.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import type { Decision } from '../../../../src/ui/decide/fits.ts';
import type { DeskParts } from '../../../../src/ui/decide/parts.ts';
import { listOn } from '../advisories/parts.ts';
import { personAtWindow, type Person } from './window.ts';

const { Desk } = await import('../../../../src/ui/decide/desk.ts');
const { Commands } = await import('../../../../src/ui/common/commands.ts');

/** Triage, octo-coordinator's, reported by somebody else. */
const ham = 'GHSA-m2pg-3qcr-4vfw';
/** Triage, nobody's. */
const butter = 'GHSA-p3q4-r5v6-w7x8';

describe('a press of a command', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let list: ReturnType<typeof listOn>;
  let person: Person;
  let front: string | null;
  /** The public issue that its page opened. */
  let issue: { url: string } | null;
  let who: string;
  let desk: InstanceType<typeof Desk>;
  /** The states that open pages were told. */
  let pages: string[];

  before(async () => void (sandbox = await startSandbox()));
  beforeEach(async () => {
    await sandbox.reset();
    sandbox.heal();
    front = null;
    issue = null;
    pages = [];
    who = 'coordinator';
    person = personAtWindow();
  });
  after(() => sandbox.stop());

  const known = (id: string) => list.model.advisories.find(({ ghsaId }) => ghsaId === id)!;
  const comments = async (id: string) =>
    (await list.github.advisories.comments({ owner: 'python', name: 'cpython' }, id))!.map(
      ({ body }) => body,
    );

  async function open(): Promise<void> {
    list = listOn(sandbox, { token: () => sandbox.tokens[who]! });
    await list.model.refresh();
    const log = { error: () => undefined, show: () => undefined };
    desk = new Desk({
      ...{ model: list.model, progress: list.progress, github: async () => list.github },
      commands: new Commands(log as never),
      issues: async () => ({ open: async () => issue }),
      editors: async () => ({
        active: front === null ? null : known(front),
        newer: (some: readonly Advisory[]) => void pages.push(...some.map(({ state }) => state)),
      }),
      report: assert.ifError,
    } as unknown as DeskParts);
  }

  const press = (decision: Decision, id: string, ...answers: (RegExp | null)[]) => {
    person.answers = answers;
    return desk.decide(decision, { kind: 'advisory', advisory: known(id) });
  };
  const pressWith = (
    text: string,
    written: boolean,
    decision: Decision,
    id: string,
    ...answers: (RegExp | null)[]
  ) => {
    person.answers = answers;
    return desk.decide(decision, { kind: 'advisory', advisory: known(id) }, { text, written });
  };

  it('rejects, says so, and keeps the reply that could not be posted', async () => {
    sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    await open();
    sandbox.fail({ method: 'POST', path: '/comments', status: 502 });
    person.presses = ['Post Again'];
    await press('reject', ham, /^Invalid$/, /Post this comment$/);
    const said = await person.hears(3);
    assert.deepEqual([...said].sort(), [
      '4vfw is closed, but the comment was not posted.',
      '4vfw is closed.',
      'The comment is in the discussion of 4vfw.',
    ]);
    assert.equal((await comments(ham)).length, 1);
  });

  it('posts the reply of a rejection whose answer was lost, when it is pressed again', async () => {
    sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    await open();
    sandbox.fail({ method: 'PATCH', path: '/security-advisories/', status: 502, effect: 'after' });
    await assert.rejects(press('reject', ham, /^Invalid$/, /Post this comment$/), { kind: 'server' });
    assert.deepEqual(await comments(ham), []);
    await press('reject', ham, /^Invalid$/, /Post this comment$/);
    assert.deepEqual(await person.hears(1), ['4vfw is closed already.']);
    assert.equal((await comments(ham)).length, 1);
  });

  it('tells an open page what became of its advisory', async () => {
    sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    await open();
    await press('reject', ham, /^Invalid$/, /Without a comment$/);
    assert.deepEqual([...new Set(pages)], ['closed']);
  });

  it('rejects with the reply that it was given, and proposes it again when it is asked again', async () => {
    sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    await open();
    const reply = 'It is no vulnerability.\n\n- Documented behaviour.';
    assert.equal(await pressWith(reply, false, 'reject', ham, /^Invalid$/, null), null);
    assert.deepEqual(
      person.offered[1]?.filter(label => /vulnerability|Documented/.test(label)),
      ['It is no vulnerability.', '- Documented behaviour.'],
    );
    assert.deepEqual(await comments(ham), [], 'the question was left');
    const posted = await pressWith(reply, false, 'reject', ham, /^Invalid$/, /Post this comment$/);
    assert.deepEqual([posted, await comments(ham)], [reply, [reply]]);
  });

  it('proposes the words again that were typed, until they were sent', async () => {
    sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    await open();
    const words = 'It is documented behaviour.⏎Thank you.';
    const typed = () => (person.types = [words]);
    const rejected = (...answers: RegExp[]) => press('reject', ham, /^Invalid$/, ...answers);
    sandbox.fail({ method: 'PATCH', path: '/security-advisories/', status: 502 });
    typed();
    await assert.rejects(rejected(/Change the words/, /Post this comment$/), { kind: 'server' });
    person.offered.length = 0;
    await press('reject', ham, /^Duplicate of/, /^Butter/, null as never);
    assert.ok(!person.offered[2]!.includes('Thank you.'), 'another reason has other words');
    person.offered.length = 0;
    assert.equal(await rejected(/Post this comment$/), words.replace('⏎', '\n'));
    assert.ok(person.offered[1]!.includes('It is documented behaviour.'));
    assert.deepEqual(await comments(ham), [words.replace('⏎', '\n')]);
  });

  it('proposes its own words again once those that were typed were sent', async () => {
    await open();
    const asked = (...answers: RegExp[]) => press('askCredit', ham, ...answers);
    const typed = () => (person.types = ['Which name may we print?']);
    const proposed = () => person.offered.splice(0).map(rows => rows.includes('Which name may we print?'));
    sandbox.fail({ method: 'POST', path: '/comments', status: 502 });
    typed();
    await assert.rejects(asked(/Change the words/, /Post this comment$/), { kind: 'server' });
    assert.deepEqual(proposed(), [false, true]);
    await asked(/Post this comment$/);
    assert.deepEqual([proposed(), await comments(ham)], [[true], ['Which name may we print?']]);
    await press('askCredit', ham, /^Ask again/, null as never);
    assert.deepEqual(proposed(), [false, false]);
  });

  it('does not propose to one account what another one typed', async () => {
    sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    await open();
    sandbox.fail({ method: 'PATCH', path: '/security-advisories/', status: 502 });
    person.types = ['My words.'];
    await assert.rejects(press('reject', ham, /^Invalid$/, /Change the words/, /Post this comment$/));
    who = 'admin';
    list.model.reset();
    await list.model.refresh();
    person.offered.length = 0;
    await press('reject', ham, /^Invalid$/, null);
    assert.ok(!person.offered[1]!.includes('My words.'));
  });

  it('calls nothing posted that was there already', async () => {
    sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    await open();
    await list.github.advisories.addComment({ owner: 'python', name: 'cpython' }, ham, 'Thank you.');
    const posted = await pressWith('Thank you.', true, 'reject', ham, /^Invalid$/, /Post this comment$/);
    assert.deepEqual([posted, await comments(ham)], [null, ['Thank you.']]);
  });

  it('proposes what a person wrote for a duplicate, too', async () => {
    sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    await open();
    await pressWith('My words.', true, 'reject', ham, /^Duplicate of/, /^Butter/, /Post this comment$/);
    assert.deepEqual(await comments(ham), ['My words.']);
  });

  it('proposes what a person wrote below the link of a public issue', async () => {
    const url = 'https://github.com/python/cpython/issues/210777';
    issue = { url };
    await open();
    await pressWith('My words.', true, 'reject', ham, /public issue first/, null);
    const told = person.offered[1]!;
    assert.deepEqual([told.includes(url), told.includes('My words.')], [true, true]);
    await pressWith(`Look at ${url}.`, true, 'reject', ham, /public issue first/, null);
    assert.ok(person.offered[3]!.includes(`Look at ${url}.`));
    assert.ok(!person.offered[3]!.some(row => row.includes('Thanks for your report')));
    await pressWith('Judged.', false, 'reject', ham, /public issue first/, null);
    assert.ok(!person.offered[5]!.includes('Judged.'));
  });

  it('says of a duplicate that it is one, whatever was judged', async () => {
    sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    await open();
    await pressWith('My reasons.', false, 'reject', ham, /^Duplicate of/, /^Butter/, /Post this comment$/);
    const [said] = await comments(ham);
    assert.match(said!, /is a duplicate/);
  });

  it('accepts with the reply that it was given', async () => {
    sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    await open();
    await pressWith('It is one. Thank you.', true, 'accept', ham, /^Move to draft/, /Post this comment$/);
    assert.deepEqual(await comments(ham), ['It is one. Thank you.']);
  });

  it('says before anything is sent that a reply is too long to be posted', async () => {
    sandbox.role('octo-coordinator', 'python/cpython', 'admin');
    await open();
    const reply = 'x'.repeat(65_537);
    await pressWith(reply, true, 'reject', ham, /^Invalid$/, /Post this comment$/);
    assert.match(person.offered[1]![0]!, /A comment has at most 65,536 characters/);
    assert.deepEqual([(await comments(ham)).length, sandbox.store.advisory(ham)!.state], [0, 'triage']);
  });

  it('without its row writes nothing to the page in front', async () => {
    await open();
    front = butter;
    person.answers = [null];
    const before = sandbox.recorder.writes().length;
    await desk.decide('volunteer', undefined);
    assert.match(person.offered[0]![0]!, /^Butter/, 'it stands first');
    await desk.doAction(undefined, 'score');
    assert.deepEqual(await person.hears(1), ['The row was drawn anew. Press again.']);
    assert.equal(sandbox.recorder.writes().length, before);
  });

  it('asks the bot again without moving the time of the first request', async () => {
    await open();
    const at = '2026-11-01T10:20:00.000Z';
    await press('accept', ham, /^Ask the bot/, /Without a comment$/);
    assert.match((await person.hears(1))[0]!, /^\[ACCEPTED\] is in the title of 4vfw\./);
    await list.progress.update(known(ham), { asked: { tag: 'ACCEPTED', at } });
    await press('accept', ham, /^Ask the bot/, /Without a comment$/);
    assert.match((await person.hears(2))[1]!, /^\[ACCEPTED\] is in the title of 4vfw already\./);
    assert.equal(list.progress.of(known(ham)).asked?.at, at);
  });

  it('says what was done although the account left meanwhile, and the next one undoes nothing', async () => {
    await open();
    const { take } = list.model;
    list.model.take = advisory => {
      take.call(list.model, advisory);
      list.model.reset();
      who = 'admin';
    };
    person.presses = ['Undo'];
    await press('volunteer', butter);
    const said = await person.hears(2);
    assert.deepEqual(said, [
      'You coordinate w7x8 now.',
      'The account was changed meanwhile. Nothing was sent.',
    ]);
  });
});
