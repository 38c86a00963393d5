import assert from 'node:assert/strict';
import {
  activityRecords,
  activityTable,
  activityText,
  csv,
  inactiveSentence,
  type ActivityReport,
} from '../../../src/jobs/reports/index.ts';
import { activityOf, parseMembers, type Member } from '../../../src/project/index.ts';

const member = (name: string, login: string, releaseManager = false): Member => ({
  ...{ name, login, admin: false, releaseManager },
});
const reportOf = (members: readonly Member[], more: Partial<ActivityReport> = {}): ActivityReport => ({
  since: '2025-11-20',
  repositories: ['python/cpython', 'pypa/pip'],
  rows: activityOf({
    ...{ members, council: ['cardamom'], since: '2025-11-20', whole: true },
    advisories: [
      {
        ...{ open: true, updatedAt: '2026-11-12T23:59:59Z', coordinators: ['mace'] },
        comments: [{ author: 'sumac', createdAt: '2026-03-04T05:06:07Z' }],
      },
    ],
  }),
  advisories: 1,
  unread: { repositories: [], comments: 0, gone: [], nobodys: 0 },
  ...more,
});
const made = { by: 'sage-admin', at: new Date('2026-11-20T13:50:00Z'), practice: null, host: null };
const team = [
  member('Mace Łąka', 'mace'),
  member('Sumac', 'sumac'),
  member('Basil', 'basil', true),
  member('Cardamom', 'cardamom'),
  member('Cumin', 'cumin'),
];

describe('the report on activity, written down', () => {
  it('has the silent ones first, with what is known of each', () => {
    assert.deepEqual(activityTable(reportOf(team)), [
      ['Member', 'GitHub login', 'Coordinated', 'Commented', 'Last active', 'Exempt', 'Verdict'],
      ['Cumin', 'cumin', '0', '0', '', '', 'inactive'],
      ['Basil', 'basil', '0', '0', '', 'Release Manager', 'exempt'],
      ['Cardamom', 'cardamom', '0', '0', '', 'Steering Council', 'exempt'],
      ['Mace Łąka', 'mace', '1', '0', '2026-11-12', '', 'active'],
      ['Sumac', 'sumac', '0', '1', '2026-03-04', '', 'active'],
    ]);
  });

  it('reads as a page', () => {
    assert.equal(
      activityText(reportOf(team.slice(3)), { ...made, practice: 'http://127.0.0.1:1/api' }),
      `# Coordinator activity since 2025-11-20

1 member is inactive as far as comments can be read: Cumin (cumin).

| Member | GitHub login | Coordinated | Commented | Last active | Exempt | Verdict |
| --- | --- | --- | --- | --- | --- | --- |
| Cumin | cumin | 0 | 0 |  |  | inactive |
| Cardamom | cardamom | 0 | 0 |  | Steering Council | exempt |

- Coordinated: advisories of python/cpython and pypa/pip that name the member as coordinator and were open or changed since 2025-11-20. Commented: advisories in whose discussion the member wrote since then. 1 advisory looked at. Days are counted in UTC.
- Comments marked as confidential are shown to no program, so they are not counted.

Made 2026-11-20 13:50 UTC by sage-admin of a practice GitHub (http://127.0.0.1:1/api): nobody in it exists.
`,
    );
  });

  it('calls no real GitHub a practice', () => {
    const text = activityText(reportOf(team), { ...made, host: 'ghes.example' });
    assert.ok(text.endsWith('Made 2026-11-20 13:50 UTC by sage-admin on ghes.example.\n'), text);
  });

  it('says what could not be looked at', () => {
    const unread = { repositories: ['pypa/pip'], comments: 2, gone: ['cumin'], nobodys: 3 };
    const text = activityText(reportOf(team, { unread }), made);
    for (const words of [
      'Not every advisory of pypa/pip could be seen.',
      'The comments of 2 advisories could not be read.',
      'GitHub knows no account cumin.',
      '3 comments of deleted accounts are counted for nobody.',
    ])
      assert.ok(text.includes(`- ${words}`), words);
  });

  it('has a sentence for every outcome', () => {
    assert.equal(
      inactiveSentence(reportOf(team), false),
      '1 member is inactive as far as comments can be read.',
    );
    assert.equal(inactiveSentence(reportOf(team.slice(0, 3))), 'Nobody is inactive.');
    const members = [member('Cumin', 'cumin'), member('Caraway', 'caraway')];
    const unknown = reportOf(members, {
      rows: activityOf({ members, council: [], since: '2025-11-20', advisories: [], whole: false }),
    });
    assert.equal(
      inactiveSentence(unknown),
      'Nobody is known to be inactive. Of 2 members it is unknown: Cumin (cumin) and Caraway (caraway).',
    );
    assert.deepEqual(activityTable(unknown)[1]!.slice(2, 5), ['unknown', 'unknown', '']);
  });

  it('says in each line of the file since when, and why something is not known', () => {
    const [head, ...lines] = activityRecords(reportOf(team));
    assert.deepEqual(head!.slice(-2), ['Since', 'Note']);
    assert.deepEqual(
      lines.map(cells => cells.slice(-2)),
      [
        ['2025-11-20', 'Comments marked as confidential are shown to no program, so they are not counted.'],
        ...Array.from({ length: 4 }, () => ['2025-11-20', '']),
      ],
    );
    const members = [member('Cumin', 'cumin'), member('Caraway', 'caraway')];
    const unknown = reportOf(members, {
      rows: activityOf({
        ...{ members, council: [], since: '2025-11-20', advisories: [], whole: false, gone: ['cumin'] },
      }),
      unread: { repositories: ['pypa/pip'], comments: 2, gone: ['cumin'], nobodys: 0 },
    });
    assert.deepEqual(
      activityRecords(unknown).map(cells => cells.at(-1)),
      [
        'Note',
        'Not every advisory of pypa/pip could be seen. The comments of 2 advisories could not be read.',
        'GitHub knows no such account.',
      ],
    );
  });

  it('keeps names of other people’s files words, in Markdown', () => {
    const evil = '[x](command:quit) | <b>*y*</b> `z` $q$ \u202eabc\n# no';
    const text = activityText(reportOf([member(evil, 'cumin')]), made);
    const row = text.split('\n').find(line => line.includes('| cumin |'))!;
    assert.ok(
      row.startsWith('| &#91;x&#93;(command&#58;quit) &#124; &#60;b&#62;&#42;y&#42;&#60;/b&#62; '),
      row,
    );
    assert.ok(!/[\u202e`$<>]/.test(row));
    assert.equal(row.split('|').length, 9);
  });

  it('keeps names that are names as they are', () => {
    const text = activityText(reportOf([member("Łukasz O'Neil-Šnek Jr.", 'a_b')]), made);
    assert.ok(text.includes("| Łukasz O'Neil-Šnek Jr. | a_b |"));
  });

  it('is a CSV that Excel reads as UTF-8 and that starts no formula', () => {
    assert.equal(
      csv([
        ['Mace Łąka', 'a,b', 'say "hi"', ''],
        ['x', 'y'],
      ]),
      '\ufeffMace Łąka,"a,b","say ""hi""",\r\nx,y\r\n',
    );
    for (const evil of [
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      ' =1',
      '\t=1',
      '\r=1',
      '\u202e=1',
      '＝1',
      '|calc',
      '%1',
    ])
      assert.match(csv([[evil]]), /^\ufeff"'/, JSON.stringify(evil));
    assert.equal(csv([['=cmd|"/c calc"!A1, b']]), '\ufeff"\'=cmd|""/c calc""!A1, b"\r\n');
    assert.equal(csv([['two\nlines']]), '\ufefftwo lines\r\n');
  });

  it('is a CSV that reads back as it was', () => {
    const lines = csv(activityTable(reportOf([member('Caraway, "Cat" Seed', 'caraway')]))).split('\r\n');
    assert.deepEqual(parseMembers(lines[1]!), [
      { name: 'Caraway, "Cat" Seed', login: 'caraway', admin: false, releaseManager: false },
    ]);
  });
});
