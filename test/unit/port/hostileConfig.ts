import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const hooks = [
  'pre-push',
  'post-checkout',
  'reference-transaction',
  'pre-commit',
  'commit-msg',
  'prepare-commit-msg',
  'post-commit',
  'post-merge',
  'pre-merge-commit',
  'pre-auto-gc',
  'post-index-change',
  'applypatch-msg',
  'fsmonitor-watchman',
];

/** What the configuration names. None of them may run. */
const programs = [
  'askpass',
  'credential-helper',
  'credential-helper-of-host',
  'diff-command',
  'diff-external',
  'editor',
  'filter-clean',
  'filter-process',
  'filter-smudge',
  'fsmonitor',
  'gpg',
  'merge-driver',
  'pager',
  'textconv',
];

/** A program in `folder` that leaves a file in `ran` when it runs, and fails. Gives its path. */
export async function noting(folder: string, ran: string, name: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\necho "$@" >> '${join(ran, name.replaceAll('/', '-'))}'\nexit 1\n`);
  await chmod(path, 0o755);
  return path;
}

/** Makes `home` the home of somebody whose git is configured to spoil a port wherever that is possible. */
export async function writeHostile(home: string, ran: string, gitUrl: string): Promise<void> {
  for (const folder of ['hooks', 'template/hooks']) {
    await mkdir(join(home, folder), { recursive: true });
    for (const name of hooks) await noting(home, ran, `${folder}/${name}`);
  }
  for (const name of programs) await noting(home, ran, name);
  await writeFile(join(home, '.gitconfig'), main(home, gitUrl));
  await writeFile(join(home, 'included'), included(home));
  await writeFile(join(home, 'attributes'), attributes);
  await writeFile(join(home, 'order'), 'Lib/test/*\n*.bin\n');
}

const attributes = [
  '*.py diff=shout filter=shout merge=never text eol=crlf',
  '*.txt -diff merge=union',
  '*.rst filter=shout ident',
  '* working-tree-encoding=UTF-16',
  '',
].join('\n');

const main = (home: string, gitUrl: string) => `
[include]
  path = ${home}/included
[apply]
  whitespace = fix
  ignoreWhitespace = change
[commit]
  gpgSign = true
[tag]
  gpgSign = true
[push]
  gpgSign = if-asked
  default = nothing
  followTags = true
  pushOption = ci.skip
  recurseSubmodules = on-demand
[gpg]
  program = ${home}/gpg
[core]
  hooksPath = ${home}/hooks
  attributesFile = ${home}/attributes
  autocrlf = true
  eol = crlf
  safecrlf = true
  fsmonitor = '${home}/fsmonitor'
  pager = '${home}/pager'
  editor = '${home}/editor'
  askPass = ${home}/askpass
  quotePath = true
  abbrev = 5
  bigFileThreshold = 1
  compression = 0
  splitIndex = true
  sparseCheckout = true
  sparseCheckoutCone = true
  logAllRefUpdates = always
  sharedRepository = world
[index]
  version = 4
[merge]
  conflictStyle = zdiff3
  renames = false
  renameLimit = 1
  default = union
  directoryRenames = true
  renormalize = true
[merge "never"]
  driver = '${home}/merge-driver'
[rerere]
  enabled = true
  autoUpdate = true
[color]
  ui = always
[fetch]
  prune = true
  pruneTags = true
  fsckObjects = true
  writeCommitGraph = true
  output = compact
[init]
  templateDir = ${home}/template
  defaultBranch = ghsa
  defaultObjectFormat = sha256
[credential]
  helper = "!'${home}/credential-helper'"
  username = octo-coordinator
  useHttpPath = true
[credential "${gitUrl}"]
  helper = "!'${home}/credential-helper-of-host'"
[url "https://somewhere.example/"]
  insteadOf = elsewhere:
  pushInsteadOf = https://elsewhere.example/
[safe]
  directory = /nowhere
  bareRepository = explicit
[protocol "file"]
  allow = never
[i18n]
  commitEncoding = ISO-8859-1
  logOutputEncoding = ISO-8859-1
[user]
  name = Private Name
  email = private@home.example
  useConfigOnly = true
[advice]
  detachedHead = true
[gc]
  auto = 1
[log]
  showSignature = true
[submodule]
  recurse = true
[alias]
  merge-tree = !${home}/hooks/pre-push
`;

/** In a file of its own, which the first one includes: what changes how a diff is written. */
const included = (home: string) => `
[diff]
  noprefix = true
  mnemonicPrefix = true
  external = '${home}/diff-external'
  renames = false
  renameLimit = 1
  algorithm = patience
  context = 0
  interHunkContext = 20
  suppressBlankEmpty = true
  indentHeuristic = false
  orderFile = ${home}/order
  ignoreSubmodules = all
  submodule = log
  wsErrorHighlight = all
  colorMoved = zebra
  relative = true
  statGraphWidth = 1
[diff "shout"]
  textconv = '${home}/textconv'
  command = '${home}/diff-command'
  xfuncname = "^(.*)$"
  binary = true
[filter "shout"]
  clean = '${home}/filter-clean'
  smudge = '${home}/filter-smudge'
  process = '${home}/filter-process'
  required = true
`;
