import { git } from './gitdir.ts';

/** A commit as cherry_picker needs it. */
export interface Picked {
  readonly author: { readonly name: string; readonly email: string; readonly date: string };
  readonly subject: string;
  readonly body: string;
}

export async function commitParts(dir: string, sha: string): Promise<Picked> {
  const out = await git(dir, ['show', '-s', '--format=%an%x00%ae%x00%aI%x00%s%x00%b', sha]);
  const [name = '', email = '', date = '', subject = '', body = ''] = out.split('\0');
  return { author: { name, email, date }, subject, body: body.trim() };
}

/** The tree of a commit picked onto another one, or null where it conflicts. */
export async function pickedTree(dir: string, onto: string, sha: string): Promise<string | null> {
  // git before 2.40 takes no merge base: the branch's tree is hung onto the parent of what is picked.
  const hung = await git(dir, ['commit-tree', `${onto}^{tree}`, '-p', `${sha}^`, '-m', 'Pick']);
  return git(dir, ['merge-tree', '--write-tree', hung, sha]).catch((error: unknown) => {
    // 1: it conflicts. Anything else is no answer.
    if ((error as { readonly code?: unknown }).code === 1) return null;
    throw error;
  });
}

/** Title and text of a backport as cherry_picker 2.6 writes them (`normalize_commit_message`, `-x`). */
export function backportWords(
  { author, subject, body }: Picked,
  sha: string,
  branch: string,
): { readonly title: string; readonly body: string } {
  const title = `[${branch}] ${subject}`.replace(/(?<![\w])#(?=[1-9][0-9]{4,}\b)/g, 'GH-');
  const origin = `(cherry picked from commit ${sha})`;
  // git puts its line among trailers, and apart from other text.
  const trailers = /(?:^|\n\n)(?:[\w-]+: .*(?:\n|$))+$/.test(body);
  const before = body === '' ? origin : `${body}${trailers ? '\n' : '\n\n'}${origin}`;
  return { title, body: `${before}\n\nCo-authored-by: ${author.name} <${author.email}>` };
}
