import { sep } from 'node:path';
import type { Memento } from 'vscode';
import { repoName, type Advisory } from '../../advisory/model.ts';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import { Emitter } from '../common/emitter.ts';
import { real } from '../common/real.ts';
import { forgetOffered } from './offered.ts';
import type { Agreements } from './tests/agreed.ts';

const key = 'ghsa.clones';

export interface ClonesParts {
  readonly state: Pick<Memento, 'get' | 'update'>;
  /** What was agreed to run in a clone goes with it. */
  readonly agreements: Pick<Agreements, 'forget'>;
  /** Under which name records of a GitHub are kept: the practice GitHub may get another port. */
  readonly recordsKeyOf: (apiUrl: string) => string;
  /** The GitHub that the settings name. */
  readonly apiUrl: () => string;
  /** Folders of this window. */
  readonly folders: () => readonly string[];
  readonly log: (error: unknown) => void;
}

/** The private clones on this machine, of every window: ids and paths. What is kept is looked up anew each time. */
export class PrivateClones {
  readonly #parts: ClonesParts;
  readonly #changed = new Emitter();
  /** As it was told last. */
  #told = '';

  /** Workspace file that goes with this window: its clone was deleted. */
  leaving: string | null = null;

  /** Told of changes here at once, of another window's with the next look. */
  readonly onDidChange = this.#changed.event;

  constructor(parts: ClonesParts) {
    this.#parts = parts;
    this.#told = JSON.stringify(this.list());
  }

  /** Of every GitHub. */
  list(): readonly PrivateClone[] {
    return this.#parts.state.get<PrivateClone[]>(key, []);
  }

  /** The clone of an advisory's private fork; null where this machine has none. */
  of({ repo, ghsaId }: Pick<Advisory, 'repo' | 'ghsaId'>): PrivateClone | null {
    const name = repoName(repo).toLowerCase();
    return (
      this.here().find(clone => clone.ghsaId === ghsaId && repoName(clone.repo).toLowerCase() === name) ??
      null
    );
  }

  /** Those of the GitHub that the settings name. */
  here(): readonly PrivateClone[] {
    const { recordsKeyOf, apiUrl } = this.#parts;
    const ours = recordsKeyOf(apiUrl());
    return this.list().filter(clone => recordsKeyOf(clone.apiUrl) === ours);
  }

  /** The clone that this window holds, or a worktree of it; null in every other window. */
  ofWindow(): PrivateClone | null {
    return this.inWindow()[0] ?? null;
  }

  /** All that this window holds, in the order of its folders. */
  inWindow(): readonly PrivateClone[] {
    const all = this.list();
    if (all.length === 0) return [];
    const found = this.#parts.folders().flatMap(folder => all.find(clone => holds(clone, folder)) ?? []);
    return [...new Set(found)];
  }

  /** The clone that a file or folder lies in. */
  at(path: string): PrivateClone | null {
    return this.list().find(clone => holds(clone, path)) ?? null;
  }

  /** Remembers one; an older record of the same folder goes. */
  async keep(clone: PrivateClone): Promise<void> {
    await this.#write([...this.list().filter(({ path }) => path !== clone.path), clone]);
  }

  /** With all that is remembered of it. The record goes last: what a kill leaves can be forgotten again. */
  async forget({ path }: Pick<PrivateClone, 'path'>): Promise<void> {
    const { agreements, state, log } = this.#parts;
    // Remove Traces lists a command that secrets do not let go now, where this window knows its key.
    await agreements.forget(path).catch(log);
    await forgetOffered(state, offered => offered === path);
    await this.#write(this.list().filter(clone => clone.path !== path));
  }

  /** Another window may have made or deleted one. */
  look(): void {
    const now = JSON.stringify(this.list());
    if (now === this.#told) return;
    this.#told = now;
    this.#changed.fire();
  }

  async #write(clones: readonly PrivateClone[]): Promise<void> {
    await this.#parts.state.update(key, clones.length === 0 ? undefined : clones);
    this.look();
  }
}

function holds({ path, worktrees }: PrivateClone, inner: string): boolean {
  const at = real(inner);
  return [path, ...worktrees].some(folder => at === real(folder) || at.startsWith(real(folder) + sep));
}
