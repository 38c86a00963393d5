import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import {
  assignProfiles,
  cycleFor,
  livingBranches,
  snapshotCycle,
  profileOf,
  profileProblems,
  proposeTexts,
} from '../../../src/project/index.ts';

/** Git's own word. */
const gitTakes = (name: string) =>
  spawnSync('git', ['check-ref-format', '--branch', name], { cwd: tmpdir() }).status === 0;
const set = (profiles: unknown, templates: unknown = {}) => assignProfiles({ profiles, templates });
const problems = (profiles: unknown, templates: unknown = {}) => profileProblems({ profiles, templates });
const texts = (repo: string) =>
  proposeTexts({ profile: profileOf(repo), pullTitle: 'Lock the door', advisoryTitle: '', blurbBody: null });

describe('the profile of a repository', () => {
  afterEach(() => assignProfiles(null));

  it('is known of two, and plain of all others, forks too', () => {
    assert.equal(profileOf('Python/CPython').id, 'cpython');
    assert.equal(profileOf('pypa/pip').id, 'pip');
    assert.equal(profileOf('octo-coordinator/cpython').id, 'plain');
  });

  it('is assigned by a setting, whatever the case', () => {
    set({ 'Salad/Bowl': 'cpython', 'salad/fork': 'pip' });
    assert.equal(profileOf('salad/bowl').id, 'cpython');
    assert.equal(profileOf('salad/fork').id, 'pip');
    assert.equal(profileOf('salad/spoon').id, 'plain');
    set({});
    assert.equal(profileOf('salad/bowl').id, 'plain');
  });

  it('lets only plain ones be published, and CVE IDs be asked of GitHub', () => {
    set({ 'python/cpython': 'plain', 'pypa/pip': 'plain', 'salad/bowl': 'cpython' }, { '*': {} });
    for (const repo of ['python/cpython', 'pypa/pip', 'salad/bowl']) {
      const { process, publishes, requestsCve } = profileOf(repo);
      assert.deepEqual([process, publishes, requestsCve], ['psrt', false, false], repo);
    }
    const { process, publishes, requestsCve } = profileOf('hobby/pantry');
    assert.deepEqual([process, publishes, requestsCve], ['plain', true, true]);
  });

  it('publishes nothing of the team’s organisations before a person names it plain', () => {
    const says = (repo: string) => {
      const { process, publishes, requestsCve } = profileOf(repo);
      return [process, publishes, requestsCve];
    };
    for (const repo of ['Python/cpython-old', 'pypa/pip2', 'python/typing_extensions'])
      assert.deepEqual(says(repo), ['plain', false, false], repo);
    // A fork, and who only has a name like it.
    for (const repo of ['octo/python', 'pypa-fan/pip', 'hobby/pantry'])
      assert.deepEqual(says(repo), ['plain', true, true], repo);
    set({ 'Python/typing_extensions': 'plain' }, { '*': { issueLabels: ['bug'] } });
    assert.deepEqual(says('python/typing_extensions'), ['plain', true, true]);
    // Texts for all are no word on publishing.
    assert.deepEqual(says('python/cpython-old'), ['plain', false, false]);
    assert.deepEqual(profileOf('python/cpython-old').issueLabels, ['bug']);
    assert.equal(profileOf('python/cpython-old'), profileOf('pypa/pip2'), 'made once');
    set({ 'python/cpython': 'plain', 'pypa/pip': 'plain' });
    for (const repo of ['python/cpython', 'pypa/pip'])
      assert.deepEqual(says(repo), ['psrt', false, false], repo);
    set({ 'python/cpython-old': 'jython' });
    assert.deepEqual(says('python/cpython-old'), ['plain', false, false]);
  });

  it('says in one sentence what it cannot follow', () => {
    assert.deepEqual(problems({ 'salad/bowl': 'jython' }), [
      'ghsa.profiles: salad/bowl has no profile that we know, so it follows GitHub\u2019s plain ways. Choose one of cpython, pip, plain.'.replace(
        '\u2019',
        "'",
      ),
    ]);
    assert.deepEqual(problems({ bowl: 'plain' }), [
      'ghsa.profiles: "bowl" is no repository. Write owner/name.',
    ]);
    assert.deepEqual(problems({ 'pypa/pip': 'plain' }), [
      'ghsa.profiles: pypa/pip keeps its own profile, whatever is set.',
    ]);
    assert.deepEqual(problems([], 'x'), [
      'ghsa.profiles is left out: write repositories and what they get, as an object.',
      'ghsa.templates is left out: write repositories and what they get, as an object.',
    ]);
    assert.deepEqual(problems(null, undefined), []);
    set({ 'salad/bowl': ['cpython'] }, 7);
    assert.equal(profileOf('salad/bowl').id, 'plain');
  });
});

describe('the templates of a plain repository', () => {
  afterEach(() => assignProfiles(null));

  it('replace what they name, for one repository or for all that have none', () => {
    set(
      {},
      {
        '*': { pullBody: 'Closes #{issue}. {blurb}' },
        'Hobby/Pantry': { pullTitle: 'fix: {what}', branch: 'security/{short}', issueLabels: ['security'] },
      },
    );
    assert.equal(texts('hobby/pantry')['pull.title'], 'fix: Lock the door');
    assert.equal(texts('hobby/pantry')['commit.branch'], 'security/lock-door');
    assert.equal(texts('hobby/pantry')['pull.body'], 'Lock the door.');
    assert.deepEqual(profileOf('hobby/pantry').issueLabels, ['security']);
    assert.equal(texts('salad/bowl')['pull.body'], 'Closes #{issue}. Lock the door.');
    // Others have templates of their own.
    assert.equal(texts('python/cpython')['pull.body'], 'Lock the door.');
  });

  it('are left out where they are not right, each with a sentence', () => {
    const bad = {
      issueTitle: 'Fix #{issue}',
      pullTitle: 'one\ntwo',
      branch: '{what}',
      commitMessage: '',
      backportLabel: 'backport',
      pullLabels: 'security',
      branches: ['../main'],
      mood: 'good',
    };
    const found = problems({}, { 'hobby/pantry': bad });
    assert.deepEqual(
      found.map(problem => problem.split(' ').slice(0, 4).join(' ')),
      [
        'ghsa.templates, hobby/pantry: issueTitle cannot',
        'ghsa.templates, hobby/pantry: pullTitle has',
        'ghsa.templates, hobby/pantry: branch cannot',
        'ghsa.templates, hobby/pantry: commitMessage has',
        'ghsa.templates, hobby/pantry: backportLabel needs',
        'ghsa.templates, hobby/pantry: pullLabels has',
        'ghsa.templates, hobby/pantry: branches has',
        'ghsa.templates, hobby/pantry: mood is',
      ],
    );
    set({}, { 'hobby/pantry': bad });
    assert.deepEqual(texts('hobby/pantry'), texts('salad/bowl'));
    assert.equal(profileOf('hobby/pantry').backports, null);
  });

  it('name no branch that git does not take', () => {
    const names = [
      'a..b',
      'x.lock',
      'a//b',
      'a/../../b',
      'a/',
      '/a',
      '.a',
      'a/.b',
      '-a',
      'a.',
      'HEAD',
      'a b',
    ];
    for (const name of [...names, 'a~1', 'a^', 'a:b', 'a@{1}', 'a\\b', 'a/b.lock/c']) {
      assert.equal(gitTakes(name), false, `git: ${name}`);
      assert.equal(problems({}, { 'hobby/pantry': { branches: [name] } }).length, 1, name);
      assert.equal(problems({}, { 'hobby/pantry': { branch: name } }).length, 1, name);
    }
    assert.deepEqual(problems({}, { 'hobby/pantry': { branch: 'a b ~^: {short}' } }), [
      'ghsa.templates, hobby/pantry: branch is not a name that git accepts for a branch. The usual one is taken.',
    ]);
    const fine = ['stable/2.x', 'v3', '1.x', 'a-b_c', 'main', 'release/2026-11', 'x.locked', 'a/b/c'];
    for (const name of fine) assert.ok(gitTakes(name), name);
    assert.deepEqual(problems({}, { 'hobby/pantry': { branches: fine, branch: '{issue}/fix.{short}' } }), []);
  });

  it('name maintenance branches, and their label', () => {
    set({}, { 'hobby/pantry': { branches: ['2.x', '1.x'], backportLabel: 'to {branch}' } });
    const rules = profileOf('hobby/pantry').backports!;
    assert.deepEqual(rules.branches, ['2.x', '1.x']);
    assert.equal(rules.label('2.x'), 'to 2.x');
    assert.deepEqual(
      ['to 1.x', 'TO 2.x', 'to 3.x', 'bug'].map(name => rules.branchOf(name)),
      ['1.x', '2.x', null, null],
    );
    assert.equal(rules.title('1.x', 'Lock the door', 7), '[1.x] Lock the door (#7)');
    assert.equal(profileOf('python/cpython').backports!.branches, null);
    const cycle = snapshotCycle();
    assert.equal(cycleFor('python/cpython', cycle), cycle);
    assert.equal(cycleFor('salad/bowl', cycle), cycle);
    const own = cycleFor('hobby/pantry', cycle);
    assert.deepEqual(
      livingBranches(own.branches).map(({ branch }) => branch),
      ['2.x', '1.x'],
    );
    assert.equal(own.source, 'own');
  });

  it('have titles of backports that are read as they are written, whatever the branch is called', () => {
    const branches = ['stable/2.x', '2.1', '1.x', 'v3'];
    set({}, { 'hobby/pantry': { branches } });
    for (const [repo, all, mark] of [
      ['hobby/pantry', branches, '(#7)'],
      ['python/cpython', ['3.14', '3.9'], '(GH-7)'],
    ] as const) {
      const rules = profileOf(repo).backports!;
      assert.equal(rules.pullMark(7), mark);
      for (const branch of all) {
        const wanted = `[${branch}] Fix it ${mark}`;
        for (const title of [
          'Fix it',
          'Fix it (#4)',
          'Fix it (GH-4) (#5)',
          wanted,
          `[${all[0]!}] Fix it (#4)`,
        ])
          assert.equal(rules.title(branch, title, 7), wanted, title);
        assert.deepEqual(rules.readTitle(wanted), { branch, pull: 7 });
        assert.deepEqual(rules.readTitle(` [${branch}] Fix it`), { branch, pull: null });
        assert.equal(rules.plainTitle(wanted), 'Fix it');
        assert.deepEqual(rules.readHead(`backport-0123abc-${branch}`), { sha: '0123abc', branch });
        const picked = { sha: '0123abcd', message: 'Fix it (#7)\n\nSee #12345.', author: 'A <a@b.c>' };
        assert.ok(rules.message(branch, picked).startsWith(`[${branch}] Fix it (#7)\n\nSee `), branch);
      }
      for (const title of ['Fix it (#7)', '[WIP] Fix it (#7)', 'Fix [2.1] it', ''])
        assert.equal(rules.readTitle(title), null, title);
    }
    // Nobody links GH-12345 on GitHub but CPython.
    const picked = { sha: '0123abcd', message: 'Fix it (#7)\n\nSee #12345.', author: 'A <a@b.c>' };
    assert.match(profileOf('hobby/pantry').backports!.message('1.x', picked), /See #12345\./);
  });

  it('fill each hole once: what is filled in is no template', () => {
    set({}, { '*': { pullBody: '{what}: {blurb}' } });
    const odd = proposeTexts({
      profile: profileOf('salad/bowl'),
      pullTitle: 'Check {blurb} and $& in {what}',
      advisoryTitle: '',
      blurbBody: null,
    });
    assert.equal(odd['pull.body'], 'Check {blurb} and $& in {what}: Check {blurb} and $& in {what}.');
  });
});
