import type { Client } from './client.ts';
import { needed, neededNumber, object, textOrNull } from './shape.ts';

export interface Account {
  readonly login: string;
  readonly name: string | null;
  /** GitHub's address for somebody who keeps theirs private: `<id>+<login>@users.noreply.github.com`. */
  readonly noreplyEmail: string;
}

export class Users {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Who we are signed in as, and with which scopes (null where GitHub does not say: a fine-grained token). */
  async me(signal?: AbortSignal): Promise<Account & { readonly scopes: readonly string[] | null }> {
    const { data, headers } = await this.#client.get('/user', {}, signal);
    const scopes = headers['x-oauth-scopes'];
    return { ...account(data), scopes: scopes ? scopes.split(/,\s*/) : null };
  }

  async get(login: string, signal?: AbortSignal): Promise<Account> {
    return account((await this.#client.get('/users/{login}', { login }, signal)).data);
  }
}

function account(data: unknown): Account {
  const json = object(data);
  const login = needed(json, 'login');
  return {
    login,
    name: textOrNull(json, 'name'),
    noreplyEmail: `${neededNumber(json, 'id')}+${login}@users.noreply.github.com`,
  };
}
