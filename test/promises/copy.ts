import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A copy of the sources in which something may be broken. */
export interface Copy {
  readonly root: string;
  /**
   * Replaces the one place where `from` stands, and gives what puts the file back.
   * @throws Error where it does not stand there exactly once; nothing is changed then
   */
  replace(file: string, from: string, to: string): () => void;
  remove(): void;
}

/**
 * Everything that git knows or would take, as it lies on the disk now. Packages come as hard links: bundlers go by the
 * real path of a file, and a link to the folder would lead them out of the copy.
 */
export function copyOf(root: string): Copy {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'ghsa-promises-'));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    const files = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 }).split('\0');
    for (const file of files) {
      // What was deleted and is not committed is still in git's list.
      if (['', 'node_modules'].includes(file) || !existsSync(join(root, file))) continue;
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      cpSync(join(root, file), join(folder, file), { verbatimSymlinks: true });
    }
    link(join(root, 'node_modules'), join(folder, 'node_modules'));
  } catch (error) {
    remove();
    throw error;
  }
  return {
    root: folder,
    remove,
    replace(file, from, to) {
      const path = join(folder, file);
      const before = readFileSync(path, 'utf8');
      const count = countOf(before, from);
      if (count !== 1)
        throw new Error(`“${from}” stands ${count} times in ${file}, not once. Write the break anew.`);
      const [start, end] = before.split(from) as [string, string];
      writeFileSync(path, `${start}${to}${end}`);
      return () => writeFileSync(path, before);
    },
  };
}

/** How often a string stands in a text. */
export function countOf(text: string, wanted: string): number {
  return wanted === '' ? 0 : text.split(wanted).length - 1;
}

function link(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) link(source, target);
    else if (!entry.isFile()) cpSync(source, target, { verbatimSymlinks: true });
    else
      try {
        linkSync(source, target);
      } catch {
        // Another file system, or one without links.
        copyFileSync(source, target);
      }
  }
}
