import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cloneWorkspaceOf } from '../../../../src/ui/embargo/calm.ts';
import { mayAnswer } from '../../../../src/ui/embargo/askedHost.ts';
import { loudSettings, type Inspected } from '../../../../src/ui/embargo/loud.ts';
import { brokenWords, pushRows } from '../../../../src/ui/embargo/pushWords.ts';
import { clonesRootOf, placesOf, worktreeAt } from '../../../../src/ui/fork/places.ts';
import { leave } from '../../../../src/ui/practice/leave.ts';
import { placeOf, windowKind } from '../../../../src/ui/practice/place.ts';

const fork = 'python/cpython-ghsa-7q4m-xv2c-93rp';

describe('the window of a private clone', () => {
  const of = (namesWindow: boolean) =>
    cloneWorkspaceOf([{ path: '/clones/one', name: '93rp' }], {
      namesWindow,
      languages: ['python', 'c'],
    }) as {
      readonly folders: readonly { readonly name: string }[];
      readonly settings: Readonly<Record<string, unknown>>;
    };

  it('names what a folder’s own settings undo, for all languages or for one', () => {
    const found: Readonly<Record<string, Inspected>> = {
      'workbench.localHistory.enabled': { workspaceFolderValue: true },
      'git.autofetch': { workspaceFolderValue: false },
      'editor.inlineSuggest.enabled': { languageIds: ['c', 'python'] },
      'editor.inlineSuggest.enabled python': { workspaceFolderLanguageValue: true },
      'files.autoSave': { languageIds: ['c'] },
      'files.autoSave c': { workspaceFolderLanguageValue: 'off' },
    };
    const loud = loudSettings((name, language) => found[language ? `${name} ${language}` : name]);
    assert.deepEqual(loud, ['editor.inlineSuggest.enabled', 'workbench.localHistory.enabled']);
    assert.deepEqual(
      loudSettings(() => undefined),
      [],
    );
  });

  it('reads, copies, saves and fetches nothing by itself', () => {
    const { settings } = of(false);
    for (const [name, value] of Object.entries({
      'chat.disableAIFeatures': true,
      'editor.inlineSuggest.enabled': false,
      'workbench.localHistory.enabled': false,
      'editor.find.history': 'never',
      'editor.find.replaceHistory': 'never',
      'terminal.integrated.enablePersistentSessions': false,
      'terminal.integrated.persistentSessionReviveProcess': 'never',
      'files.autoSave': 'off',
      'git.autofetch': false,
      'git.openRepositoryInParentFolders': 'never',
    }))
      assert.equal(settings[name], value, name);
  });

  it('does so for every language: what a user set for one is stronger than what is set for all', () => {
    const { settings } = of(false);
    for (const name of ['[python]', '[c]'])
      assert.deepEqual(
        settings[name],
        { 'editor.inlineSuggest.enabled': false, 'files.autoSave': 'off' },
        name,
      );
  });

  it('leaves git and the user’s formatters at work', () => {
    const { settings } = of(false);
    for (const name of ['git.autoRepositoryDetection', 'editor.formatOnSave', 'files.exclude'])
      assert.ok(!(name in settings), name);
  });

  it('says so in its title only where that is wished', () => {
    assert.ok(!('window.title' in of(false).settings));
    assert.match(String(of(true).settings['window.title']), /^Embargo: /);
  });
});

describe('a private clone of practice', () => {
  let storage: string;
  beforeEach(async () => {
    storage = await realpath(await mkdtemp(join(tmpdir(), 'practice-')));
  });
  afterEach(() => rm(storage, { recursive: true }));

  it('opens in a window that practises, from its workspace file or its folder', () => {
    const place = placeOf(storage);
    const { path, workspaceFile } = placesOf(clonesRootOf('', place.storage), fork);
    assert.equal(windowKind(place, workspaceFile), 'guest');
    assert.equal(windowKind(place, null, [path]), 'guest');
    assert.equal(windowKind(place, null, [worktreeAt(path, '3.14')]), 'guest');
  });

  it('of the real GitHub does not', () => {
    const { path, workspaceFile } = placesOf(clonesRootOf('', storage), fork);
    assert.equal(windowKind(placeOf(storage), workspaceFile, [path]), 'ordinary');
  });

  it('is deleted when practice is left', async () => {
    const place = placeOf(storage);
    const { path, workspaceFile } = placesOf(clonesRootOf('', place.storage), fork);
    await mkdir(path, { recursive: true });
    await mkdir(dirname(workspaceFile), { recursive: true });
    await writeFile(workspaceFile, '{}');
    const state = {
      keys: () => [],
      get: (_: string, fallback?: unknown) => fallback,
      update: async () => {},
    };
    await leave(place, { secrets: { delete: async () => {} }, globalState: state } as never);
    assert.ok(!existsSync(path) && !existsSync(workspaceFile));
  });
});

describe('the token of a host that is not GitHub', () => {
  const sandbox = { isGitHub: false, apiUrl: 'http://127.0.0.1:4000/api', gitUrl: 'http://127.0.0.1:4000' };
  const asked = (url: string) => {
    const [scheme = '', authority = ''] = url.split('://');
    return { scheme, authority };
  };

  it('answers where git asks about its own origin', () => {
    assert.ok(mayAnswer(asked('http://127.0.0.1:4000'), sandbox));
    assert.ok(mayAnswer(asked('http://x-access-token@127.0.0.1:4000'), sandbox));
  });

  it('answers nobody else', () => {
    for (const url of [
      'https://github.com',
      'http://127.0.0.1:4001',
      'https://127.0.0.1:4000',
      'http://127.0.0.1:4000@evil.example',
      'http://127.0.0.1',
      '://',
    ])
      assert.ok(!mayAnswer(asked(url), sandbox), url);
  });

  it('is not given to another host that git is set to, and GitHub is VS Code’s own', () => {
    assert.ok(
      !mayAnswer(asked('http://evil.example'), { ...sandbox, gitUrl: 'http://evil.example' }),
      'the API is elsewhere',
    );
    assert.ok(
      !mayAnswer(asked('https://github.com'), {
        ...{ isGitHub: true, apiUrl: 'https://api.github.com', gitUrl: 'https://github.com' },
      }),
    );
  });
});

describe('what may be pushed', () => {
  const report = {
    whole: false,
    missing: ['The setting core.hooksPath of this clone is not the guard’s.', 'Another.'],
    remotes: [
      { name: 'origin', fetch: 'https://h/fork.git', push: 'https://h/fork.git', verdict: 'fork' },
      { name: 'upstream', fetch: 'https://h/public.git', push: null, verdict: 'refused' },
      { name: 'mine', fetch: 'https://h/mine.git', push: 'https://h/me.git', verdict: 'elsewhere' },
    ],
  } as const;

  it('is a row for each remote, with where it goes', () => {
    assert.deepEqual(
      pushRows(report).map(({ label, description, detail }) => [label, description, detail]),
      [
        ['$(check) origin', 'the private fork, may be pushed', 'https://h/fork.git'],
        ['$(circle-slash) upstream', 'fetched only, pushes are refused', 'https://h/public.git'],
        ['$(warning) mine', 'pushes would leave the embargo', 'https://h/me.git'],
      ],
    );
  });

  it('is one sentence where the guard is not whole, and none where it is', () => {
    assert.equal(
      brokenWords('93rp', report),
      '93rp: the guard against public pushes is not whole. The setting core.hooksPath of this clone is not the guard’s. (and 1 more)',
    );
    assert.equal(brokenWords('93rp', { ...report, whole: true, missing: [] }), null);
  });
});
