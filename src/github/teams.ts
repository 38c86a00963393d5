import type { Client } from './client.ts';
import { orHidden } from './errors.ts';
import { maybe, textOrNull } from './shape.ts';

export class Teams {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Logins of a team's members, those of its child teams too. Null where GitHub does not show them. */
  async members(org: string, slug: string, signal?: AbortSignal): Promise<readonly string[] | null> {
    const found = await orHidden(
      this.#client.list('/orgs/{org}/teams/{slug}/members', { org, slug }, { signal }),
    );
    return found && found.flatMap(person => textOrNull(maybe(person), 'login') ?? []);
  }
}
