import type { ConflictError } from '../../jobs/port/index.ts';
import {
  choose,
  fileStates,
  filesOf,
  place,
  shownTitle,
  writeOne,
  type Choice,
  type Conflict,
  type ConflictFile,
  type FileState,
  type PortTools,
} from '../../jobs/port/index.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { profileOf } from '../../project/index.ts';
import { join } from 'node:path';
import { Emitter } from '../common/emitter.ts';
import type { ChangeFrom, ConflictState, ConflictWords } from './protocol.ts';

export interface ConflictParts {
  readonly tools: Pick<PortTools, 'git'>;
  readonly advisory: Advisory;
  readonly sandbox: boolean;
  readonly key: string;
  /** Of a backport whose change may be taken from somewhere else, too. */
  readonly from?: ChangeFrom | null;
}

/** Of a port: the private fix onto public main. */
const portWords = (pull: number): ConflictWords => ({
  heading: 'Port to a public pull request',
  from: 'private PR',
  pull: `#${pull}`,
  public: 'public main',
  private: 'the private fix',
  zone: 'Private, waits for you',
  goOn: 'Continue Port',
});

/** Of a backport: the fix onto a branch. */
const backportWords = (
  { branch, into, ours, theirs }: NonNullable<Conflict['backport']>,
  { repo, pull }: Conflict,
): ConflictWords => ({
  heading: `Backport to ${branch}`,
  from: into === 'public' ? 'pull request' : 'private PR',
  pull: into === 'public' ? profileOf(repoName(repo)).publicNumber(pull) : `#${pull}`,
  public: ours,
  private: theirs,
  zone: into === 'public' ? 'Waits for you' : 'Private, waits for you',
  goOn: 'Continue',
});

/** The files of one port that conflict, as the page sees them. What lies in the job's folder is the truth. */
export class ConflictModel {
  readonly folder: string;
  readonly conflict: Conflict;
  readonly key: string;
  readonly #parts: ConflictParts;
  readonly #changed = new Emitter();
  #states: readonly FileState[];

  readonly onDidChange = this.#changed.event;

  constructor(parts: ConflictParts, { folder, conflict, states }: ConflictError) {
    this.#parts = parts;
    this.key = parts.key;
    this.folder = folder;
    this.conflict = conflict;
    this.#states = states;
  }

  /** Folder of the files themselves. */
  get files(): string {
    return filesOf(this.folder);
  }

  /** What its sides are called. */
  get words(): ConflictWords {
    const { backport, pull } = this.conflict;
    return backport ? backportWords(backport, this.conflict) : portWords(pull);
  }

  get state(): ConflictState {
    const { words } = this;
    const { conflict, sandbox, advisory } = { ...this.#parts, conflict: this.conflict };
    const shown = this.#states.filter(({ choices, kind }) => kind === 'edit' || choices.length > 0);
    const open = shown.filter(({ state }) => state === 'open').length;
    return {
      sandbox,
      advisoryTitle: shownTitle(advisory),
      words,
      from: this.#parts.from ?? null,
      onto: conflict.publicMain.slice(0, 7),
      files: shown.map(file => ({ ...file, words: plainWords(file, this.#file(file.path), words) })),
      summary:
        open === 0
          ? `All conflicts are resolved. ${sentenceCase(words.goOn)} checks the files and goes on.`
          : `${open === 1 ? '1 file conflicts' : `${open} files conflict`}. Resolve ${open === 1 ? 'it' : 'them'} in the merge editor, then continue.`,
      ready: open === 0,
    };
  }

  /** Was something of it resolved by hand? */
  get isBegun(): boolean {
    return this.#states.some(({ state }) => state !== 'open');
  }

  /** The files that a merge editor is for: where they lie. */
  get toMerge(): string[] {
    return this.conflict.files.flatMap(({ kind, path }) =>
      kind === 'edit' ? [place(this.folder, path)] : [],
    );
  }

  /** The first file that waits for the merge editor, or this one. */
  toEdit(path?: string): ConflictFile | null {
    const open = this.#states.find(file =>
      path === undefined ? file.kind === 'edit' && file.state === 'open' : file.path === path,
    );
    return open?.kind === 'edit' ? this.#file(open.path) : null;
  }

  /** Looks at the folder again. */
  async refresh(): Promise<void> {
    const states = await fileStates(this.#parts.tools.git, this.scratch, this.folder, this.conflict);
    if (JSON.stringify(states) === JSON.stringify(this.#states)) return;
    this.#states = states;
    this.#changed.fire();
  }

  async choose(path: string, choice: Choice): Promise<void> {
    const offered = this.#states.find(file => file.path === path)?.choices.includes(choice);
    if (!offered) return;
    await choose(this.folder, this.#file(path), choice);
    await this.refresh();
  }

  /** As git left it; what was done to it is gone. */
  async reopen(path: string): Promise<void> {
    if (!this.#states.some(file => file.path === path)) return;
    await writeOne(this.#parts.tools.git, this.scratch, this.folder, this.conflict, this.#file(path));
    await this.refresh();
  }

  #file(path: string): ConflictFile {
    return this.conflict.files.find(file => file.path === path)!;
  }

  /** The job's scratch repository, where every side is. */
  get scratch() {
    return { path: join(this.folder, 'repository.git'), borrows: true };
  }
}

/** What happened to a file, in words for a person. */
function plainWords(
  { kind, words, choices }: FileState,
  { base }: ConflictFile,
  names: ConflictWords,
): string {
  if (kind === 'edit' && choices.length === 0)
    return base ? 'Both changed the same lines.' : 'Both added it.';
  return words
    .replace(/^CONFLICT \([^)]*\): /, '')
    .replaceAll('ghsa/public', names.public)
    .replaceAll('ghsa/private', names.private);
}

/** "Continue Port" in a sentence: "Continue port". */
const sentenceCase = (title: string) => `${title.slice(0, 1)}${title.slice(1).toLowerCase()}`;
