import type { Git } from './run.ts';
import type { Scratch } from './scratch.ts';

/**
 * The most that git may take at once for something that a patch names (bytes): a few lines can unpack into anything.
 * GitHub takes no file of more than 100 MiB; git's own buffers grow by half.
 */
export const most = 256 * 2 ** 20;

/**
 * An index of its own, beside the repository's. Lines are `<mode> <blob> <stage>\t<path>`, as Latin-1: a path is bytes,
 * and not always UTF-8.
 */
export class PatchIndex {
  readonly file: string;
  readonly #git: Git;
  readonly #scratch: Scratch;

  constructor(git: Git, scratch: Scratch, file: string) {
    this.#git = git;
    this.#scratch = scratch;
    this.file = file;
  }

  at(file: string): PatchIndex {
    return new PatchIndex(this.#git, this.#scratch, file);
  }

  /** Runs git with this index. @throws GitError */
  async run(
    args: readonly string[],
    input?: string | Uint8Array,
    onWords?: (words: string) => void,
  ): Promise<string> {
    const { out } = await this.#git.run({
      cwd: this.#scratch.path,
      args,
      ...(input === undefined ? {} : { input }),
      env: this.#env,
      onWords,
    });
    return out;
  }

  read(tree: string): Promise<string> {
    return this.run(['read-tree', tree]);
  }

  async lines(): Promise<string[]> {
    const bytes = await this.#git.bytes(this.#scratch.path, ['ls-files', '-s', '-z'], { env: this.#env });
    return Buffer.from(bytes)
      .toString('latin1')
      .split('\0')
      .filter(line => line !== '');
  }

  async add(lines: readonly string[]): Promise<void> {
    const input = Buffer.from(lines.map(line => `${line}\0`).join(''), 'latin1');
    await this.run(['update-index', '-z', '--index-info'], input);
  }

  async tree(): Promise<string> {
    return (await this.run(['write-tree', '--missing-ok'])).trim();
  }

  get #env() {
    return { GIT_INDEX_FILE: this.file, GIT_ALLOC_LIMIT: String(most) };
  }
}

/** The path of a line, as Latin-1. */
export const pathOf = (line: string) => line.slice(line.indexOf('\t') + 1);

/** The mode of a line. */
export const modeOf = (line: string) => line.slice(0, line.indexOf(' '));

/** The object of a line. */
export const objectOf = (line: string) => line.split(' ', 2)[1]!;

/** A path for a person's eyes. */
export const shown = (path: string) => Buffer.from(path, 'latin1').toString('utf8');
