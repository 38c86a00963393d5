import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { existsSync } from 'node:fs';

/** A git that counts its starts and dies at one of them. */
export interface Shim {
  /** What is given to the client as git. */
  readonly path: string;
  /** From here on: starts count from 1 again, and the `nth` is killed. */
  arm(nth?: number, when?: 'before' | 'after'): Promise<void>;
  /** Commands so far, in the order of their start. */
  started(): Promise<string[]>;
  /** Arguments and environment of each start, each line once, since `forget`. */
  seen(): Promise<string>;
  forget(): Promise<void>;
  remove(): Promise<void>;
}

const quoted = (path: string) => `'${path.replaceAll("'", "'\\''")}'`;

/**
 * Each start takes the next number by making its file (with noclobber, so that two at once have two numbers). All of it
 * is the shell's own: nothing else is started than git.
 */
const script = (state: string, seen: string, git: string) => `#!/bin/sh
{ printf '%s\\n' "$@"; export -p; } >>${quoted(seen)}
set -C
n=1
{ while ! true >${quoted(state)}/$n; do n=$((n + 1)); done; } 2>/dev/null
verb=
skip=
for word do
  if [ -n "$skip" ]; then skip=; continue; fi
  case $word in
    -c | -C) skip=yes ;;
    -*) ;;
    *) verb=$word; break ;;
  esac
done
echo "$verb" >|${quoted(state)}/$n
when=
if [ -e ${quoted(state)}/kill-$n ]; then read -r when <${quoted(state)}/kill-$n; fi
if [ "$when" = before ]; then kill -KILL $$; fi
if [ "$when" = after ]; then ${quoted(git)} "$@"; echo yes >|${quoted(state)}/killed; kill -KILL $$; fi
exec ${quoted(git)} "$@"
`;

export async function makeShim(): Promise<Shim> {
  const folder = await mkdtemp(join(tmpdir(), 'ghsa-shim-'));
  const [state, seen, path] = [join(folder, 'state'), join(folder, 'seen'), join(folder, 'git')];
  const git = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map(place => join(place, 'git'))
    .find(existsSync);
  if (git === undefined) throw new Error('git was not found in PATH.');
  await mkdir(state);
  await writeFile(path, script(state, seen, git));
  await chmod(path, 0o755);
  return {
    path,
    async arm(nth, when) {
      await rm(state, { recursive: true, force: true, maxRetries: 3 });
      await mkdir(state);
      if (nth !== undefined) await writeFile(join(state, `kill-${nth}`), `${when}\n`);
    },
    async started() {
      const numbers = (await readdir(state)).filter(name => /^\d+$/.test(name)).map(Number);
      return Promise.all(
        numbers.sort((a, b) => a - b).map(async n => (await readFile(join(state, String(n)), 'utf8')).trim()),
      );
    },
    async seen() {
      const words = await readFile(seen, 'utf8').catch(() => '');
      return [...new Set(words.split('\n'))].join('\n');
    },
    forget: () => rm(seen, { force: true }),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
