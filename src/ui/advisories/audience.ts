import { same } from '../../advisory/fields.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { readersOf, type Readers } from '../../process/index.ts';
import type { AdvisorySource } from './source.ts';
import { endsAll } from './states.ts';

type Asked = Pick<AdvisorySource, 'repos' | 'teams'>;

/** What was read, and when (milliseconds). null: GitHub does not show it to us. */
interface Known {
  readonly logins: readonly string[] | null;
  readonly at: number;
}

/** Members of teams and admins change seldom: so many milliseconds they are not read again. */
const fresh = 60 * 60_000;

/** Who is behind the teams and admins of advisories: everybody who can read them. */
export class Audience {
  /** By `owner/slug` of a team, and by `owner/name` of a repository behind `admins/`. */
  readonly #known = new Map<string, Known>();
  readonly #log: (error: unknown) => void;
  readonly #changed: () => void;
  #made = new WeakMap<Advisory, Readers>();

  constructor(log: (error: unknown) => void, changed: () => void) {
    this.#log = log;
    this.#changed = changed;
  }

  /** Everybody, as far as it was read; what was not is named as unknown. */
  of(advisory: Advisory): Readers {
    const known = this.#made.get(advisory);
    if (known) return known;
    const logins = (key: string) => this.#known.get(key)?.logins ?? null;
    const made = readersOf({
      advisory,
      teams: Object.fromEntries(advisory.teams.map(slug => [slug, logins(teamKey(advisory, slug))])),
      admins: logins(adminsKey(advisory)),
    });
    this.#made.set(advisory, made);
    return made;
  }

  /** Reads the teams and admins of these where they are not known or old. @throws what ends all reading */
  async read(github: Asked, advisories: readonly Advisory[], now: Date, signal: AbortSignal): Promise<void> {
    for (const advisory of advisories) {
      for (const slug of advisory.teams)
        await this.#once(teamKey(advisory, slug), now, () =>
          github.teams.members(advisory.repo.owner, slug, signal),
        );
      await this.#once(adminsKey(advisory), now, () => github.repos.admins(repoName(advisory.repo), signal));
    }
  }

  async #once(key: string, now: Date, read: () => Promise<readonly string[] | null>): Promise<void> {
    const known = this.#known.get(key);
    if (known && now.getTime() - known.at < fresh) return;
    const logins = await read().catch((error: unknown) => {
      if (endsAll(error)) throw error;
      this.#log(error);
      return known?.logins ?? null;
    });
    this.#known.set(key, { logins, at: now.getTime() });
    if (same(known?.logins ?? null, logins)) return;
    this.#made = new WeakMap();
    this.#changed();
  }
}

function teamKey({ repo }: Advisory, slug: string): string {
  return `${repo.owner}/${slug}`;
}

function adminsKey({ repo }: Advisory): string {
  return `admins/${repoName(repo)}`;
}
