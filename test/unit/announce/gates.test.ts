import assert from 'node:assert/strict';
import type { Advisory } from '../../../src/advisory/model.ts';
import {
  announcementOf,
  expectedOf,
  gates,
  heldBy,
  keptFix,
  revertId,
  type Fix,
  type FixPull,
  type GateId,
  type GateInput,
} from '../../../src/jobs/announce/index.ts';
import { mailText } from '../../../src/texts/index.ts';

const now = new Date(2026, 10, 20, 12);
const medium = 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N';
const none = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N';

const egg: Advisory = {
  repo: { owner: 'python', name: 'cpython' },
  ghsaId: 'GHSA-2c3f-4g5h-6j7m',
  htmlUrl: 'https://github.com/python/cpython/security/advisories/GHSA-2c3f-4g5h-6j7m',
  title: '[ACCEPTED] Egg codec accepts overlong input',
  description: 'The egg codec (`egg.decode`) decodes input of any length. CPython before 3.16.0 is affected.',
  state: 'draft',
  severity: 'medium',
  cvssV4: { vector: medium, score: 6 },
  cvssV3: null,
  cveId: 'CVE-2026-900388',
  author: 'parsley-dev',
  reported: true,
  credits: [],
  creditStates: {},
  products: [{ ecosystem: 'other', name: 'CPython', range: '< 3.16.0', patched: '', functions: [] }],
  cweIds: [],
  users: [],
  teams: [],
  createdAt: '2026-09-04T12:00:00Z',
  updatedAt: '2026-09-04T12:00:00Z',
  publishedAt: null,
  privateFork: 'python/cpython-ghsa-2c3f-4g5h-6j7m',
};

const pull = (number: number, more: Partial<FixPull> = {}): FixPull => ({
  number,
  title: 'gh-210501: Refuse overlong input',
  issue: 210_501,
  htmlUrl: `https://github.com/python/cpython/pull/${number}`,
  base: 'main',
  state: 'merged',
  mergedAt: now.toISOString(),
  ...more,
});
const merged: Fix = {
  status: 'merged',
  pull: pull(210_502),
  issue: 210_501,
  main: 'main',
  revertedBy: null,
  doubts: [],
  keptFor: null,
  others: [],
  complete: true,
  message: null,
};

const all = (more: Partial<GateInput> = {}, advisory: Partial<Advisory> = {}) =>
  gates({
    advisory: { ...egg, ...advisory },
    fix: merged,
    to: 'security-announce@python.org',
    record: null,
    now,
    ...more,
  });
/** `(v) Severity: Medium 6.0` as on the page. */
const words = (found: ReturnType<typeof all>) =>
  found.map(
    ({ state, label, detail }) => `${{ ok: '(v)', open: '( )', unknown: '(?)' }[state]} ${label}: ${detail}`,
  );
const gate = (id: GateId, more: Partial<GateInput> = {}, advisory: Partial<Advisory> = {}) => {
  const found = all(more, advisory).find(each => each.id === id);
  assert.ok(found, id);
  return found;
};

describe('the gates of an announcement', () => {
  it('are these five, with what shows that they are open', () => {
    assert.deepEqual(words(all()), [
      '(v) Severity: Medium 6.0, so MEDIUM',
      '(v) Title: tag taken out of the subject, component named',
      '(v) Description: plain text, 14 words',
      '(v) CVE ID: CVE-2026-900388',
      '(v) Fix merged: gh-210502 into main, today',
    ]);
    assert.ok(all().every(({ repair, warning }) => repair === null && warning === null));
    assert.equal(heldBy(all()), null);
  });

  it('hold everything up before anything is written', () => {
    const found = all(
      { to: '', fix: { ...merged, status: 'none', pull: null } },
      { state: 'triage', title: ' ', description: '', cvssV4: null, severity: null, cveId: null },
    );
    assert.deepEqual(words(found), [
      '( ) Acceptance: not accepted yet',
      '( ) Severity: no CVSS v4.0 score',
      '( ) Title: no title',
      '( ) Description: no description',
      '( ) CVE ID: none yet',
      '( ) Fix merged: no pull request is known',
      '( ) Address: none is set',
    ]);
    assert.deepEqual(
      found.map(({ repair }) => repair?.id),
      ['accept', 'severity', 'title', 'description', 'cveId', 'port', 'address'],
    );
    assert.equal(
      heldBy(found),
      'Sending waits for acceptance, severity, title, description, CVE ID, the fix to be merged and an address.',
    );
  });

  it('take the word of the severity from the v4.0 vector alone', () => {
    const severity = (advisory: Partial<Advisory>) => {
      const { state, detail, warning } = gate('severity', {}, advisory);
      return [state, detail, warning];
    };
    const v3 = { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:N/A:N', score: 6.5 };
    assert.deepEqual(severity({ cvssV4: null, cvssV3: v3 }), ['open', 'v3.1 only, v4.0 is needed', null]);
    assert.deepEqual(severity({ cvssV4: { vector: 'CVSS:4.0/AV:N', score: null } }), [
      'open',
      'the vector on GitHub cannot be read',
      null,
    ]);
    assert.deepEqual(severity({ cvssV4: { vector: none, score: 0 }, severity: null }), [
      'open',
      'None 0.0, for which there is no e-mail',
      null,
    ]);
    assert.deepEqual(severity({ severity: 'high' }), [
      'ok',
      'Medium 6.0, so MEDIUM',
      'GitHub calls it high. Save the severity again.',
    ]);
  });

  it('let title and description be what they are, and say what the checks say', () => {
    const title = 'Größe von 卵 ungeprüft 🥚';
    assert.deepEqual(
      [gate('title', {}, { title }).state, gate('title', {}, { title }).warning],
      ['ok', null],
    );
    const long = gate('title', {}, { title: `Egg codec ${'overlong '.repeat(12)}` });
    assert.deepEqual(
      [long.state, long.warning, long.repair?.id],
      ['ok', 'Longer than 80 characters.', 'title'],
    );
    const tooLong = gate('title', {}, { title: 'egg '.repeat(400) });
    assert.deepEqual(
      [tooLong.state, tooLong.detail],
      ['open', 'Longer than the 1,024 characters that GitHub takes.'],
    );
    const other = gate(
      'description',
      {},
      { description: `${egg.description} A high severity vulnerability.` },
    );
    assert.match(other.warning ?? '', /The text says high, the score is medium 6\.0\./);
    assert.equal(gate('title', {}, { title: '[COMPLETED]' }).detail, 'no title');
  });

  it('claim no check that nobody made', () => {
    const said = (id: GateId, advisory: Partial<Advisory>) => gate(id, {}, advisory).detail;
    assert.equal(said('title', { title: 'Egg codec accepts overlong input' }), 'no tag, component named');
    for (const state of ['triage', 'closed', 'withdrawn'] as const)
      assert.equal(said('title', { state, title: 'Buffer overflow' }), 'no tag', state);
    assert.equal(said('title', { title: 'Buffer overflow' }), 'no tag');
    const marked = (more: string) => gate('description', {}, { description: `${egg.description}${more}` });
    for (const more of [
      '\n\n# Impact\nx',
      '\n```py\negg\n```',
      ' It is **very** bad.',
      ' See [the docs](https://docs.example/).',
      '\n> quoted',
      '\n\n| a | b |\n|---|---|\n| 1 | 2 |',
      ' <details>more</details>',
      ' ![x](https://images.example/x.png)',
    ]) {
      const { state, detail, warning, repair } = marked(more);
      assert.equal(warning, 'Has Markdown. The mail shows it as it stands.', more);
      assert.deepEqual([state, repair?.id], ['ok', 'description'], more);
      assert.doesNotMatch(detail, /plain/, more);
    }
    for (const more of ['\n\n* one\n* two', ' 2 ** 3 is 8, and a < b > c.', ' x[0](1) is no link: [a] (b).'])
      assert.match(marked(more).detail, /^plain text, \d+ words$/, more);
  });

  it('need no fix in the code of a genuine code-signing report, and take one where there is one', () => {
    const none: Fix = { ...merged, status: 'none', pull: null, issue: null };
    const fix = (more: Partial<Fix>) => {
      const { state, detail } = gate('fix', { signing: true, fix: { ...none, ...more } });
      return `${state}: ${detail}`;
    };
    assert.equal(fix({}), 'ok: not needed, no fix in the code');
    assert.match(fix(merged), /^ok: gh-210502 into main/);
    assert.match(fix({ status: 'open', pull: pull(210_502, { state: 'open' }) }), /^open: gh-210502 is open/);
    assert.match(fix({ status: 'unread', message: 'GitHub cannot be reached.' }), /^unknown/);
  });

  it('want a CVE ID that is one, and that nobody rejected', () => {
    const cve = (cveId: string, record: GateInput['record'] = null) => {
      const { state, detail, warning } = gate('cveId', { record }, { cveId });
      return [state, detail, warning];
    };
    assert.deepEqual(cve('CVE-2026-XXXX'), ['open', 'not in the form of one', null]);
    assert.deepEqual(cve('CVE-2026-900388', 'none'), ['ok', 'CVE-2026-900388', null]);
    assert.deepEqual(cve('CVE-2026-900388', 'rejected'), ['open', 'CVE-2026-900388 was rejected', null]);
    assert.deepEqual(cve('CVE-2026-900388', 'published'), [
      'ok',
      'CVE-2026-900388',
      'The record of CVE-2026-900388 is published already.',
    ]);
  });

  it('want the fix on main, and still there', () => {
    const fix = (more: Partial<Fix> | null) => {
      const { state, detail, repair } = gate('fix', { fix: more && { ...merged, ...more } });
      return [state, detail, repair?.id ?? null];
    };
    assert.deepEqual(fix(null), ['unknown', 'being read', null]);
    assert.deepEqual(fix({ status: 'open', pull: pull(210_502, { state: 'open' }) }), [
      'open',
      'gh-210502 is open',
      'showPull',
    ]);
    assert.deepEqual(fix({ status: 'closed', pull: pull(210_502, { state: 'closed' }) }), [
      'open',
      'gh-210502 was closed without a merge',
      'showPull',
    ]);
    assert.deepEqual(fix({ status: 'elsewhere', pull: pull(210_502, { base: '3.14' }) }), [
      'open',
      'gh-210502 went into 3.14, not into main',
      'showPull',
    ]);
    assert.deepEqual(fix({ status: 'reverted', revertedBy: pull(210_510) }), [
      'open',
      'gh-210502 was taken back by gh-210510',
      'showPull',
    ]);
    assert.deepEqual(fix({ status: 'unread', pull: null, message: 'GitHub cannot be reached.' }), [
      'unknown',
      'GitHub cannot be reached.',
      'again',
    ]);
    const before = pull(210_502, { mergedAt: new Date(2026, 10, 12, 9).toISOString() });
    assert.deepEqual(fix({ pull: before }), ['ok', 'gh-210502 into main, 12 Nov', null]);
    assert.deepEqual(fix({ pull: pull(210_502, { mergedAt: null }) }), ['ok', 'gh-210502 into main', null]);
  });

  it('name other pull requests of the same issue', () => {
    const warning = (more: Partial<Fix>) => gate('fix', { fix: { ...merged, ...more } }).warning;
    assert.equal(
      warning({ others: [pull(210_520)] }),
      'gh-210520, for the same issue, is merged too. The e-mail names one of them.',
    );
    assert.equal(
      warning({ status: 'reverted', revertedBy: pull(210_510), others: [pull(210_520), pull(210_521)] }),
      'gh-210520, gh-210521, for the same issue, are merged into main.',
    );
    assert.equal(
      warning({ pull: pull(210_502, { issue: 210_499 }), others: [pull(210_520)] }),
      'Names another issue (gh-210499) than the one that was opened (gh-210501). gh-210520, for gh-210501, is merged too. The e-mail names one of them.',
    );
    assert.equal(warning({ pull: pull(210_502, { issue: null }) }), null);
    assert.equal(warning({ issue: null }), null);
    assert.equal(
      warning({ doubts: [pull(210_530)] }),
      'gh-210530 speaks of a revert. Is the fix still there?',
    );
    assert.equal(gate('fix', { fix: { ...merged, doubts: [pull(210_530)] } }).repair?.id, 'showPull');
    assert.match(warning({ complete: false }) ?? '', /did not tell whether it was taken back/);
  });

  it('let a fix stand that was taken back, with a reason and no other', () => {
    const reverted: Fix = { ...merged, status: 'reverted', revertedBy: pull(210_510) };
    const id = revertId(reverted)!;
    assert.equal(keptFix(reverted, [{ id: 'revert:210502:210511', reason: 'x' }]), reverted);
    const fix = keptFix(reverted, [{ id, reason: 'It took back the news entry only.' }]);
    const { state, warning, repair } = gate('fix', { fix });
    assert.deepEqual(
      [state, warning, repair?.id],
      ['ok', 'gh-210510 reverts it. Kept as the fix: It took back the news entry only.', 'showPull'],
    );
    assert.match(mailText(announcementOf({ advisory: egg, fix }, 'a@lists.example')), /pull\/210502\n$/);
    assert.equal(revertId(merged), null);
  });

  it('call pull requests as the project does', () => {
    const { detail } = gate('fix', {}, { repo: { owner: 'pypa', name: 'pip' } });
    assert.equal(detail, '#210502 into main, today');
  });

  it('want an address that is one', () => {
    const address = (to: string) => all({ to }).find(({ id }) => id === 'address')?.detail ?? null;
    assert.equal(address('practice@localhost'), null);
    assert.equal(address('a@lists.example, b@lists.example'), null);
    assert.equal(address('  '), 'none is set');
    for (const to of [
      'security-announce',
      'a@b@c.example',
      'a@lists.example\nBcc: b@lists.example',
      'Eggs <a@lists.example>',
      'ä@lists.example',
      'a@lists.example,',
    ]) {
      assert.equal(address(to), 'the one that is set is no e-mail address', to);
    }
  });

  it('are closed once the advisory is, and not by a publication', () => {
    assert.equal(gate('accepted', {}, { state: 'closed' }).detail, 'the advisory is closed');
    assert.equal(gate('accepted', {}, { state: 'withdrawn' }).repair, null);
    assert.equal(heldBy(all({}, { state: 'published' })), null);
  });
});

describe('the announcement of an advisory', () => {
  it('is the template, with the merged pull request', () => {
    const mail = announcementOf({ advisory: egg, fix: merged }, 'security-announce@python.org');
    assert.equal(
      mailText(mail),
      `To: security-announce@python.org
Reply-To: security-sig@python.org
Subject: [CVE-2026-900388] Egg codec accepts overlong input

There is a MEDIUM severity vulnerability affecting CPython.

${egg.description}

Please see the linked CVE ID for the latest information on affected versions:

* https://www.cve.org/CVERecord?id=CVE-2026-900388
* https://github.com/python/cpython/pull/210502
`,
    );
  });

  it('links no pull request that is not merged, or was taken back', () => {
    for (const status of ['open', 'reverted', 'elsewhere', 'none'] as const) {
      const facts = { advisory: egg, fix: { ...merged, status } };
      assert.match(
        mailText(announcementOf(facts, 'a@lists.example')),
        /\* \[pull request, after the merge\]\n$/,
      );
      assert.equal(expectedOf(facts).pullUrl, '');
    }
  });

  it('goes to nobody where no address is set', () => {
    assert.equal(announcementOf({ advisory: egg, fix: merged }, '').to, '');
  });
});
