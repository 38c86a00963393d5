import { isCoordinator } from '../../advisory/assignment.ts';
import { repoName, type Advisory, type RepoRef } from '../../advisory/model.ts';
import type { PortLinks } from '../../jobs/port/steps/rememberLinks.ts';
import { roleOf, type Facts, type Progress, type Role } from '../../process/index.ts';
import { profileOf } from '../../project/index.ts';
import { Audience } from './audience.ts';
import { Evidence } from './evidence.ts';
import { Shelf } from './shelf.ts';
import type { RepoResult } from './states.ts';

/** What the account may do in a repository, as GitHub's answers say; null: not known. */
export interface Rights {
  permissions: { readonly admin: boolean; readonly push: boolean } | null;
  /** GitHub was asked for them and did answer. */
  asked: boolean;
  /** What changing a state taught: true after it worked, false after a 403. */
  mayChangeState: boolean | null;
}

/** Fields and weights of what is wrong in an advisory. */
export type FindingsOf = (advisory: Advisory, login: string) => Facts['findings'];

/** What this machine remembers, for an assessment. */
export interface Memory {
  readonly progress: (advisory: Advisory) => Progress;
  readonly stopped: (advisory: Advisory) => string | null;
  readonly links: (advisory: Advisory) => PortLinks | undefined;
}

/** All that one account at one GitHub was shown. With another account it is thrown away whole. */
export class Knowledge {
  /** Empty until GitHub said who we are. */
  login = '';
  findings: FindingsOf = () => [];
  readonly evidence: Evidence;
  readonly audience: Audience;
  readonly #shelves = new Map<string, Shelf>();
  readonly #rights = new Map<string, Rights>();
  readonly #found = new WeakMap<Advisory, Facts['findings']>();

  constructor(log: (error: unknown) => void) {
    this.evidence = new Evidence(log);
    this.audience = new Audience(log);
  }

  /** The repositories that are listed, in their order; what is known of others is forgotten. */
  keep(repositories: readonly RepoRef[]): readonly Shelf[] {
    const shelves = repositories.map(repo => this.shelf(repo) ?? new Shelf(repo));
    this.#shelves.clear();
    for (const shelf of shelves) this.#shelves.set(repoName(shelf.repo).toLowerCase(), shelf);
    return shelves;
  }

  shelf(repo: RepoRef): Shelf | undefined {
    return this.#shelves.get(repoName(repo).toLowerCase());
  }

  rights(repo: RepoRef): Rights {
    const name = repoName(repo).toLowerCase();
    const rights = this.#rights.get(name) ?? { permissions: null, asked: false, mayChangeState: null };
    this.#rights.set(name, rights);
    return rights;
  }

  get results(): readonly RepoResult[] {
    return [...this.#shelves.values()].map(({ result }) => result);
  }

  /** The open ones that name us coordinator: of these more is read, of others never. */
  mine(): readonly Advisory[] {
    return this.results
      .flatMap(({ advisories }) => advisories)
      .filter(({ state }) => state === 'triage' || state === 'draft')
      .filter(advisory => isCoordinator(advisory, this.login));
  }

  role(advisory: Advisory): Role {
    return roleOf({ advisory, me: this.login, ...this.rights(advisory.repo) });
  }

  facts(advisory: Advisory, memory: Memory, now: Date): Facts {
    return {
      advisory,
      profile: profileOf(repoName(advisory.repo)),
      me: this.login,
      role: this.role(advisory),
      now,
      pulls: this.evidence.pulls(advisory),
      portStopped: memory.stopped(advisory),
      publicFix: this.evidence.fix(advisory, memory.links(advisory)),
      progress: memory.progress(advisory),
      findings: this.#findings(advisory),
    };
  }

  #findings(advisory: Advisory): Facts['findings'] {
    const found = this.#found.get(advisory) ?? this.findings(advisory, this.login);
    this.#found.set(advisory, found);
    return found;
  }
}
