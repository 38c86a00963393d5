/**
 * Variables of the user that git may keep although they start with `GIT_` (simple-git strips every other one):
 * how to reach the network. Nothing that changes what a command computes.
 */
const keptFromUser = [
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_PROXY_SSL_CAINFO',
];

/** What `vscode.git` gives its own children so that they can ask VS Code for credentials (facts: vscode.git `env`). */
export const askpassKeys = [
  'GIT_ASKPASS',
  'VSCODE_GIT_ASKPASS_NODE',
  'VSCODE_GIT_ASKPASS_MAIN',
  'VSCODE_GIT_ASKPASS_EXTRA_ARGS',
  'VSCODE_GIT_IPC_HANDLE',
];

/** The names that simple-git must let through: the ones above and the few that a call sets itself. */
export const allowedKeys = [
  ...keptFromUser,
  'GIT_ASKPASS',
  'GIT_ATTR_NOSYSTEM',
  'GIT_TERMINAL_PROMPT',
  'SSH_ASKPASS',
  'SSH_ASKPASS_REQUIRE',
  'GIT_INDEX_FILE',
  'GIT_ALLOC_LIMIT',
  'GIT_AUTHOR_NAME',
  'GIT_AUTHOR_EMAIL',
  'GIT_AUTHOR_DATE',
  'GIT_COMMITTER_NAME',
  'GIT_COMMITTER_EMAIL',
  'GIT_COMMITTER_DATE',
];

const guarded =
  /^(git_.*|editor|visual|pager|prefix|ssh_askpass|lc_.*|lang(uage)?|.*token.*|.*secret.*|.*password.*)$/i;

/**
 * ssh asks for passwords and unknown host keys itself and would wait for ever where nobody sees it. This holds
 * under the user's own GIT_SSH_COMMAND and core.sshCommand too, which a BatchMode of ours would have to replace.
 */
const noQuestionsOfSsh = { SSH_ASKPASS: 'false', SSH_ASKPASS_REQUIRE: 'force' };

const isNoProxy = (key: string) => /^no_proxy$/i.test(key);

/** No proxy reaches what listens on this machine: the practice GitHub, a mirror, a tunnel. */
function noProxyHere(user: NodeJS.ProcessEnv): { readonly no_proxy: string } {
  const theirs = user['no_proxy'] ?? Object.entries(user).find(([key]) => isNoProxy(key))?.[1] ?? '';
  const here = ['127.0.0.1', 'localhost'];
  // `*` stands for everything only where it is alone.
  return { no_proxy: theirs.trim() === '*' ? '*' : [theirs, ...here].filter(Boolean).join(',') };
}

/**
 * The environment of a git child: the user's, less everything that could change a result or carry a secret, plus
 * C messages (we read them), no prompt on a terminal, and no attributes of the machine (a merge driver).
 */
export function childEnvironment(
  extra: Readonly<Record<string, string>>,
  user: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [key, value] of Object.entries(user)) {
    if (value === undefined || isNoProxy(key)) continue;
    if (!guarded.test(key) || keptFromUser.includes(key.toUpperCase())) env[key] = value;
  }
  return {
    ...env,
    ...noQuestionsOfSsh,
    ...noProxyHere(user),
    LC_ALL: 'C',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    ...extra,
  };
}
