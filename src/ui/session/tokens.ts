import { isGitHub, tokenHost } from '../../github/host.ts';

/** Where tokens of other hosts are kept: VS Code's SecretStorage. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

/** What a kept token's key begins with. */
export const tokenPrefix = 'ghsa.token:';

/**
 * One token for one host. GitHub's is the session of VS Code; every other host's own is kept as a secret under its
 * name. A token that its host refused is not used again.
 */
export class Tokens {
  readonly #secrets: Secrets;
  readonly #session: () => Promise<string | null>;
  readonly #refused = new Set<string>();

  /** `session` gives the token of VS Code's GitHub session without asking anybody. */
  constructor(secrets: Secrets, session: () => Promise<string | null>) {
    this.#secrets = secrets;
    this.#session = session;
  }

  /** The token of this host, or null when nobody is signed in there. @throws SettingError for a bad address. */
  async of(apiUrl: string): Promise<string | null> {
    const found = await this.#find(apiUrl);
    return found === null || this.#refused.has(found) ? null : found;
  }

  /** Keeps a token that the user typed for this host. */
  async keep(apiUrl: string, token: string): Promise<void> {
    this.#refused.delete(token);
    await this.#secrets.store(key(apiUrl), token);
  }

  /** The host said 401. VS Code's session is not ours to remove, so its token is remembered as refused. */
  async refuse(apiUrl: string): Promise<void> {
    const found = await this.#find(apiUrl);
    if (found === null) return;
    this.#refused.add(found);
    if (!isGitHub(apiUrl)) await this.#secrets.delete(key(apiUrl));
  }

  /** Is there a token that its host refused? Then only a new one helps. */
  async isRefused(apiUrl: string): Promise<boolean> {
    const found = await this.#find(apiUrl);
    return found !== null && this.#refused.has(found);
  }

  async #find(apiUrl: string): Promise<string | null> {
    const kept = key(apiUrl);
    return isGitHub(apiUrl) ? this.#session() : ((await this.#secrets.get(kept)) ?? null);
  }
}

function key(apiUrl: string): string {
  return `${tokenPrefix}${tokenHost(apiUrl).origin}`;
}
