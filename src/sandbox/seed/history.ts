import { fastImport, git } from '../gitdir.ts';

/** One commit to be made. A file of `null` is removed. */
export interface Commit {
  readonly branch: string;
  readonly message: string;
  readonly files?: Readonly<Record<string, string | Buffer | null>>;
  readonly renames?: Readonly<Record<string, string>>;
  /** Where a new branch starts (a branch or commit); default: the branch's own tip. */
  readonly from?: string;
  /** A second parent. */
  readonly merge?: string;
  readonly author?: readonly [name: string, email: string];
}

const everybody = ['Oregano Core', '4107+oregano-core@users.noreply.github.com'] as const;

/**
 * Writes commits by `git fast-import`, all in one go. Dates are fixed, one hour apart, so that ids are the same
 * each time.
 */
export async function writeHistory(
  dir: string,
  commits: readonly Commit[],
  start = Date.UTC(2026, 8, 1) / 1000,
): Promise<void> {
  const parts: Buffer[] = [];
  const text = (line: string) => parts.push(Buffer.from(line));
  const data = (content: Buffer) => {
    text(`data ${content.length}\n`);
    parts.push(content);
    text('\n');
  };
  for (const [i, commit] of commits.entries()) {
    const [name, email] = commit.author ?? everybody;
    const when = `${start + i * 3600} +0000`;
    text(`commit refs/heads/${commit.branch}\n`);
    text(`author ${name} <${email}> ${when}\ncommitter ${name} <${email}> ${when}\n`);
    data(Buffer.from(`${commit.message}\n`));
    if (commit.from) text(`from ${commit.from}\n`);
    if (commit.merge) text(`merge ${commit.merge}\n`);
    for (const [from, to] of Object.entries(commit.renames ?? {})) text(`R ${from} ${to}\n`);
    for (const [path, content] of Object.entries(commit.files ?? {})) {
      if (content === null) {
        text(`D ${path}\n`);
        continue;
      }
      text(`M 100644 inline ${path}\n`);
      data(typeof content === 'string' ? Buffer.from(content) : content);
    }
    text('\n');
  }
  text('done\n');
  await fastImport(dir, Buffer.concat(parts));
}

/** A file of a branch as text, to write the next state of it. */
export async function fileAt(dir: string, ref: string, path: string): Promise<string> {
  return `${await git(dir, ['show', `${ref}:${path}`])}\n`;
}
