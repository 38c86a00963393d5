import assert from 'node:assert/strict';
import type { Progress } from '../../../../src/process/index.ts';
import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import type { DeskParts } from '../../../../src/ui/decide/parts.ts';
import { signingSections, ticked } from '../../../../src/ui/decide/signingRows.ts';
import { listOn } from '../advisories/parts.ts';
import { personAtWindow, type Person } from './window.ts';

const { Desk } = await import('../../../../src/ui/decide/desk.ts');
const { Commands } = await import('../../../../src/ui/common/commands.ts');

/** Triage, octo-coordinator's, reported by parsley-dev. */
const ham = 'GHSA-m2pg-3qcr-4vfw';
/** Draft. */
const jam = 'GHSA-8p9q-rvwx-2345';
const now = new Date('2026-11-20T12:00:00Z');
const then = '2026-11-12T12:00:00Z';

describe('the rows of a code-signing report', () => {
  const labels = (progress: Progress, only: Parameters<typeof signingSections>[2] = null) =>
    signingSections(progress, now, only).flatMap(({ rows }) => rows.map(({ label }) => label));

  it('are none where it is handled as any other', () =>
    assert.deepEqual(signingSections({}, now, 'signingEvidence'), []));

  it('are those of one step, with what is to be done', () => {
    const [section, ...others] = signingSections({ signing: { checksums: then } }, now, 'signingEvidence');
    assert.deepEqual(others, []);
    assert.deepEqual(
      section!.rows.map(({ label, description }) => [label, description]),
      [
        ['$(check) Checksums', 'done 12 Nov'],
        ['$(circle-large-outline) Signatures', 'not yet'],
        ['$(comment) Ask the reporter for both…', undefined],
      ],
    );
    assert.match(section!.rows[1]!.detail!, /signatures of these binaries/);
  });

  it('allow precautions at once, and revocation after the verification only', () => {
    assert.ok(labels({ signing: {} }).includes('$(circle-large-outline) Precautions'));
    const revoked = (progress: Progress) => labels(progress, 'signingRevocation');
    assert.deepEqual(revoked({ signing: {} }), []);
    assert.deepEqual(revoked({ signing: { artifacts: then } }), []);
    assert.deepEqual(revoked({ signing: {}, signingVerdict: 'genuine' }), [], 'nobody checked anything');
    assert.deepEqual(revoked({ signing: { artifacts: then }, signingVerdict: 'not-genuine' }), []);
    assert.deepEqual(revoked({ signing: { artifacts: then }, signingVerdict: 'genuine' }), [
      '$(circle-large-outline) Revocation',
    ]);
    assert.deepEqual(
      revoked({ signing: { revoked: then } }),
      ['$(check) Revocation'],
      'a fact can be corrected',
    );
  });

  it('call a report genuine only after a check, and let a verdict be taken back', () => {
    const verdicts = (progress: Progress) =>
      labels(progress, 'signingVerification').filter(label => label.includes('genuine'));
    assert.deepEqual(verdicts({ signing: {} }), ['$(circle-slash) The report is not genuine']);
    assert.deepEqual(verdicts({ signing: { auditLogs: then } }), [
      '$(warning) The report is genuine',
      '$(circle-slash) The report is not genuine',
    ]);
    assert.deepEqual(verdicts({ signing: { auditLogs: then }, signingVerdict: 'genuine' }), [
      '$(discard) Take back: genuine',
    ]);
  });

  it('tick and untick; a verdict falls with the last check that it stands on', () => {
    assert.deepEqual(ticked({ signing: { checksums: then } }, 'artifacts', now), {
      signing: { checksums: then, artifacts: now.toISOString() },
    });
    assert.deepEqual(ticked({ signing: { checksums: then } }, 'checksums', now), { signing: {} });
    const two: Progress = { signing: { artifacts: then, validity: then }, signingVerdict: 'genuine' };
    assert.deepEqual(ticked(two, 'validity', now), { signing: { artifacts: then } });
    assert.deepEqual(ticked({ ...two, signing: { artifacts: then } }, 'artifacts', now), {
      signing: {},
      signingVerdict: undefined,
    });
  });
});

describe('a code-signing report on the desk', function () {
  this.timeout(30_000);
  let sandbox: Sandbox;
  let list: ReturnType<typeof listOn>;
  let person: Person;
  let desk: InstanceType<typeof Desk>;

  before(async () => void (sandbox = await startSandbox()));
  beforeEach(async () => {
    await sandbox.reset();
    person = personAtWindow();
    list = listOn(sandbox);
    await list.model.refresh();
    const log = { error: () => undefined, show: () => undefined };
    desk = new Desk({
      ...{ model: list.model, progress: list.progress, github: async () => list.github },
      commands: new Commands(log as never),
      editors: async () => ({ active: null, newer: () => undefined }),
    } as unknown as DeskParts);
  });
  after(() => sandbox.stop());

  const known = (id: string) => list.model.advisories.find(({ ghsaId }) => ghsaId === id)!;
  const row = (id: string, step?: string) => ({
    ...{ kind: step ? 'step' : 'advisory', advisory: known(id) },
    ...(step ? { step: { id: step } } : {}),
  });
  const progress = () => list.progress.of(known(ham));
  const step = (id: string) => list.model.assessment(known(ham)).steps.find(entry => entry.id === id);
  const next = () => list.model.assessment(known(ham)).next?.id;
  const press = (command: 'signing' | 'handleAsSigning', at: unknown, ...answers: (RegExp | null)[]) => {
    person.answers = answers;
    return desk.decide(command, at);
  };

  it('gets its steps by a press in triage, and loses them by the undo', async () => {
    assert.equal(step('signingEvidence'), undefined);
    await press('handleAsSigning', row(ham));
    assert.deepEqual(await person.hears(1), ['4vfw is handled as a code-signing report.']);
    assert.deepEqual(progress().signing, {});
    assert.equal(next(), 'signingEvidence');
    person.presses = ['Undo'];
    await press('handleAsSigning', row(ham));
    assert.equal((await person.hears(2))[1], '4vfw is handled as a code-signing report already.');
    await press('signing', row(ham), /No code-signing report after all/);
    await person.hears(3);
    assert.equal(person.said[2], '4vfw is handled as any other report.');
    assert.deepEqual(progress().signing, {}, 'the undo brought it back');
  });

  it('is offered for a draft, too, and its list only where it is one', async () => {
    await press('signing', row(jam));
    await press('handleAsSigning', row(jam));
    assert.deepEqual(await person.hears(2), [
      '2345 is not handled as a code-signing report.',
      '2345 is handled as a code-signing report.',
    ]);
    assert.deepEqual(list.progress.of(known(jam)).signing, {});
  });

  it('asks the reporter with the template, once, and remembers when', async () => {
    await press('handleAsSigning', row(ham));
    await press('signing', row(ham, 'signingEvidence'), /Ask the reporter/, /Post this comment$/, null);
    const comments = (await list.github.advisories.comments(known(ham).repo, ham))!;
    assert.equal(comments.length, 1);
    assert.match(comments[0]!.body, /checksum\(s\)[\s\S]*signature\(s\)/);
    assert.equal(typeof progress().signingAskedAt, 'string');
    assert.equal(step('signingEvidence')!.state, 'waiting');
    await press('signing', row(ham, 'signingEvidence'), /Ask the reporter/, /Asked elsewhere already$/, null);
    assert.equal((await list.github.advisories.comments(known(ham).repo, ham))!.length, 1);
  });

  it('asks nothing where the question is left, and goes on with the list', async () => {
    await press('handleAsSigning', row(ham));
    await press('signing', row(ham, 'signingEvidence'), /Ask the reporter/, null, /Checksums$/, null);
    assert.equal(progress().signingAskedAt, undefined);
    assert.deepEqual(Object.keys(progress().signing!), ['checksums']);
  });

  it('puts the words onto the clipboard where comments cannot be written', async () => {
    sandbox.knobs({ comments: false });
    await press('handleAsSigning', row(ham));
    await press('signing', row(ham, 'signingEvidence'), /Ask the reporter/, /Post this comment$/, null);
    assert.ok((await person.hears(2)).some(words => words.includes('is on the clipboard')));
    assert.equal(typeof progress().signingAskedAt, 'string');
  });

  it('goes from evidence over verification to revocation, and revokes nothing before', async () => {
    await press('handleAsSigning', row(ham));
    await press('signing', row(ham, 'signingRevocation'));
    assert.match((await person.hears(2))[1]!, /^Nothing is revoked for 4vfw before its verification/);
    await press('signing', row(ham, 'signingEvidence'), /Checksums$/, /Signatures$/, null);
    assert.equal(next(), 'signingVerification');
    await press('signing', row(ham, 'signingVerification'), /Build artifacts$/, /report is genuine$/, null);
    assert.equal(progress().signingVerdict, 'genuine');
    assert.equal(next(), 'signingRevocation');
    await press('signing', row(ham, 'signingRevocation'), /\) Revocation$/, null);
    assert.equal(step('signingRevocation')!.state, 'done');
    assert.equal(next(), 'determination');
  });

  it('that is not genuine is rejected next', async () => {
    await press('handleAsSigning', row(ham));
    await press('signing', row(ham), /report is not genuine$/, null);
    assert.equal(list.model.assessment(known(ham)).next?.action, 'reject');
  });
});
