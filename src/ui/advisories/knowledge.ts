import { isCoordinator, sameLogin } from '../../advisory/assignment.ts';
import { repoName, type Advisory, type RepoRef } from '../../advisory/model.ts';
import type { PortLinks } from '../../jobs/port/steps/rememberLinks.ts';
import type { BackportSummary } from '../../process/backports/types.ts';
import { roleOf, type Assessment, type Facts, type Progress, type Role } from '../../process/index.ts';
import { profileOf } from '../../project/index.ts';
import { Assessments } from './assessments.ts';
import { Audience } from './audience.ts';
import { Evidence } from './evidence.ts';
import { findingsOf } from './findings.ts';
import { Polls } from './polling.ts';
import { readEverything, type RefreshOptions } from './refresh.ts';
import { SharedReading, type LinksOffer } from './shared.ts';
import { Shelf } from './shelf.ts';
import type { AdvisorySource } from './source.ts';
import type { RepoResult } from './states.ts';

/** What the account may do in a repository, as GitHub's answers say; null: not known. */
export interface Rights {
  permissions: { readonly admin: boolean; readonly push: boolean } | null;
  /** GitHub was asked for them and did answer. */
  asked: boolean;
  /** What changing a state taught: true after it worked, false after a 403. */
  mayChangeState: boolean | null;
}

export interface KnowledgeParts {
  /** What this machine remembers of an advisory. */
  readonly progress: (advisory: Advisory) => Progress;
  /** The step at which its port stopped. */
  readonly stopped: (advisory: Advisory) => string | null;
  /** The links of its finished port. */
  readonly links: (advisory: Advisory) => PortLinks | undefined;
  /** What was read of the backports of its fix. */
  readonly backports?: (advisory: Advisory) => BackportSummary | null;
  /** Remembers the pull request of a fix that began in public. */
  readonly found: (links: PortLinks) => Promise<void>;
  /** Told of links that stand in a discussion and are not known here. */
  readonly offered: (offer: LinksOffer) => void;
  readonly log: (error: unknown) => void;
  readonly now: () => Date;
}

/** All that one account at one GitHub was shown. With another account it is thrown away whole. */
export class Knowledge {
  /** Empty until GitHub said who we are. */
  login = '';
  /** Counts the changes of what is beside the lists. */
  revision = 0;
  readonly parts: KnowledgeParts;
  readonly evidence: Evidence;
  readonly audience: Audience;
  readonly shared = new SharedReading();
  readonly #assessments = new Assessments();
  readonly #polls = new Polls();
  readonly #shelves = new Map<string, Shelf>();
  readonly #rights = new Map<string, Rights>();
  readonly #findings = new WeakMap<Advisory, Facts['findings']>();

  constructor(parts: KnowledgeParts) {
    const changed = () => void this.revision++;
    this.parts = parts;
    this.evidence = new Evidence(parts.log, changed);
    this.audience = new Audience(parts.log, changed);
  }

  /**
   * Reads everything anew, one request at a time.
   * @throws what ends all reading: offline, signed out, rate limit, cancelled
   */
  async read(github: AdvisorySource, options: RefreshOptions): Promise<void> {
    if (this.login === '') {
      const { login } = await github.users.me(options.signal);
      this.login = login;
    }
    await readEverything(github, this, options);
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
    return this.#open().filter(advisory => isCoordinator(advisory, this.login));
  }

  /** The open ones that we reported: there the teams tell whether we are more than the reporter. */
  reported(): readonly Advisory[] {
    return this.#open().filter(
      ({ reported, author }) => reported && author !== null && sameLogin(author, this.login),
    );
  }

  #open(): readonly Advisory[] {
    return this.results
      .flatMap(({ advisories }) => advisories)
      .filter(({ state }) => state === 'triage' || state === 'draft');
  }

  role(advisory: Advisory): Role {
    const member = this.audience.hasMember(advisory, this.login);
    return roleOf({ advisory, me: this.login, member, ...this.rights(advisory.repo) });
  }

  facts(advisory: Advisory): Facts {
    const { parts } = this;
    return {
      advisory,
      profile: profileOf(repoName(advisory.repo)),
      me: this.login,
      role: this.role(advisory),
      now: parts.now(),
      pulls: this.evidence.pulls(advisory),
      portStopped: parts.stopped(advisory),
      publicFix: this.evidence.fix(advisory, parts.links(advisory), parts.backports?.(advisory) ?? null),
      progress: parts.progress(advisory),
      findings: this.#found(advisory),
    };
  }

  /** The same object for as long as nothing changed. */
  assessment(advisory: Advisory): Assessment {
    return this.#assessments.of(this.facts(advisory));
  }

  /** Which of ours are to be looked at again now, because the bot may have acted. */
  duePolls(): readonly string[] {
    return this.#polls.due(
      this.mine().map(advisory => this.facts(advisory)),
      this.parts.now(),
    );
  }

  #found(advisory: Advisory): Facts['findings'] {
    const found = this.#findings.get(advisory) ?? findingsOf(advisory, this.login);
    this.#findings.set(advisory, found);
    return found;
  }
}
