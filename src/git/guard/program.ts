import { fetchOnly, hostForms, refusedScheme, type GuardOf } from './forms.ts';

/** A word for sh. */
const word = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * What git runs in place of a server that is not the private fork (gitremote-helpers(7)), and what the pre-push hook
 * says its words with (`say push <address>`). It sends nothing anywhere. Addresses are shown without user and password.
 */
export const refuseProgram = `#!/bin/sh
# GHSA Coordinator: stands where a push would leave the embargo.
if [ "$1" = say ]; then
  asked=$2 place=$3
else
  place=$2
  read -r asked
  printf 'fetch\\npush\\n\\n'
  read -r asked
fi
place=\${place#${refusedScheme}://}
place=\${place#${fetchOnly}}
place=\${place#*://}
host=\${place%%/*}
rest=\${place#"$host"}
host=\${host##*@}
case $host in
  *:[0-9]*) ;;
  *:*) host=\${host%%:*}/\${host#*:} ;;
esac
place=$host\${rest%/}
place=\${place%.git}
case $asked in
  *push*)
    echo "GHSA Coordinator: this clone is under embargo. Push to $place refused." >&2
    echo 'Only its private fork may receive pushes. To publish, use "GHSA: Port Private Fix to Public PR".' >&2
    ;;
  *)
    echo "GHSA Coordinator: this clone is under embargo. Fetch from $place refused." >&2
    echo 'It fetches from its private fork (origin), and public branches from upstream.' >&2
    ;;
esac
exit 128
`;

/** Runs the hook that the user has of this name, as git would if the guard were not there. */
const runTheirs = `name=\${0##*/}
# The strongest core.hooksPath that is not the guard's own; else the hooks of the repository.
theirs=$(
  git config --type=path --get-all core.hooksPath </dev/null 2>/dev/null | {
    last=
    while IFS= read -r folder; do
      [ -e "$folder/.ghsa-guard" ] || last=$folder
    done
    printf '%s' "$last"
  }
)
[ -n "$theirs" ] || theirs=$(git rev-parse --git-common-dir)/hooks
[ -f "$theirs/$name" ] && [ -x "$theirs/$name" ] || exit 0
exec "$theirs/$name" "$@"
`;

export const dispatcher = `#!/bin/sh
# GHSA Coordinator: the guard's folder of hooks stands in place of yours; this runs yours.
${runTheirs}`;

/** The hook of pushes: the private fork in each form of its address, nothing else. */
export function prePush(of: GuardOf): string {
  const forms = hostForms(of.gitUrl).map(form => word(`${form}${of.fork}`.toLowerCase()));
  return `#!/bin/sh
# GHSA Coordinator: only the private fork may receive pushes.
url=$(printf '%s' "$2" | tr '[:upper:]' '[:lower:]')
url=\${url%/}
url=\${url%.git}
case $url in
  ${forms.join(' | \\\n  ')}) ;;
  *)
    sh "\${0%/*}/../refuse" say push "$2"
    exit 1
    ;;
esac
${runTheirs}`;
}

/** Hooks of somebody who works in a clone (githooks(5)). */
export const clientHooks = [
  'applypatch-msg',
  'commit-msg',
  'post-applypatch',
  'post-checkout',
  'post-commit',
  'post-merge',
  'post-rewrite',
  'pre-applypatch',
  'pre-auto-gc',
  'pre-commit',
  'pre-merge-commit',
  'pre-rebase',
  'prepare-commit-msg',
  'sendemail-validate',
];

/** Run so often that an empty one is felt (a fetch of a thousand branches): only where the user has one. */
export const chattyHooks = ['post-index-change', 'reference-transaction'];
