import type { Issue, Repo, Role, StoredAdvisory, User } from './model.ts';

const ranks: readonly Role[] = ['none', 'read', 'triage', 'write', 'admin'];

/** What a store holds in the open: no methods. */
type Fields = {
  [Name in keyof Store as Store[Name] extends (...args: never[]) => unknown ? never : Name]: Store[Name];
};

/** A store as it can be written down. */
export interface Snapshot {
  readonly fields: Fields;
  readonly skew: number;
  readonly ids: number;
}

/** Everything the sandbox knows, in memory. Names are looked up without regard to case, as on GitHub. */
export class Store {
  readonly users = new Map<string, User>();
  readonly repos = new Map<string, Repo>();
  readonly advisories = new Map<string, StoredAdvisory>();
  /** Members of the team that is added to every accepted advisory. */
  readonly team = {
    slug: 'psrt',
    name: 'psrt',
    members: new Set<string>(),
    /** Those of them who make releases. */
    releaseManagers: new Set<string>(),
  };
  /** Records of the public CVE services by id; an id without one is reserved, or nobody's. */
  readonly cveRecords = new Map<string, 'PUBLISHED' | 'REJECTED'>();
  /** Token to login. */
  readonly tokens = new Map<string, string>();
  commentsApi = true;
  /** Does the API take reviews in private forks? Nobody has seen either answer yet. */
  forkReviews = true;
  /** Does GitHub take a closed advisory back to draft? Nobody has seen either answer yet. */
  reopen = true;
  /** Milliseconds that a new private fork takes. */
  forkDelay = 0;
  /** What is served in place of the release cycle; `null` inside: nothing. */
  served: { readonly json: unknown } | null = null;
  #clock: () => Date;
  #skew = 0;
  #ids = 5000;

  constructor(clock: () => Date = () => new Date()) {
    this.#clock = clock;
  }

  /** Everything in it, for `v8.serialize`: its public fields, and what it counts. */
  snapshot(): Snapshot {
    return { fields: { ...this }, skew: this.#skew, ids: this.#ids };
  }

  restore({ fields, skew, ids }: Snapshot): this {
    Object.assign(this, fields);
    this.#skew = skew;
    this.#ids = ids;
    return this;
  }

  now(): Date {
    return new Date(this.#clock().getTime() + this.#skew);
  }

  stamp(): string {
    return this.now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
  }

  /** Moves the clock by so many milliseconds. */
  advance(ms: number): void {
    this.#skew += ms;
  }

  id(): number {
    return ++this.#ids;
  }

  addUser(user: User): User {
    this.users.set(user.login.toLowerCase(), user);
    return user;
  }

  user(login: string): User | undefined {
    return this.users.get(login.toLowerCase());
  }

  /** Deletes an account: what it wrote stays, its name is gone. */
  removeUser(login: string): void {
    const name = login.toLowerCase();
    this.users.delete(name);
    this.team.members.delete(name);
    for (const { roles } of this.repos.values()) roles.delete(name);
    for (const [token, owner] of this.tokens) if (owner.toLowerCase() === name) this.tokens.delete(token);
  }

  addRepo(repo: Repo): Repo {
    this.repos.set(`${repo.owner}/${repo.name}`.toLowerCase(), repo);
    return repo;
  }

  repo(fullName: string): Repo | undefined {
    return this.repos.get(fullName.toLowerCase());
  }

  addAdvisory(advisory: StoredAdvisory): StoredAdvisory {
    this.advisories.set(advisory.ghsaId.toLowerCase(), advisory);
    return advisory;
  }

  advisory(ghsaId: string): StoredAdvisory | undefined {
    return this.advisories.get(ghsaId.toLowerCase());
  }

  /** What somebody (null: nobody signed in) may do in a repository. */
  role(repo: Repo, login: string | null): Role {
    const open: Role = repo.private ? 'none' : 'read';
    if (login === null) return open;
    if (repo.owner.toLowerCase() === login.toLowerCase()) return 'admin';
    if (repo.advisory !== null) {
      const advisory = this.advisory(repo.advisory);
      const parent = repo.parent === null ? undefined : this.repo(repo.parent);
      if (parent && this.role(parent, login) === 'admin') return 'admin';
      return advisory && this.mayRead(advisory, login) ? 'write' : 'none';
    }
    return repo.roles.get(login.toLowerCase()) ?? open;
  }

  /** What an account is to a repository, as GitHub says it of an author. */
  association(repo: Repo, login: string): 'OWNER' | 'MEMBER' | 'COLLABORATOR' | 'NONE' {
    if (repo.owner.toLowerCase() === login.toLowerCase()) return 'OWNER';
    if (this.isOrgMember(repo.owner, login)) return 'MEMBER';
    return this.may(repo, login, 'triage') ? 'COLLABORATOR' : 'NONE';
  }

  may(repo: Repo, login: string | null, needed: Role): boolean {
    return ranks.indexOf(this.role(repo, login)) >= ranks.indexOf(needed);
  }

  /** Does this account belong to an organisation: by its team, or by more than everybody's role in a repository? */
  isOrgMember(org: string, login: string): boolean {
    if (this.user(org)?.type !== 'Organization') return false;
    if (this.team.members.has(login.toLowerCase())) return true;
    return [...this.repos.values()].some(
      repo =>
        repo.advisory === null &&
        repo.owner.toLowerCase() === org.toLowerCase() &&
        this.may(repo, login, 'triage'),
    );
  }

  /** Is this account an admin (or security manager) of the advisory's repository? */
  isAdvisoryAdmin(advisory: StoredAdvisory, login: string | null): boolean {
    const repo = this.repo(advisory.repo);
    return repo !== undefined && this.may(repo, login, 'admin');
  }

  /** An advisory is seen by admins, its author, its collaborators, and by all once it is published. */
  mayRead(advisory: StoredAdvisory, login: string | null): boolean {
    if (advisory.state === 'published') return true;
    if (login === null) return false;
    const name = login.toLowerCase();
    return (
      this.isAdvisoryAdmin(advisory, login) ||
      advisory.author?.toLowerCase() === name ||
      advisory.users.some(user => user.toLowerCase() === name) ||
      (advisory.teams.includes(this.team.slug) && this.team.members.has(name))
    );
  }

  /** Pull requests whose head is a branch of this repository. */
  pullsFrom(fullName: string): { readonly repo: Repo; readonly issue: Issue }[] {
    return [...this.repos.values()].flatMap(repo =>
      [...repo.issues.values()]
        .filter(issue => issue.pull?.headRepo.toLowerCase() === fullName.toLowerCase())
        .map(issue => ({ repo, issue })),
    );
  }
}
