import { repoName, type Advisory } from '../../advisory/model.ts';
import { same } from '../../advisory/fields.ts';
import type { JobStore } from '../../jobs/store.ts';
import type { Progress } from '../../process/types.ts';
import { Emitter } from './emitter.ts';

/** Where the records lie: their keys are ids. */
export interface ProgressStore extends JobStore {
  keys(): readonly string[];
}

/** One record. */
export interface Entry extends Pick<Advisory, 'repo' | 'ghsaId'> {
  readonly progress: Progress;
}

const nothing: Progress = {};

/**
 * What this machine remembers of advisories beside GitHub: what was asked, when, and who could read. Logins are in
 * it, so it lies in SecretStorage. The same object for as long as nothing changed.
 */
export class ProgressRecords {
  readonly #store: ProgressStore;
  /** Which GitHub: the practice one's advisories are not the real ones. */
  readonly #apiUrl: () => string;
  readonly #known = new Map<string, Progress>();
  readonly #changed = new Emitter();
  /** The last change of each that was made here: what was read or merged before it is not newer. */
  readonly #latest = new Map<string, Change | Changing>();
  /** Counts how often everything was forgotten. */
  #forgotten = 0;
  /** Writes follow each other. */
  #writing: Promise<void> = Promise.resolve();

  readonly onDidChange = this.#changed.event;

  constructor(store: ProgressStore, apiUrl: () => string) {
    this.#store = store;
    this.#apiUrl = apiUrl;
  }

  /** What is remembered, as far as it was loaded. */
  of(advisory: Pick<Advisory, 'repo' | 'ghsaId'>): Progress {
    return this.#known.get(this.#key(advisory)) ?? nothing;
  }

  /** Of so many advisories something is remembered. */
  get count(): number {
    return this.#store.keys().length;
  }

  /** What is remembered of every advisory of this GitHub, as far as it was loaded. Names are in lower case. */
  entries(): readonly Entry[] {
    const prefix = `ghsa.progress:${this.#apiUrl()}/`.toLowerCase();
    return [...this.#known].flatMap(([key, progress]) => {
      const [owner, name, id] = key.startsWith(prefix) ? key.slice(prefix.length).split('/') : [];
      if (!owner || !name || !id) return [];
      // GitHub writes these ids so, and no other way.
      return [{ repo: { owner, name }, ghsaId: id.replace(/^ghsa-/, 'GHSA-'), progress }];
    });
  }

  /** Forgets everything, of every GitHub. */
  forgetAll(): Promise<void> {
    const forget = async () => {
      for (const key of this.#store.keys()) await this.#store.remove(key);
    };
    this.#writing = this.#writing.then(forget, forget);
    this.#forgotten++;
    this.#latest.clear();
    this.#known.clear();
    this.#changed.fire();
    return this.#writing;
  }

  /** Reads all records; another window may have written some. What changes here meanwhile is newer. */
  async load(): Promise<void> {
    const forgotten = this.#forgotten;
    const latest = new Map(this.#latest);
    await this.#writing.catch(() => undefined);
    const keys = this.#store.keys();
    const records = await Promise.all(keys.map(key => this.#store.load(key)));
    if (forgotten !== this.#forgotten) return;
    let changed = false;
    keys.forEach((key, at) => {
      const record = records[at];
      if (this.#latest.get(key) !== latest.get(key)) return;
      if (typeof record !== 'object' || record === null || same(record, this.#known.get(key))) return;
      this.#known.set(key, record);
      changed = true;
    });
    if (changed) this.#changed.fire();
  }

  /**
   * Remembers more; what is `undefined` is forgotten. Seen at once, kept when it resolves. A function changes what is
   * stored, so that what another window added to the same field stays.
   */
  update(advisory: Pick<Advisory, 'repo' | 'ghsaId'>, change: Change | Changing): Promise<void> {
    const key = this.#key(advisory);
    const next = merged(this.of(advisory), change);
    if (same(next, this.of(advisory))) return this.#writing;
    this.#latest.set(key, change);
    this.#known.set(key, next);
    this.#changed.fire();
    const write = () => this.#write(key, change);
    this.#writing = this.#writing.then(write, write);
    return this.#writing;
  }

  /** What another window has written meanwhile stays. */
  async #write(key: string, change: Change | Changing): Promise<void> {
    const stored = await this.#store.load(key);
    const next = merged(typeof stored === 'object' && stored !== null ? stored : nothing, change);
    await this.#store.save(key, next);
    if (this.#latest.get(key) !== change || same(next, this.#known.get(key))) return;
    this.#known.set(key, next);
    this.#changed.fire();
  }

  #key({ repo, ghsaId }: Pick<Advisory, 'repo' | 'ghsaId'>): string {
    return `ghsa.progress:${this.#apiUrl()}/${repoName(repo)}/${ghsaId}`.toLowerCase();
  }
}

type Change = { readonly [Name in keyof Progress]?: Progress[Name] | undefined };

type Changing = (before: Progress) => Change;

function merged(progress: Progress, change: Change | Changing): Progress {
  const more = typeof change === 'function' ? change(progress) : change;
  const all = Object.entries({ ...progress, ...more });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined)) as Progress;
}
