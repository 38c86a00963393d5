import assert from 'node:assert/strict';
import {
  assess,
  signingOf,
  signingTasks,
  type Facts,
  type Progress,
  type SigningStep,
} from '../../../src/process/index.ts';
import { order } from './expected.ts';
import { ago, cpython, factsOf, me, plain, prepared, said, stepOf } from './facts.ts';

const times = (...steps: SigningStep[]): NonNullable<Progress['signing']> =>
  Object.fromEntries(steps.map(step => [step, ago(60)]));

const inTriage = (progress: Progress, parts: Partial<Facts> = {}, changes: Partial<Facts['advisory']> = {}) =>
  factsOf({ ...parts, progress }, { state: 'triage', ...changes });

const evidence = ['checksums', 'signatures'] as const;
const verified = ['checksums', 'signatures', 'auditLogs'] as const;

describe('a code-signing report', () => {
  it('has steps of its own before the decision; other advisories have not', () => {
    const ids = (progress: Progress) => assess(inTriage(progress)).steps.map(({ id }) => id);
    assert.deepEqual(ids({}), order);
    assert.deepEqual(ids({ signingVerdict: 'genuine', signingAskedAt: ago(5) }), order);
    assert.deepEqual(ids({ signing: {} }), [
      'coordinator',
      ...['signingPrecautions', 'signingEvidence', 'signingVerification', 'signingRevocation'],
      ...order.slice(1),
    ]);
  });

  it('belongs each task to one step, with a sentence', () => {
    assert.deepEqual(
      signingTasks.map(({ id, step }) => `${step}: ${id}`),
      [
        'signingPrecautions: precautions',
        'signingEvidence: checksums',
        'signingEvidence: signatures',
        'signingVerification: artifacts',
        'signingVerification: validity',
        'signingVerification: auditLogs',
        'signingRevocation: revoked',
      ],
    );
    for (const { help } of signingTasks) assert.match(help, /^[A-Z].*\.$/);
  });

  it('goes from the evidence to the verification to the revocation, and is decided then', () => {
    const nextOf = (progress: Progress) => assess(inTriage(progress)).next;
    const walk: [Progress, string, string][] = [
      [{ signing: {} }, 'Ask for checksums and signatures', 'next'],
      [{ signing: times('checksums') }, 'Ask for checksums and signatures', 'next, checksums only'],
      [{ signing: times(...evidence) }, 'Verify the report', 'next'],
      [{ signing: times(...verified) }, 'Verify the report', 'next, audit logs'],
      [
        { signing: times(...verified, 'artifacts', 'validity') },
        'Record whether the report is genuine',
        'next, build artifacts, valid signatures, audit logs',
      ],
      [{ signing: times(...verified), signingVerdict: 'genuine' }, 'Revoke the certificates', 'next'],
      [
        { signing: times(...verified, 'revoked'), signingVerdict: 'genuine' },
        'Decide: vulnerability or not',
        'next',
      ],
      [{ signing: times(...verified), signingVerdict: 'not-genuine' }, 'Reject: not genuine', 'next'],
    ];
    for (const [progress, label, detail] of walk) {
      const next = nextOf(progress);
      assert.deepEqual([next?.label, next?.detail], [label, detail], JSON.stringify(progress));
    }
    assert.equal(nextOf({ signing: {}, signingVerdict: 'not-genuine' })?.action, 'reject');
    assert.equal(nextOf({ signing: {}, signingVerdict: 'not-genuine' })?.way, 'tag');
  });

  it('waits for a reporter who was asked, while the logs can be looked at and precautions be taken', () => {
    const facts = inTriage({ signing: {}, signingAskedAt: ago(2 * 24 * 60) });
    const { next, move } = assess(facts);
    assert.deepEqual([next, move], [null, 'waiting']);
    assert.match(said(facts, 'signingEvidence'), /^waiting: asked \d/);
    assert.equal(said(facts, 'signingVerification'), 'possible: nothing checked yet');
    assert.equal(said(facts, 'signingPrecautions'), 'possible: rotate secrets, reset passwords');
    assert.equal(said(facts, 'signingRevocation'), 'later: after the verification');
    assert.equal(said(facts, 'determination'), 'later: after the verification');
    const half = inTriage({ signing: times('signatures'), signingAskedAt: 'never' });
    assert.equal(said(half, 'signingEvidence'), 'waiting: asked, signatures only');
  });

  it('takes precautions at once: before there is a coordinator, whoever coordinates', () => {
    for (const credits of [[], [{ login: 'nutmeg-core', type: 'coordinator' as const }]]) {
      const step = stepOf(inTriage({ signing: {} }, {}, { credits }), 'signingPrecautions');
      assert.deepEqual([step.state, step.action], ['possible', 'signing']);
    }
    assert.match(said(inTriage({ signing: times('precautions') }), 'signingPrecautions'), /^done: taken \d/);
    const outsider = stepOf(inTriage({ signing: {} }, { role: 'reporter' }), 'signingPrecautions');
    assert.deepEqual([outsider.state, outsider.action], ['blocked', null]);
  });

  it('is genuine by a check and not by a word', () => {
    const word = { signing: times(...evidence), signingVerdict: 'genuine' } as const;
    assert.equal(signingOf(word)?.verdict, null);
    assert.equal(said(inTriage(word), 'signingRevocation'), 'later: after the verification');
    assert.equal(assess(inTriage(word)).next?.id, 'signingVerification');
    // What the logs show needs no reporter.
    const logs = inTriage({ signing: times('auditLogs'), signingVerdict: 'genuine' });
    assert.equal(said(logs, 'signingEvidence'), 'not-needed: verified without');
    assert.equal(assess(logs).next?.id, 'signingRevocation');
  });

  it('is announced once revoked, without a fix in the code, and closed', () => {
    const progress: Progress = { signing: times(...verified, 'revoked'), signingVerdict: 'genuine' };
    const facts = factsOf({ progress }, { ...prepared, privateFork: null });
    assert.equal(assess(facts).next?.id, 'announce');
    for (const id of ['patch', 'fork', 'privatePull', 'issue', 'publicPull', 'merge'] as const)
      assert.equal(said(facts, id), 'not-needed: no fix in the code');
    const kept = factsOf(
      { progress: { ...progress, signing: times(...verified) } },
      { ...prepared, privateFork: null },
    );
    assert.equal(assess(kept).next?.id, 'signingRevocation');
    assert.equal(said(kept, 'announce'), 'later: after the revocation');
    const sent = factsOf({ progress: { ...progress, announcedAt: ago(5) } }, prepared);
    assert.equal(assess(sent).next?.id, 'close');
  });

  it('has the steps of a fix where somebody makes one, or may have', () => {
    const progress: Progress = { signing: times(...verified, 'revoked'), signingVerdict: 'genuine' };
    const pull = { number: 1, state: 'open', merged: false, headSha: 'a'.repeat(40), approvals: 2 };
    const fixed = factsOf({ progress, pulls: [pull] }, prepared);
    assert.equal(assess(fixed).next?.id, 'publicPull');
    const unread = factsOf({ progress, pulls: null }, prepared);
    assert.equal(said(unread, 'privatePull'), 'waiting: not read yet');
    assert.notEqual(assess(unread).next?.id, 'announce');
  });

  it('that is not genuine and was accepted is closed, and never announced', () => {
    const facts = factsOf({ progress: { signing: {}, signingVerdict: 'not-genuine' } });
    assert.equal(said(facts, 'announce'), 'not-needed: not genuine');
    assert.equal(assess(facts).next?.id, 'close');
  });

  it('survives what is stored by another version', () => {
    for (const signing of [
      null,
      'x',
      7,
      [],
      { checksums: 5 },
      { checksums: 'soon', revoked: null },
      { other: ago(1) },
    ])
      for (const signingVerdict of ['perhaps', 7, undefined]) {
        const progress = { signing, signingVerdict } as unknown as Progress;
        for (const state of ['triage', 'draft', 'closed'] as const) {
          const { steps } = assess(inTriage(progress, {}, { state }));
          assert.doesNotMatch(JSON.stringify(steps), /NaN|Invalid|undefined/);
        }
        assert.equal(signingOf(progress)?.verdict ?? null, null);
      }
    assert.equal(
      signingOf({ signing: Object.create({ revoked: ago(1) }) as object })?.done('revoked'),
      false,
    );
  });
});

describe('every combination of a code-signing report', () => {
  const ticks = [
    [],
    ['checksums'],
    [...evidence],
    [...verified],
    [...verified, 'artifacts', 'validity'],
    ['auditLogs'],
    ['precautions'],
    [...verified, 'revoked'],
    ['revoked'],
  ] as const satisfies readonly (readonly SigningStep[])[];
  const prepared4: Partial<Facts['advisory']> = { ...prepared, privateFork: null };

  function* all(): Generator<Facts> {
    for (const steps of ticks)
      for (const signingVerdict of [undefined, 'genuine', 'not-genuine'] as const)
        for (const asked of [undefined, ago(90)])
          for (const state of ['triage', 'draft', 'published', 'closed', 'archived'] as const)
            for (const role of ['admin', 'collaborator', 'reporter', 'outsider'] as const)
              for (const profile of [cpython, plain])
                for (const credits of [[], ['nutmeg-core'], ['nutmeg-core', me]])
                  for (const title of ['Spam', '[ACCEPTED] Spam', '[CLOSED] Spam'])
                    for (const ready of [{}, prepared4])
                      for (const announcedAt of steps.length % 2 === 1 ? [undefined] : [undefined, ago(30)])
                        yield factsOf(
                          {
                            ...{ role, profile },
                            progress: {
                              signing: times(...steps),
                              ...(signingVerdict && { signingVerdict }),
                              ...(asked && { signingAskedAt: asked }),
                              ...(announcedAt && { announcedAt }),
                            },
                          },
                          {
                            ...{ ...ready, state: state as 'draft', title },
                            credits: credits.map(login => ({ login, type: 'coordinator' as const })),
                            publishedAt: state === 'published' ? ago(120) : null,
                          },
                        );
  }

  const acts = ({ role }: Facts) => role === 'admin' || role === 'collaborator';
  const checked = ({ progress: { signing, signingVerdict } }: Facts) =>
    signingVerdict === 'genuine' &&
    (['artifacts', 'validity', 'auditLogs'] as const).some(id => signing?.[id] !== undefined);

  const laws: Readonly<Record<string, (facts: Facts, got: ReturnType<typeof assess>) => boolean>> = {
    'at most one next step, and it is the one that is named': (_, { steps, next }) =>
      steps.filter(step => step.state === 'next').length === (next === null ? 0 : 1) &&
      (next === null || next.state === 'next'),

    'nothing destructive is offered before the verification found it genuine': (facts, { steps }) =>
      checked(facts) ||
      steps.every(({ id, state, action }) => {
        if (id === 'announce') return action === null;
        return id !== 'signingRevocation' || state === 'done' || (action === null && state !== 'next');
      }),

    'it is not accepted before it is verified': ({ progress, ...facts }, { steps }) =>
      checked({ progress, ...facts }) ||
      steps.every(
        ({ id, action, state }) => id !== 'determination' || action !== 'accept' || state === 'waiting',
      ),

    'what is not genuine is rejected, closed or over': (facts, { next }) =>
      facts.progress.signingVerdict !== 'not-genuine' ||
      next === null ||
      [
        'coordinator',
        'determination',
        'close',
        ...(facts.advisory.state === 'published' || facts.profile.publishes
          ? ['cve', 'severity', 'texts', 'credit']
          : []),
      ].includes(next.id),

    'precautions are possible at once, for whoever acts': (facts, { steps }) => {
      const { state, action } = steps.find(({ id }) => id === 'signingPrecautions')!;
      const { signing, signingVerdict } = facts.progress;
      const open = facts.advisory.state === 'triage' || facts.advisory.state === 'draft';
      if (!open || signing?.precautions || signingVerdict === 'not-genuine' || !acts(facts))
        return state !== 'next';
      return state === 'possible' && action === 'signing';
    },

    'reporters and outsiders are offered nothing': (facts, { steps, next }) =>
      acts(facts) ||
      (next === null && steps.every(({ state, action }) => state !== 'possible' && action === null)),

    'what is over offers nothing of it': ({ advisory: { state } }, { steps }) =>
      !['closed', 'archived'].includes(state) || steps.every(({ action }) => action !== 'signing'),

    'every step says why': (_, { steps }) =>
      steps.every(
        ({ state, action, detail }) =>
          detail !== '' && (!['later', 'blocked', 'not-needed'].includes(state) || action === null),
      ),

    'something is next exactly where the move is ours, or for those who may volunteer': (
      facts,
      { next, move },
    ) => (next !== null) === (move === 'yours' || (move === 'unassigned' && acts(facts))),
  };

  const broken = new Map(Object.keys(laws).map(name => [name, [] as string[]]));
  let count = 0;
  before(function () {
    this.timeout(60_000);
    for (const facts of all()) {
      count++;
      const got = assess(facts);
      for (const [name, law] of Object.entries(laws)) {
        const found = broken.get(name)!;
        if (found.length < 3 && !law(facts, got)) {
          const {
            role,
            profile,
            progress,
            advisory: { state, title, credits, cveId },
          } = facts;
          found.push(
            JSON.stringify({
              role,
              profile: profile.id,
              progress,
              state,
              title,
              credits: credits.length,
              cveId,
            }),
          );
        }
      }
    }
  });

  for (const name of Object.keys(laws)) {
    it(name, () => {
      assert.deepEqual(broken.get(name), []);
      assert.ok(count > 30_000, `${count} combinations`);
    });
  }
});
