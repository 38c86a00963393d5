import { sameLogin } from '../../advisory/assignment.ts';
import { shortId, type Advisory } from '../../advisory/model.ts';
import type { DecideParts, Outcome } from '../../jobs/decide/index.ts';
import type { GitHub } from '../../github/index.ts';
import { postOnce, type Posted } from '../../jobs/save/index.ts';
import type { Facts } from '../../process/types.ts';
import type { Profile } from '../../project/index.ts';
import { during } from './ask.ts';
import type { DeskParts } from './parts.ts';

/** Somebody else is signed in than when it began. */
class AccountError extends Error {
  override readonly name = 'AccountError';
  readonly kind = 'other-account';

  constructor() {
    super('The account was changed meanwhile. Nothing was sent.');
  }
}

/** One advisory on the desk: what a command does with it goes through here, so that the tree hears of it. */
export class Case {
  readonly parts: DeskParts;
  /** As it began: an outcome can be told of whatever became of the session meanwhile. */
  readonly #first: Facts;
  #advisory: Advisory;
  #posted: string | null = null;

  /** @throws Error where nothing was read yet */
  constructor(parts: DeskParts, advisory: Advisory) {
    this.parts = parts;
    this.#advisory = advisory;
    this.#first = parts.model.facts(advisory);
  }

  /** As it was read last. */
  get advisory(): Advisory {
    return this.#advisory;
  }

  /** `93rp` */
  get id(): string {
    return shortId(this.#advisory.ghsaId);
  }

  /** Of questions. */
  get title(): string {
    return `GHSA ${this.id}`;
  }

  /** As they are now; as they were where another account, or none, is signed in now. */
  get facts(): Facts {
    const { model } = this.parts;
    const { state } = model;
    return state.kind === 'loaded' && sameLogin(state.login, this.#first.me)
      ? model.facts(this.#advisory)
      : { ...this.#first, advisory: this.#advisory };
  }

  /** The comment that was posted from here last. */
  get posted(): string | null {
    return this.#posted;
  }

  get profile(): Profile {
    return this.facts.profile;
  }

  /**
   * Does a job behind a notification that can stop it. `adminOnly`: what GitHub answers teaches whether this account
   * may change states here.
   *
   * @throws GitHubError
   */
  async act(
    doing: string,
    job: (parts: DecideParts, seen: Advisory) => Promise<Outcome>,
    { adminOnly = false }: { readonly adminOnly?: boolean } = {},
  ): Promise<Outcome> {
    const { github, model } = this.parts;
    const { repo, ghsaId } = this.#advisory;
    const connection = await github();
    await this.#stillUs(connection);
    const login = this.facts.me;
    const outcome = await during(`${doing} ${this.id}…`, signal =>
      job({ github: connection, repo, ghsaId, login, signal }, this.#advisory),
    );
    this.take(outcome.advisory);
    if (adminOnly && outcome.kind === 'done') model.learn(repo, true);
    if (adminOnly && outcome.kind === 'forbidden') model.learn(repo, false);
    return outcome;
  }

  /** A newer version. */
  take(advisory: Advisory): void {
    this.#advisory = advisory;
    this.parts.model.take(advisory);
    // An open page cannot learn it from the list, which leaves out what was closed.
    const { report } = this.parts;
    void this.parts.editors().then(editors => editors.newer([advisory]), report);
  }

  /** What this machine remembers of it from now on; what is `undefined` is forgotten. */
  remember(change: Parameters<DeskParts['progress']['update']>[1]): Promise<void> {
    return this.parts.progress.update(this.#advisory, change);
  }

  /** Writes into the discussion, unless the same words of ours are there. Everybody in it is mailed. */
  async post(body: string): Promise<Posted['kind']> {
    const connection = await this.parts.github();
    await this.#stillUs(connection);
    const { advisories } = connection;
    const { me } = this.facts;
    const { kind } = await during(`Commenting on ${this.id}…`, signal =>
      postOnce(advisories, this.#advisory, me, body, { signal }),
    );
    if (kind === 'posted') this.#posted = body;
    return kind;
  }

  /** What one account began, another one does not go on with: GitHub is asked where the list does not say who we are. */
  async #stillUs({ users }: GitHub): Promise<void> {
    const { state } = this.parts.model;
    const now = state.kind === 'loaded' ? state.login : (await users.me()).login;
    if (!sameLogin(now, this.#first.me)) throw new AccountError();
  }
}
