import { randomUUID } from 'node:crypto';
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';

/** One key of a configuration file with its values; the key is as in `git config`: section, sub-section, name. */
export function section(key: string, values: readonly string[]): string {
  const [first, last] = [key.indexOf('.'), key.lastIndexOf('.')];
  const name = key.slice(0, first);
  const sub = last > first ? ` "${key.slice(first + 1, last).replace(/["\\]/g, '\\$&')}"` : '';
  return [`[${name}${sub}]`, ...values.map(value => `\t${key.slice(last + 1)} = ${quoted(value)}`)].join(
    '\n',
  );
}

/** A value as git's configuration has it ("Syntax" in git-config(1)). */
function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
}

/** Writes a file in one move where it is not there as it should be, so that git never reads half of it. */
export async function writeWhole(path: string, bytes: Buffer, mode: number): Promise<void> {
  if (!(await isWritten(path, bytes))) {
    const made = `${path}.${randomUUID()}`;
    try {
      await writeFile(made, bytes, { mode });
      await rename(made, path);
    } finally {
      await rm(made, { force: true });
    }
  }
  await chmod(path, mode);
}

/** Does this lie there? */
export function isWritten(path: string, bytes: Buffer): Promise<boolean> {
  return readFile(path).then(
    there => there.equals(bytes),
    () => false,
  );
}
