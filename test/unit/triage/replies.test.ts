import assert from 'node:assert/strict';
import { accepted, notAVulnerability } from '../../../src/texts/index.ts';
import {
  acceptanceReply,
  against,
  criteria,
  noteLimit,
  readJudgements,
  rejectionReply,
  type Judgements,
} from '../../../src/triage/index.ts';
import { assertQuick } from '../quick.ts';

const yes = (why = '') => ({ answer: 'yes', why }) as const;
const no = (why = '') => ({ answer: 'no', why }) as const;
const unknown = (why = '') => ({ answer: 'unknown', why }) as const;

describe('the criteria', () => {
  it('have each a question, a place in the policy, and a reason where an answer speaks against', () => {
    assert.equal(new Set(criteria.map(({ id }) => id)).size, criteria.length);
    for (const { id, question, against, help, reason, source } of criteria) {
      assert.match(question, /^[A-Z].*\?$/, id);
      assert.match(help, /\.$/, id);
      assert.equal(reason !== '', against !== null, id);
      assert.match(source, /^https:\/\/devguide\.python\.org\/security\/policy\/#what-[a-z-]+$/);
    }
  });

  it('speak against a vulnerability by the answers that the policy gives', () => {
    const all = (answer: 'yes' | 'no' | 'unknown') =>
      against(Object.fromEntries(criteria.map(({ id }) => [id, { answer, why: '' }]))).map(({ id }) => id);
    assert.deepEqual(all('yes'), [
      ...['documented', 'launch', 'crash', 'dependency', 'sandboxEscape'],
      ...['prerelease', 'experimental', 'platform'],
    ]);
    assert.deepEqual(all('no'), ['realWorld', 'size', 'upward', 'supported']);
    assert.deepEqual(all('unknown'), []);
    assert.deepEqual(against({}), []);
  });
});

describe('the reply that rejects', () => {
  it('is the devguide’s, word for word, and then why', () => {
    const text = rejectionReply({
      crash: yes('It is a ValueError.'),
      size: no(),
      realWorld: yes('Secret note of what speaks for it.'),
      fixedOnMain: yes('Since gh-210401.'),
      launch: unknown('Who knows.'),
    });
    assert.equal(
      text,
      `Thanks for your report. We've determined that the report doesn't constitute
a vulnerability. Let us know if you disagree with this determination.
If you are interested in working on this further, you can optionally open a
public issue on GitHub.

Why:

- An input that triggers it is larger than is reasonable for the use case.
- An unhandled exception is not considered a crash and is not, by itself, a vulnerability. It is a ValueError.

What we looked at:

- Is it fixed on main, and only needs a backport? Yes. Since gh-210401.

See https://devguide.python.org/security/policy/#what-types-of-bugs-are-vulnerabilities`,
    );
  });

  it('is the template alone where no answer speaks against it', () => {
    for (const judgements of [{}, { size: yes('small') }, { launch: unknown('?') }, { fixedOnMain: yes() }])
      assert.equal(rejectionReply(judgements), notAVulnerability());
  });

  it('does not call a reason what is none', () => {
    assert.equal(
      rejectionReply({ threatModel: no('None is named.') }),
      `${notAVulnerability()}\n\nWhat we looked at:\n\n- Does the report cite a threat model? No. None is named.`,
    );
  });

  it('names each section of the policy once', () => {
    const text = rejectionReply({ documented: yes(), launch: yes(), supported: no(), platform: yes() });
    assert.equal(text.match(/See https:/g)?.length, 2);
    assert.match(text, /\nSee [^\n]+#what-versions-of-python-accept-reports$/);
  });

  it('keeps a note of several lines within its point', () => {
    const text = rejectionReply({ crash: yes('\n One.  \r\n\r\n- Two.\n') });
    assert.match(text, /a vulnerability\.\n {2}One\.\n\n {2}- Two\.\n\nSee/);
  });
});

describe('the reply that accepts', () => {
  it('is the one that there was, with notes on what does not speak against it', () => {
    assert.equal(acceptanceReply({}), accepted());
    assert.equal(acceptanceReply({ size: yes(), launch: no('  ') }), accepted());
    assert.equal(
      acceptanceReply({ size: yes('Ten bytes.'), crash: yes('Not this.'), launch: no('Nor that.') }),
      `${accepted()}

What we looked at:

- Must the attacker control how Python is started? No. Nor that.
- Is the input that triggers it of a reasonable size? Yes. Ten bytes.`,
    );
  });
});

describe('judgements of a stored draft', () => {
  it('come back as they were', () => {
    const judgements: Judgements = { documented: yes('See the docs.'), size: unknown(), upward: no('é 😀') };
    assert.deepEqual(readJudgements(JSON.parse(JSON.stringify(judgements))), judgements);
  });

  it('leave out whatever is none of ours, and never throw', () => {
    for (const value of [undefined, null, 0, 'x', [], true, () => 0, [yes()]])
      assert.deepEqual(readJudgements(value), {});
    assert.deepEqual(
      readJudgements({
        ...{ documented: null, launch: 'yes', size: { answer: 'maybe' }, upward: { why: 'x' } },
        ...{ crash: { answer: 'no' }, platform: { answer: 'yes', why: 7 }, old: yes('x') },
      }),
      { crash: no(), platform: yes() },
    );
    const evil = JSON.parse(
      '{"__proto__": {"crash": {"answer": "yes", "why": ""}}, "constructor": 1}',
    ) as object;
    assert.deepEqual(readJudgements(evil), {});
    assert.deepEqual(readJudgements(Object.create({ crash: yes() })), {});
  });

  it('all fit into one comment, and no character is cut in half', async () => {
    const long = '😀'.repeat(40_000);
    for (const why of [long, `x${long}`, '\n'.repeat(70_000), 'a\n'.repeat(40_000), ' '.repeat(70_000)]) {
      const every = readJudgements(
        Object.fromEntries(criteria.map(({ id, against }) => [id, { answer: against ?? 'yes', why }])),
      );
      for (const judgement of Object.values(every)) assert.ok(judgement.why.length <= noteLimit);
      await assertQuick(500, () => rejectionReply(every));
      const text = rejectionReply(every);
      assert.ok(encodeURIComponent(text) !== '');
      assert.ok(text.length <= 65_536, `${text.length}`);
    }
  });

  it('put nothing unseen into a reply', () => {
    const text = rejectionReply({ crash: yes('A\u202eB\u200bC\u0007D') });
    assert.match(text, /vulnerability\. ABCD\n/);
  });
});
