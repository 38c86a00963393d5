import assert from 'node:assert/strict';
import type { AdvisoryFields, AffectedProduct } from '../../../src/advisory/fields.ts';
import type { AdvisoryState } from '../../../src/advisory/model.ts';
import { type AdvisoryFinding, type AdvisoryInput, checkAdvisory } from '../../../src/findings/index.ts';
import { profileOf } from '../../../src/project/index.ts';
import { spam } from '../texts/sample.ts';
import { assertQuick } from '../quick.ts';

const good: AdvisoryFields = {
  ...spam,
  description: `${spam.description}\n\nCPython versions before 3.16.0 are affected.`,
  credits: [...spam.credits, { login: 'Parsley-Dev', type: 'reporter' }],
};

const input = (fields: Partial<AdvisoryFields> = {}, more: Partial<AdvisoryInput> = {}): AdvisoryInput => ({
  fields: { ...good, ...fields },
  tags: [],
  profile: profileOf('python/cpython'),
  login: 'octo-coordinator',
  author: 'parsley-dev',
  reported: true,
  score: { score: 8.3, severity: 'High' },
  vectors: { v4: good.vector, v3: null },
  state: 'draft',
  ...more,
});
const check = (fields: Partial<AdvisoryFields> = {}, more: Partial<AdvisoryInput> = {}) =>
  checkAdvisory(input(fields, more));
const messages = (findings: readonly AdvisoryFinding[]) => findings.map(({ message }) => message);
const described = (description: string) => messages(check({ description }));
const row = (range: string): AffectedProduct => ({ ...good.products[0]!, range });

/** What stands after the only fix, or the one with this id, is pressed. */
function repaired(findings: readonly AdvisoryFinding[], id?: string): AdvisoryFields {
  const fixes = findings.flatMap(({ fixes }) => fixes).filter(fix => id === undefined || fix.id === id);
  assert.equal(fixes.length, 1);
  return { ...good, ...fixes[0]!.change };
}

describe('findings of an advisory', () => {
  it('are none where all is well', () => assert.deepEqual(check(), []));

  it('are the two of the picture', () => {
    const findings = check({ description: spam.description, credits: spam.credits });
    assert.deepEqual(
      findings.map(({ field, severity, message, fixes }) => [
        field,
        severity,
        message,
        fixes.map(fix => fix.title),
      ]),
      [
        ['description', 'warning', 'Names no affected versions.', ['Insert from affected products']],
        ['credits', 'warning', 'The reporter, parsley-dev, is not credited.', ['Ask first', 'Add']],
      ],
    );
  });

  it('come in the order of the page', () => {
    const findings = check(
      {
        title: '',
        description: '',
        cveId: 'x',
        cweIds: ['x'],
        products: [row('x')],
        credits: [],
        vector: '',
      },
      { vectors: { v4: null, v3: 'CVSS:3.1/AV:N' }, score: null },
    );
    assert.deepEqual(
      [...new Set(findings.map(({ field }) => field))],
      ['vector', 'title', 'description', 'cveId', 'cweIds', 'products', 'credits'],
    );
  });

  it('are none once nothing is written any more, and only of form in triage', () => {
    const bad = { title: 'Overflow', description: 'x', cveId: 'x', credits: [] };
    const ids = (state: AdvisoryState) => check(bad, { state }).map(({ id }) => id);
    assert.deepEqual(ids('closed'), []);
    assert.deepEqual(ids('withdrawn'), []);
    assert.deepEqual(ids('triage'), ['cve-form', 'coordinator']);
    assert.ok(ids('published').length > 4);
  });
});

describe('findings of the title', () => {
  it('name a tag, wherever it stands', () => {
    const findings = check({ title: `[accepted] ${good.title}` });
    assert.deepEqual(messages(findings), ['The title carries the tag [ACCEPTED]. Readers would see it.']);
    assert.deepEqual(findings[0]!.range, [0, 10]);
    assert.equal(findings[0]!.fixes[0]!.title, 'Take it out');
    assert.equal(repaired(findings).title, good.title);
    // What was asked of the bot is in the stored title, not in the field.
    assert.deepEqual(check({}, { tags: ['ACCEPTED'] }), []);
  });

  it('measure it', () => {
    assert.deepEqual(messages(check({ title: `Spam ${'a'.repeat(75)}` })), []);
    const [finding] = check({ title: `Spam ${'a'.repeat(76)}` });
    assert.deepEqual([finding?.message, finding?.range], ['Longer than 80 characters.', [80, 81]]);
    assert.deepEqual(messages(check({ title: `Spam ${'a'.repeat(1100)}` })), [
      'Longer than the 1,024 characters that GitHub takes.',
    ]);
    assert.deepEqual(messages(check({ title: ' \t' })), ['An advisory needs a title.']);
  });

  it('look for a component', () => {
    for (const title of [
      'Egg codec accepts overlong input',
      'Ham cookie jar leaks on redirect',
      'Toast archive follows links out',
      'Jam scheduler starves the loop',
      'Buffer overflow in spam.feed()',
      'Denial of service in the bread socket',
      'Überlauf: 朝食 parser',
    ]) {
      assert.deepEqual(messages(check({ title })), [], title);
    }
    for (const title of [
      'Buffer overflow in CPython',
      'Denial of service',
      'Heap out-of-bounds read via crafted input',
      'High severity vulnerability',
    ]) {
      assert.deepEqual(messages(check({ title })), ['Names no component.'], title);
    }
  });

  it('show what cannot be seen', () => {
    const findings = check({ title: 'Spam \u202eresrap reads', description: `${good.description}\u200b` });
    assert.deepEqual(
      findings.map(({ field, message }) => [field, message]),
      ['title', 'description'].map(field => [
        field,
        'Holds invisible characters, some of which turn text round.',
      ]),
    );
    assert.equal(repaired(findings.slice(0, 1)).title, 'Spam resrap reads');
    assert.equal(repaired(findings.slice(1)).description, good.description);
  });
});

describe('findings of the description', () => {
  const body = 'The `spam.feed()` function reads too far when a chunk is short. Use `spam.parse()` instead.';

  it('look for affected versions', () => {
    for (const words of [
      'Versions before 3.16.0 are affected.',
      'All versions are affected.',
      'Every supported version of CPython does this.',
      'CPython 3.11 to 3.15 do this.',
      'It began with Python 3.12.',
      'Affected: < 3.16.0',
      'Affected: `>= 3.11.0`, `< 3.11.16`.',
      'Fixed in 3.15.0a7.',
      '3.14.2 and earlier do this.',
      'No released version is affected.',
    ]) {
      assert.deepEqual(described(`${body}\n\n${words}`), [], words);
    }
    for (const words of [
      'A peer that speaks in TLS 1.3 does this.',
      'The proxy answers HTTP/1.1 only.',
      'A server bound to 127.0.0.1 is reached.',
      'It grows from 2.5 MB to 80.5 MB in 3.5 seconds.',
      'CVSS gives it 8.3 points.',
      'Reading goes up to 64 KiB too far.',
      '```\nPython 3.12.1 on linux\n```',
    ]) {
      assert.deepEqual(described(`${body}\n\n${words}`), ['Names no affected versions.'], words);
    }
  });

  it('insert the versions of the products, and are content with that', () => {
    for (const [ranges, sentence] of [
      [['< 3.16.0'], 'CPython versions before 3.16.0 are affected.'],
      [['= 3.15.0a1'], 'CPython version 3.15.0a1 is affected.'],
      [['>= 3.15.0b1'], 'CPython versions 3.15.0b1 and later are affected.'],
      [['>= 0'], 'CPython is affected in all versions.'],
      [
        ['< 3.10.21', '>= 3.11.0, < 3.11.16', '<= 3.12.4'],
        'CPython versions before 3.10.21, from 3.11.0 before 3.11.16 and through 3.12.4 are affected.',
      ],
    ] as const) {
      const findings = check({ description: body, products: ranges.map(row) });
      assert.deepEqual(messages(findings), ['Names no affected versions.']);
      const { description } = repaired(findings);
      assert.equal(description, `${body}\n\n${sentence}`);
      assert.deepEqual(described(description), [], sentence);
    }
    const [none] = check({ description: body, products: [] });
    assert.deepEqual(none!.fixes, []);
  });

  it('look for a component', () => {
    const rest = 'reads too far when a chunk is short. Versions before 3.16.0 do this. Upgrade.';
    for (const words of [
      '`feed` ',
      'spam.feed ',
      'feed() ',
      'The spam module ',
      'SpamFeeder ',
      'The Spam ',
    ]) {
      assert.deepEqual(described(words + rest), [], words);
    }
    assert.deepEqual(described(`It ${rest}`), ['Names no component.']);
    assert.deepEqual(described(`See https://www.example.org. It ${rest}`), ['Names no component.']);
  });

  it('look for the circumstances and for a way round', () => {
    const versions = 'Versions before 3.16.0 are affected.';
    assert.deepEqual(described(`The \`spam.feed()\` function reads too far. ${versions} Use it not.`), [
      'Does not say when it applies.',
      'Says no way round it. Add one if there is one.',
    ]);
    for (const words of [
      'when a chunk is short',
      'by default',
      'on Windows',
      'if told to',
      'of untrusted data',
    ]) {
      const text = `The \`spam.feed()\` function reads too far ${words}. ${versions} There is no workaround.`;
      assert.deepEqual(described(text), [], words);
    }
    const [info] = check({ description: `${body.replace(/Use.*/, '')} ${versions}` });
    assert.equal(info?.severity, 'info');
  });

  it('say that there is none, or too much', () => {
    assert.deepEqual(described(' \n'), ['There is no description yet.']);
    assert.deepEqual(described(`${good.description}${' '.repeat(65_535)}`), [
      'Longer than the 65,535 characters that GitHub takes.',
    ]);
  });

  it('compare the word for the severity with the score', () => {
    for (const [said, written] of [
      ['This is a medium severity bug.', 'This is a high severity bug.'],
      ['**Severity:** Moderate', '**Severity:** High'],
      ['Severity is LOW (2.1).', 'Severity is HIGH (2.1).'],
      ['| Severity | Critical |', '| Severity | High |'],
      ['We rated it as low; it is rated low.', 'We rated it as low; it is rated high.'],
      ['A critical vulnerability.', 'A high vulnerability.'],
    ] as const) {
      const findings = check({ description: `${good.description}\n\n${said}` });
      assert.equal(findings.length, 1, said);
      assert.match(findings[0]!.message, /^The text says \w+, the score is high 8\.3\.$/);
      assert.equal(findings[0]!.fixes[0]!.title, 'Write high');
      assert.equal(repaired(findings).description, `${good.description}\n\n${written}`);
      const [start, end] = findings[0]!.range!;
      assert.equal(
        `The text says ${`${good.description}\n\n${said}`.slice(start, end).toLowerCase()}, the score is high 8.3.`,
        findings[0]!.message,
      );
    }
    for (const words of [
      'This is a high severity bug.',
      'A low-level parser with high impact and medium effort.',
      'The critical section is entered when the load is low.',
      '`medium severity` and ``severity = "low"``',
      '```\nseverity: low\n```',
      '~~~\nlow severity\n```\nlow severity\n~~~',
      'A safety-critical vulnerability.',
      'The severity depends on low-level details.',
      'Related to the critical severity CVE-2024-1, which is fixed.',
      'It is like [cve-2024-12345](https://example.org), a medium severity bug\nof last year.',
      'See above. CVE-2024-1: rated low!',
    ]) {
      assert.deepEqual(described(`${good.description}\n\n${words}`), [], words);
    }
    for (const words of [
      'CVE-2026-900417 is a low severity bug.',
      'It is like CVE-2024-1. This is a low severity bug.',
      '- CVE-2024-1\n- Severity: low\n\nCVE-2024-2',
    ])
      assert.equal(described(`${good.description}\n\n${words}`).length, 1, words);
    const medium = { score: { score: 6, severity: 'Medium' as const } };
    assert.deepEqual(check({ description: `${good.description} A moderate severity bug.` }, medium), []);
    const moderate = check({ description: `${good.description} A low severity bug.` }, medium);
    assert.equal(moderate[0]?.fixes[0]?.title, 'Write medium');
    assert.deepEqual(messages(check({ title: 'Low severity bug in the Spam parser' })), [
      'The text says low, the score is high 8.3.',
    ]);
    const unscored = { score: null };
    assert.deepEqual(check({ description: `${good.description} low severity` }, unscored), []);
    const none = { score: { score: 0, severity: 'None' as const } };
    const [finding] = check({ description: `${good.description} low severity` }, none);
    assert.deepEqual([finding?.message, finding?.fixes], ['The text says low, the score is none 0.0.', []]);
  });
});

describe('findings of the other fields', () => {
  it('know the form of a CVE ID', () => {
    assert.deepEqual(check({ cveId: '' }), []);
    for (const cveId of ['cve-2026-900417', ' CVE 2026 900417', 'CVE–2026–900417', 'CVE-2026-900417.']) {
      const findings = check({ cveId });
      assert.deepEqual(messages(findings), ['Not a CVE ID. It looks like CVE-2026-12345.'], cveId);
      assert.equal(repaired(findings).cveId, 'CVE-2026-900417');
    }
    for (const cveId of [
      'CVE-2026-XXXX',
      '2026-900417',
      'GHSA-7q4m-xv2c-93rp',
      'CVE-2026-123',
      'x'.repeat(1e5),
    ]) {
      assert.deepEqual(check({ cveId })[0]?.fixes, [], cveId.slice(0, 30));
    }
  });

  it('know years in which the PSF had no IDs', () => {
    assert.deepEqual(messages(check({ cveId: 'CVE-2019-900417' })), ['Not an ID of the PSF.']);
    assert.deepEqual(check({ cveId: 'CVE-2019-900417' }, { profile: profileOf('octo/spam') }), []);
    assert.deepEqual(check({ cveId: 'CVE-2023-900417' }), []);
  });

  it('know the form of a weakness, and the unknown ones they were told of', () => {
    const findings = check({ cweIds: ['CWE-125', 'cwe 79'] });
    assert.deepEqual(
      [findings[0]?.index, ...messages(findings)],
      [1, 'Not a CWE ID. It looks like CWE-125.'],
    );
    assert.deepEqual(repaired(findings).cweIds, ['CWE-125', 'CWE-79']);
    assert.deepEqual(check({ cweIds: ['XSS'] })[0]?.fixes, []);
    const weaknessNames = { 'CWE-125': 'Out-of-bounds Read', 'CWE-99999': '' };
    assert.deepEqual(messages(check({ cweIds: ['CWE-125', 'CWE-99999', 'CWE-79'] }, { weaknessNames })), [
      'There is no CWE-99999.',
    ]);
  });

  it('read ranges', () => {
    const products = [row('< 3.16.0'), row(''), row('before 3.10.21; >=3.11.0 <3.11.16'), row('many')];
    const findings = check({ products });
    assert.deepEqual(
      findings.map(({ index, message }) => [index, message]),
      [2, 3].map(index => [index, 'Cannot read this range. Write it like < 3.16.0.']),
    );
    assert.deepEqual(
      repaired(findings).products.map(({ range }) => range),
      ['< 3.16.0', '', '< 3.10.21', '>= 3.11.0, < 3.11.16', 'many'],
    );
    assert.deepEqual(messages(check({ products: [row('>= 3.16.0, < 3.15.0')] })), [
      'No version lies in this range.',
    ]);
    assert.deepEqual(messages(check({ products: [row('>= 3.15.0a1, < 3.15.0')] })), []);
  });

  it('credit the reporter, who is asked first', () => {
    const findings = check({ credits: spam.credits });
    assert.deepEqual(repaired(findings, 'add').credits.at(-1), { login: 'parsley-dev', type: 'reporter' });
    assert.equal(findings[0]!.fixes[0]!.action, 'askCredit');
    for (const more of [{ reported: false }, { author: null }]) {
      assert.deepEqual(check({ credits: spam.credits }, more), []);
    }
    const mine = check({ credits: spam.credits }, { login: 'parsley-dev' });
    assert.deepEqual(
      mine[0]!.fixes.map(({ title }) => title),
      ['Add'],
    );
  });

  it('name a credit that was declined, and ask that person no more', () => {
    const credits = [...good.credits.slice(0, 1), { login: 'Oregano-Core', type: 'analyst' as const }];
    const states = { 'oregano-core': 'declined', 'octo-coordinator': 'accepted' } as const;
    const findings = check({ credits }, { creditStates: states, author: 'oregano-core' });
    assert.deepEqual(
      findings.map(({ severity, message, index }) => [severity, message, index]),
      [['info', 'Oregano-Core declined this credit.', 1]],
    );
    assert.deepEqual(repaired(findings).credits, credits.slice(0, 1));
    const without = { credits: credits.slice(0, 1) };
    assert.deepEqual(check(without, { creditStates: states, author: 'Oregano-Core' }), []);
  });

  it('credit a coordinator, one credit per person', () => {
    const reporter = { login: 'parsley-dev', type: 'reporter' } as const;
    const findings = check({ credits: [reporter] });
    assert.deepEqual(messages(findings), ['No coordinator is credited.']);
    assert.equal(findings[0]!.fixes[0]!.title, 'Credit me');
    assert.deepEqual(repaired(findings).credits, [
      reporter,
      { login: 'octo-coordinator', type: 'coordinator' },
    ]);
    const analyst = { login: 'Octo-Coordinator', type: 'analyst' } as const;
    assert.deepEqual(repaired(check({ credits: [analyst, reporter] })).credits, [
      { login: 'octo-coordinator', type: 'coordinator' },
      reporter,
    ]);
    assert.deepEqual(check({ credits: [reporter] }, { login: '' })[0]!.fixes, []);
  });

  it('want v4.0 where only an older vector stands', () => {
    const v3 = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:L';
    const findings = check({ vector: '' }, { score: null, vectors: { v4: null, v3 } });
    assert.deepEqual(messages(findings), ['A v3.1 vector stands where v4.0 belongs.']);
    assert.deepEqual(
      findings[0]!.fixes.map(({ title, action }) => [title, action]),
      [['Propose from v3.1', 'proposeFromV3']],
    );
    assert.deepEqual(check({}, { vectors: { v4: null, v3 } }), []);
    assert.deepEqual(check({ vector: '' }, { score: null, vectors: { v4: good.vector, v3 } }), []);
    assert.deepEqual(check({ vector: '' }, { score: null, vectors: { v4: null, v3: null } }), []);
    const inV4 = check({ vector: v3 }, { score: null, vectors: { v4: v3, v3: null } });
    assert.deepEqual(messages(inV4), ['A v3.1 vector stands where v4.0 belongs.']);
  });

  it('mend a vector that GitHub keeps in another form, and name what is missing in a broken one', () => {
    const swapped = `${good.vector.replace('AV:N/AC:L', 'AC:L/AV:N')}/`;
    const [found, ...more] = check({ vector: swapped }, { vectors: { v4: swapped, v3: null } });
    assert.deepEqual(
      [found?.message, found?.fixes.map(({ action }) => action), more],
      [
        'The vector on GitHub is not in its proper form: order of metrics, trailing slash.',
        ['repairVector'],
        [],
      ],
    );
    assert.deepEqual(check({}, { vectors: { v4: swapped, v3: null } }), [], 'a new one stands over it');
    const cut = good.vector.replace(/\/SA:.$/, '');
    assert.deepEqual(messages(check({ vector: cut }, { score: null, vectors: { v4: cut, v3: null } })), [
      'Not a v4.0 vector: SA is missing.',
    ]);
  });
});

describe('the checks are fast', () => {
  const size = 65_535;
  const fill = (text: string, length = size) => text.repeat(Math.ceil(length / text.length)).slice(0, length);
  const texts: Readonly<Record<string, string>> = {
    words: fill('lorem ipsum dolor '),
    letters: fill('a'),
    backticks: fill('`'),
    'backticks in lines': fill('`\n'),
    fences: fill('```\n'),
    blanks: `${fill(' ', size - 1)}x`,
    lines: `${fill('\n', size - 1)}x`,
    dots: fill('a.'),
    numbers: fill('in 1.1'),
    signs: fill('< '),
    underscores: fill('a_'),
    severities: fill('severity is is low severity '),
    articles: fill('the ab ab ab '),
    controls: fill('\u202e'),
    'a line of a megabyte': fill('low severity `x` in 1.1.1.1 ', 1 << 20),
    'a megabyte without a space': fill('A', 1 << 20),
  };

  it('with what fills the field: under 20 ms', async () => {
    for (const [name, description] of Object.entries(texts)) {
      const given = input({ description, title: description });
      await assertQuick(20, () => checkAdvisory(given), name);
    }
  });
});
