import { isGitHub, tokenHost } from '../../github/host.ts';

/** Where tokens of other hosts are kept: VS Code's SecretStorage. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  /** Not every VS Code can list them. */
  keys?(): PromiseLike<readonly string[]>;
}

/** What a kept token's key begins with. */
export const tokenPrefix = 'ghsa.token:';
/** The list of the hosts that a token is kept for: a secret, too, so that every window reads it as it is now. */
const index = 'ghsa.tokens';

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
    const { origin } = tokenHost(apiUrl);
    // Listed first: what a kill leaves can be found, and a host without a token is nothing.
    await list(this.#secrets, [...(await listed(this.#secrets)), origin]);
    await this.#secrets.store(key(apiUrl), token);
  }

  /** The host said 401. VS Code's session is not ours to remove, so its token is remembered as refused. */
  async refuse(apiUrl: string): Promise<void> {
    const found = await this.#find(apiUrl);
    if (found === null) return;
    this.#refused.add(found);
    if (!isGitHub(apiUrl)) await removeToken(this.#secrets, tokenHost(apiUrl).origin);
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

/**
 * Origins of the hosts that a token is kept for, by whatever window. `apiUrl` may name one whose token an earlier
 * version kept without listing it.
 */
export async function tokenOrigins(secrets: Secrets, apiUrl: string): Promise<readonly string[]> {
  const known = [...(await listed(secrets)), ...(await toldOf(secrets))];
  if (URL.canParse(apiUrl)) known.push(new URL(apiUrl).origin);
  const kept = await Promise.all(
    [...new Set(known)].map(async origin =>
      (await secrets.get(tokenPrefix + origin)) === undefined ? [] : [origin],
    ),
  );
  return kept.flat();
}

/** Signs out of a host. */
export async function removeToken(secrets: Secrets, origin: string): Promise<void> {
  await secrets.delete(tokenPrefix + origin);
  const known = await listed(secrets);
  if (known.includes(origin))
    await list(
      secrets,
      known.filter(other => other !== origin),
    );
}

/** The keys of all secrets, where VS Code tells them. */
export async function secretKeys(secrets: Secrets): Promise<readonly string[]> {
  return (await secrets.keys?.()) ?? [];
}

async function toldOf(secrets: Secrets): Promise<readonly string[]> {
  const keys = await secretKeys(secrets);
  return keys.filter(name => name.startsWith(tokenPrefix)).map(name => name.slice(tokenPrefix.length));
}

/** A list that is damaged is none. */
async function listed(secrets: Secrets): Promise<readonly string[]> {
  try {
    const read: unknown = JSON.parse((await secrets.get(index)) ?? '[]');
    return Array.isArray(read) ? read.filter(origin => typeof origin === 'string') : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

async function list(secrets: Secrets, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) await secrets.delete(index);
  else await secrets.store(index, JSON.stringify([...new Set(origins)]));
}
