import { git } from '../gitdir.ts';
import type { Call } from '../http.ts';
import { lately } from '../lately.ts';
import type { Repo } from '../model.ts';
import { fullName } from './repo.ts';
import { simpleUser } from './user.ts';

const kept = lately<string>();

/** GitHub's `commit`. The account is found by the author's name or address. */
export async function commitShape(call: Call, repo: Repo, sha: string): Promise<Record<string, unknown>> {
  const format = ['%H', '%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'].join('%x00');
  const out = await kept([sha], () => git(repo.dir, ['show', '-s', `--format=${format}`, sha]));
  const [
    id = '',
    tree = '',
    parents = '',
    an = '',
    ae = '',
    ad = '',
    cn = '',
    ce = '',
    cd = '',
    message = '',
  ] = out.split('\0');
  const url = `${call.api}/repos/${fullName(repo)}`;
  const web = `${call.web}/${fullName(repo)}/commit`;
  const account = (name: string, email: string) => {
    const login = /^(?:\d+\+)?([^@]+)@users\.noreply\.github\.com$/.exec(email)?.[1];
    const found = [...call.store.users.values()].find(
      user => user.login === login || (user.name !== null && user.name === name),
    );
    return found ? simpleUser(call, found.login) : null;
  };
  const link = (hash: string) => ({ sha: hash, url: `${url}/commits/${hash}`, html_url: `${web}/${hash}` });
  return {
    ...link(id),
    node_id: `C_${id}`,
    comments_url: `${url}/commits/${id}/comments`,
    commit: {
      url: `${url}/git/commits/${id}`,
      author: { name: an, email: ae, date: ad },
      committer: { name: cn, email: ce, date: cd },
      message: message.trimEnd(),
      comment_count: 0,
      tree: { sha: tree, url: `${url}/git/trees/${tree}` },
      verification: {
        verified: false,
        reason: 'unsigned',
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
    author: account(an, ae),
    committer: account(cn, ce),
    parents: parents === '' ? [] : parents.split(' ').map(link),
  };
}
