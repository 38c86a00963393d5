/**
 * Pinned against the user's configuration: with `apply.whitespace=fix` a port was seen to exit 0 with another
 * tree. No hooks run in our own children, nothing is signed or garbage collected behind our back. Every pin is
 * git's own default (that of macOS for `core.protectHFS`), or the absence of what the user added.
 */
export const pinned = [
  'core.hooksPath=/dev/null',
  // Attributes of the user could choose another merge driver (`*.py merge=union`) or hide a diff (`-diff`).
  'core.attributesFile=/dev/null',
  'core.quotePath=false',
  'core.fsmonitor=false',
  // Names that are `.git` where others check the public branch out.
  'core.protectHFS=true',
  'core.protectNTFS=true',
  'core.autocrlf=false',
  'core.bigFileThreshold=512m',
  // Also the level of a binary patch's bytes.
  'core.compression=-1',
  'core.abbrev=auto',
  'core.logAllRefUpdates=false',
  'core.sparseCheckout=false',
  // git's `explicit` refuses bare repositories that it finds by the folder it runs in, and scratch is one.
  'safe.bareRepository=all',
  'apply.whitespace=nowarn',
  'commit.gpgSign=false',
  'i18n.commitEncoding=utf-8',
  'push.gpgSign=false',
  'push.followTags=false',
  // An empty one clears the list: a server that takes no options refuses the push.
  'push.pushOption=',
  'push.recurseSubmodules=no',
  // A connection on which nothing comes for a minute is given up: never a silent wait.
  'http.lowSpeedLimit=1',
  'http.lowSpeedTime=60',
  'fetch.recurseSubmodules=no',
  'fetch.writeCommitGraph=false',
  'merge.conflictStyle=merge',
  'merge.default=text',
  'merge.renames=true',
  'merge.renameLimit=7000',
  'merge.renormalize=false',
  'merge.directoryRenames=conflict',
  'diff.renames=true',
  'diff.renameLimit=1000',
  'diff.suppressBlankEmpty=false',
  'rerere.enabled=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'color.ui=false',
  'advice.detachedHead=false',
];

/** Pins for every command that prints or writes a diff (`facts/git.md` 2). */
export const diffPins = [
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--no-relative',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--inter-hunk-context=0',
  '--diff-algorithm=myers',
  '--indent-heuristic',
  '--submodule=short',
  '--ignore-submodules=none',
  '-O/dev/null',
] as const;
