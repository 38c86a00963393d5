// @ts-check
import tseslint from 'typescript-eslint';

/**
 * The house has four floors (CONTRIBUTING.md). A floor imports only from floors below it; this file is where
 * that sentence is enforced.
 */
const floor1 = ['advisory', 'cvss', 'process', 'findings', 'texts', 'triage', 'project', 'embargo'];
const floor2 = ['github', 'git'];
const floor3 = ['jobs'];
const floor4 = ['ui'];

/** @param {string[]} rooms */
const rooms = rooms => rooms.map(room => ({ regex: `^(\\.\\./)+${room}(/|$)` }));
const vscode = { regex: '^vscode$' };
const node = { regex: '^node:' };
const octokit = { regex: '^@octokit/' };
const simpleGit = { regex: '^simple-git$' };
const sandbox = rooms(['sandbox']);
/** One file imports the toolkit, so that replacing it is a one-file change. */
const toolkit = { regex: '^@vscode/webview-ui-toolkit' };
/** Which project it is, is known in `src/project/` only: the rest goes by its `index.ts` and by the profile. */
const profiles = { regex: '(^|/)project/(cpython|pip|plain|rst)/' };
/** Text that crossed the line is read where it is written to a public place, and nowhere else. */
const unwrapping = { regex: '/embargo/', importNames: ['publicString'] };

/** @param {string} name @param {string[]} files @param {object[]} patterns */
const forbid = (name, files, patterns) => ({
  name,
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [toolkit, profiles, ...patterns].map(pattern => ({
          ...pattern,
          message: 'This floor may not import that (CONTRIBUTING.md, "Where things live").',
        })),
      },
    ],
  },
});

/** @param {string[]} names */
const inside = names => names.map(name => `src/${name}/**/*.ts`);

export default tseslint.config(
  { ignores: ['dist', 'out', 'node_modules', 'test/nocompile'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "TSAsExpression[typeAnnotation.typeName.name='PublicText']",
          message: 'A cast to PublicText would carry text over the public line unseen. Use declassify().',
        },
      ],
    },
  },
  {
    name: 'no floating promises in the product',
    files: ['src/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
    },
  },
  forbid('floor 1 is pure', inside(floor1), [
    ...rooms([...floor2, ...floor3, ...floor4]),
    ...sandbox,
    vscode,
    node,
    octokit,
    simpleGit,
  ]),
  forbid(
    'github speaks to GitHub only',
    ['src/github/**/*.ts'],
    [...rooms(['git', ...floor3, ...floor4]), ...sandbox, vscode, simpleGit],
  ),
  forbid(
    'git runs git only',
    ['src/git/**/*.ts'],
    [...rooms(['github', ...floor3, ...floor4]), ...sandbox, vscode, octokit],
  ),
  forbid('jobs run in plain Node', inside(floor3), [
    unwrapping,
    ...rooms(floor4),
    ...sandbox,
    vscode,
    octokit,
    simpleGit,
  ]),
  forbid('the ui goes through the floors', inside(floor4), [unwrapping, octokit, simpleGit]),
  forbid(
    'the sandbox knows node and floor 1 types',
    ['src/sandbox/**/*.ts'],
    [...rooms([...floor2, ...floor3, ...floor4]), vscode, octokit, simpleGit],
  ),
  forbid(
    'pages import floor 1, protocols and the page library',
    ['webview/**/*.ts'],
    [
      { regex: '/src/(github|git|jobs|sandbox)(/|$)' },
      { regex: '/src/ui/(?!.*(protocol|messageHandler)\\.ts$)' },
      vscode,
      node,
      octokit,
      simpleGit,
    ],
  ),
  {
    name: 'the one import of the toolkit',
    files: ['webview/common/toolkit.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
);
