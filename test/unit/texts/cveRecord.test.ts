import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import type { AdvisoryFields, AffectedProduct } from '../../../src/advisory/fields.ts';
import type { CreditType } from '../../../src/advisory/model.ts';
import { isLogin } from '../../../src/advisory/login.ts';
import { profileOf } from '../../../src/project/index.ts';
import { names } from '../../../src/sandbox/seed/hostileTexts.ts';
import { cveRecord, type RecordParts } from '../../../src/texts/index.ts';
import { recordFormat } from './recordFormat.ts';
import { spam } from './sample.ts';

const parts: RecordParts = {
  fields: spam,
  score: { vector: spam.vector, score: 8.3, severity: 'High' },
  issueUrl: 'https://github.com/python/cpython/issues/210499',
  pullUrl: 'https://github.com/python/cpython/pull/210501',
  archiveUrl: 'https://mail.python.org/archives/list/security-announce@python.org/thread/SPAM/',
  creditNames: { 'oregano-core': 'Oregano\nGreen' },
  weaknessNames: { 'CWE-125': 'Out-of-bounds Read' },
  projectRepo: 'python/cpython',
  cna: profileOf('python/cpython').cna,
};

interface Shape {
  readonly cveMetadata: Record<string, unknown>;
  readonly containers: { readonly cna: Record<string, readonly Record<string, unknown>[]> };
}

const cna = (from: RecordParts) => (cveRecord(from).record as Shape).containers.cna;
const withFields = (fields: Partial<AdvisoryFields>): RecordParts => ({
  ...parts,
  fields: { ...spam, ...fields },
});
const row = (range: string, more: Partial<AffectedProduct> = {}): AffectedProduct => ({
  ecosystem: 'other',
  name: 'CPython',
  range,
  patched: '',
  functions: [],
  ...more,
});
const versions = (...ranges: string[]) =>
  cna(withFields({ products: ranges.map(range => row(range)) }))['affected']?.[0]?.['versions'];

// `multipleOf: 0.1` is meant in decimals.
const validate = new Ajv({ multipleOfPrecision: 6, allErrors: true }).compile(recordFormat);
function valid(record: object): void {
  assert.ok(validate(record), JSON.stringify(validate.errors, null, 1));
}

describe('the CVE record', () => {
  it('is laid out as the PSF’s own', () => {
    const { record, missing } = cveRecord(parts);
    valid(record);
    assert.deepEqual(missing, []);
    assert.deepEqual((record as Shape).cveMetadata, {
      cveId: 'CVE-2026-900417',
      assignerOrgId: '28c92f92-d60d-412d-b760-e73465c3df22',
      assignerShortName: 'PSF',
      state: 'PUBLISHED',
    });
    assert.deepEqual(cna(parts)['affected'], [
      {
        defaultStatus: 'unaffected',
        vendor: 'Python Software Foundation',
        product: 'CPython',
        repo: 'https://github.com/python/cpython',
        programRoutines: [{ name: 'Parser.feed' }],
        versions: [{ version: '0', lessThan: '3.16.0', status: 'affected', versionType: 'python' }],
      },
    ]);
    assert.deepEqual(
      cna(parts)['references']?.map(({ tags, url }) => [tags, url]),
      [
        [['issue-tracking'], parts.issueUrl],
        [['patch'], parts.pullUrl],
        [['vendor-advisory'], parts.archiveUrl],
      ],
    );
    assert.deepEqual(
      cna(parts)['credits']?.map(({ type, value }) => [type, value]),
      [
        ['coordinator', 'octo-coordinator (https://github.com/octo-coordinator)'],
        ['remediation developer', 'Oregano Green (https://github.com/oregano-core)'],
      ],
    );
  });

  it('leaves out what is not known, and names it', () => {
    const { record, missing } = cveRecord({
      ...parts,
      fields: { ...spam, title: '', description: '', cveId: 'CVE-x', cweIds: [], products: [], credits: [] },
      score: null,
      issueUrl: null,
      pullUrl: 'javascript:alert(1)',
      archiveUrl: null,
    });
    assert.deepEqual(missing, [
      'CVE ID',
      'title',
      'description',
      'affected versions',
      'severity',
      'issue',
      'pull request, after the merge',
      'e-mail in the archive, after it is sent',
      'weaknesses',
      'credits',
    ]);
    assert.deepEqual(Object.keys((record as Shape).containers.cna), [
      'providerMetadata',
      'affected',
      'source',
    ]);
    assert.ok(!('cveId' in (record as Shape).cveMetadata));
  });

  it('reads ranges', () => {
    const python = { status: 'affected', versionType: 'python' };
    assert.deepEqual(versions('< 3.16.0'), [{ version: '0', lessThan: '3.16.0', ...python }]);
    assert.deepEqual(
      versions('>= 3.11.0, < 3.11.16', '<= 3.10.20', '= 3.15.0a1', '>= 3.15.0b1', '<= 3.10.20'),
      [
        { version: '3.11.0', lessThan: '3.11.16', ...python },
        { version: '0', lessThanOrEqual: '3.10.20', ...python },
        { version: '3.15.0a1', ...python },
        { version: '3.15.0b1', lessThan: '*', ...python },
      ],
    );
    valid(cveRecord(withFields({ products: [row('= 3.15.0a1'), row('>= 3.15.0b1')] })).record);
  });

  it('says when a range cannot be put in its words', () => {
    for (const range of ['', 'many', '> 3.11.0']) {
      const { record, missing } = cveRecord(withFields({ products: [row(range)] }));
      valid(record);
      assert.deepEqual(missing, ['affected versions'], range);
    }
    const other = cveRecord(withFields({ products: [row('< 3.16.0'), row('', { name: 'spam' })] }));
    valid(other.record);
    assert.deepEqual(other.missing, ['affected versions of spam']);
  });

  it('takes modules from the names of functions where they tell', () => {
    const modules = (...functions: string[]) =>
      cna(withFields({ products: [row('< 3.16.0', { functions })] }))['affected']?.[0]?.['modules'];
    assert.deepEqual(modules('spam.parser.Parser.feed', 'spam.parse()', 'spam.parser.peek'), [
      'spam.parser',
      'spam',
    ]);
    assert.equal(modules('Parser.feed', 'feed', 'dict.update', '', '-x.y'), undefined);
  });

  it('carries every kind of credit once', () => {
    const types: CreditType[] = ['remediation_reviewer', 'remediation_verifier', 'tool', 'sponsor', 'other'];
    const people = types.map(type => ({ login: 'basil-rm', type }));
    const credits = [
      ...people,
      { login: 'BASIL-rm', type: 'tool' as const },
      { login: '', type: 'other' as const },
    ];
    const { record } = cveRecord({ ...withFields({ credits }), creditNames: { constructor: 'x' } });
    valid(record);
    assert.equal((record as Shape).containers.cna['credits']?.length, types.length);
  });

  it('leaves out whoever declined', () => {
    const credits = [
      { login: 'octo-coordinator', type: 'coordinator' as const },
      { login: 'Basil-RM', type: 'tool' as const },
    ];
    const declined = { ...withFields({ credits }), declined: ['basil-rm'] };
    assert.deepEqual(
      cna(declined)['credits']?.map(({ type }) => type),
      ['coordinator'],
    );
    assert.deepEqual(cveRecord({ ...declined, declined: ['basil-rm', 'octo-coordinator'] }).missing, [
      'credits',
    ]);
  });

  it('names what is longer than the format allows, and cuts nothing', () => {
    const { missing } = cveRecord(withFields({ title: 'a'.repeat(257), description: 'b'.repeat(4097) }));
    assert.deepEqual(missing, ['title of at most 256 characters', 'description of at most 4,096 characters']);
  });

  it('knows pip, and projects without an authority', () => {
    const pip = {
      ...withFields({ products: [row('< 27.1', { name: 'pip' })] }),
      projectRepo: 'pypa/pip',
      cna: profileOf('pypa/pip').cna,
    };
    valid(cveRecord(pip).record);
    assert.deepEqual(
      [cna(pip)['affected']?.[0]?.['vendor'], cna(pip)['affected']?.[0]?.['product']],
      ['Python Packaging Authority', 'pip'],
    );
    const plain = cveRecord({ ...parts, projectRepo: 'octo/spam', cna: null });
    assert.deepEqual(plain.missing, ['numbering authority']);
  });

  it('makes no address of what is no login', () => {
    const credits = [...names, 'octo-coordinator'].map(login => ({ login, type: 'finder' as const }));
    const from = { ...withFields({ credits }), creditNames: { '../../x': 'Oregano Green' } };
    const values = cna(from)['credits']!.map(({ value }) => String(value));
    assert.deepEqual(
      values.filter(value => /https?:/.test(value)),
      ['__proto__', 'constructor', 'octo-coordinator']
        .filter(isLogin)
        .map(login => `${login} (https://github.com/${login})`),
    );
    assert.ok(values.includes('Oregano Green'));
    valid(cveRecord(from).record);
  });
});
