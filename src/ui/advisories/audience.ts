import { sameLogin } from '../../advisory/assignment.ts';
import { same } from '../../advisory/fields.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { readersOf, type Readers } from '../../process/index.ts';
import type { AdvisorySource } from './source.ts';
import { endsAll } from './states.ts';

type Asked = Pick<AdvisorySource, 'repos' | 'teams'>;

type Read = () => Promise<readonly string[] | null>;

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

  /** Is somebody known to be in a team that is a collaborator of it? */
  hasMember(advisory: Advisory, login: string): boolean {
    return advisory.teams.some(slug =>
      this.#known.get(teamKey(advisory, slug))?.logins?.some(member => sameLogin(member, login)),
    );
  }

  /** Reads the teams of these, not who administrates. @throws what ends all reading */
  async readTeams(
    github: Asked,
    advisories: readonly Advisory[],
    now: Date,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#read(teamsOf(github, advisories, signal), now);
  }

  /**
   * Reads the teams and admins of these, each once, where they are not known or old; with `anew` whatever is known.
   *
   * @throws what ends all reading
   */
  async read(
    github: Asked,
    advisories: readonly Advisory[],
    now: Date,
    signal: AbortSignal,
    anew = false,
  ): Promise<void> {
    const reads = teamsOf(github, advisories, signal);
    for (const advisory of advisories)
      reads.set(adminsKey(advisory), () => github.repos.admins(repoName(advisory.repo), signal));
    await this.#read(reads, now, anew);
  }

  async #read(reads: ReadonlyMap<string, Read>, now: Date, anew = false): Promise<void> {
    for (const [key, read] of reads) if (anew || !this.#isFresh(key, now)) await this.#into(key, now, read);
  }

  #isFresh(key: string, now: Date): boolean {
    const known = this.#known.get(key);
    return known !== undefined && now.getTime() - known.at < fresh;
  }

  /** What was known stands when GitHub is broken for a moment, and is read again the next time. */
  async #into(key: string, now: Date, read: Read): Promise<void> {
    const known = this.#known.get(key);
    let logins;
    try {
      logins = await read();
    } catch (error) {
      if (endsAll(error)) throw error;
      this.#log(error);
      return;
    }
    this.#known.set(key, { logins, at: now.getTime() });
    if (same(known?.logins ?? null, logins)) return;
    this.#made = new WeakMap();
    this.#changed();
  }
}

/** Each team once, in however many advisories it is. */
function teamsOf(github: Asked, advisories: readonly Advisory[], signal: AbortSignal): Map<string, Read> {
  const reads = new Map<string, Read>();
  for (const advisory of advisories)
    for (const slug of advisory.teams)
      reads.set(teamKey(advisory, slug), () => github.teams.members(advisory.repo.owner, slug, signal));
  return reads;
}

function teamKey({ repo }: Advisory, slug: string): string {
  return `${repo.owner}/${slug}`;
}

function adminsKey({ repo }: Advisory): string {
  return `admins/${repoName(repo)}`;
}
