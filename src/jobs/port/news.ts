import { blobText, namesIn, type Git, type Scratch } from '../../git/index.ts';
import { scanText } from '../../embargo/index.ts';
import { profileOf, type Profile } from '../../project/index.ts';
import { portSecrets } from './secrets.ts';
import type { PortDraft, Prepared } from './types.ts';

/** The text of the NEWS entry that came with the private fix, or null. NEWS entries are UTF-8 by blurb's rule. */
export async function newsText(git: Git, prepared: Prepared): Promise<string | null> {
  const { privateNews, scratch, head } = prepared;
  return privateNews === null
    ? null
    : blobText(git, { path: scratch, borrows: true }, `${head}:${privateNews.path}`);
}

/** The entries of the kind of ours in a tree. A project may name them by nothing but the issue: two would be one file. */
export async function newsIn(
  git: Git,
  scratch: Scratch,
  tree: string,
  { news }: Pick<Profile, 'news'>,
  signal?: AbortSignal,
): Promise<string[]> {
  if (news === null) return [];
  const all = await namesIn(git, scratch, { tree, folder: news.folder }, signal);
  return all.filter(path => news.isOurs(path));
}

/** Does the private fix's own NEWS entry stay under its name? It does for an issue that is public already. */
export function keptNews(
  { privateNews, upstream, advisory }: Pick<Prepared, 'privateNews' | 'upstream' | 'advisory'>,
  { existingIssue }: Pick<PortDraft, 'existingIssue'>,
): string | null {
  const { news } = profileOf(upstream.fullName);
  if (privateNews === null || privateNews.issue === null || privateNews.issue !== existingIssue) return null;
  // Its name crosses too.
  const nobody = { name: '', email: '' };
  const secrets = portSecrets(advisory, { author: nobody, committer: nobody, coAuthors: [] });
  if (scanText(privateNews.path, secrets).length > 0) return null;
  return news?.isOurs(privateNews.path) ? privateNews.path : null;
}

/** Path of the NEWS entry as it will be, with `NNNNNN` where the issue's number is not known yet; null: none. */
export function newsPathOf(
  prepared: Pick<Prepared, 'privateNews' | 'upstream' | 'advisory' | 'date'>,
  draft: Pick<PortDraft, 'existingIssue' | 'texts'>,
): string | null {
  const kept = keptNews(prepared, draft);
  if (kept !== null) return kept;
  const { news } = profileOf(prepared.upstream.fullName);
  const issue = draft.existingIssue ?? 'NNNNNN';
  return news?.path({ issue, date: prepared.date, body: draft.texts['commit.blurb'] }) ?? null;
}
