import type { Client } from './client.ts';
import { split } from './repos.ts';
import { list, maybe, text } from './shape.ts';

/** What the checks of a commit say together. `none`: nothing reported. */
export interface CheckState {
  readonly state: 'passed' | 'failed' | 'running' | 'none';
  /** How many failed. */
  readonly failed: number;
}

/** Conclusions that hold nothing back; what is `stale` was given up by GitHub and decides nothing. */
const good: readonly string[] = ['success', 'neutral', 'skipped', 'stale'];
/** GitHub has at most 1,000 check runs of a commit worth asking for; a page has 100. */
const mostPages = 10;

/** Check runs (Actions, apps) and commit statuses (bots): GitHub keeps two kinds, and pull requests show both. */
export class Checks {
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  async of(fullName: string, ref: string, signal?: AbortSignal): Promise<CheckState> {
    const said = [
      ...(await this.#runs(fullName, ref, signal)),
      ...(await this.#statuses(fullName, ref, signal)),
    ];
    const failed = said.filter(word => word === 'failed').length;
    if (failed > 0) return { state: 'failed', failed };
    if (said.length === 0) return { state: 'none', failed };
    return { state: said.includes('running') ? 'running' : 'passed', failed };
  }

  async #runs(
    fullName: string,
    ref: string,
    signal: AbortSignal | undefined,
  ): Promise<CheckState['state'][]> {
    const said: CheckState['state'][] = [];
    for (let page = 1; page <= mostPages; page++) {
      const { data } = await this.#client.get(
        '/repos/{owner}/{repo}/commits/{ref}/check-runs',
        { ...split(fullName), ref, per_page: 100, page },
        signal,
      );
      const runs = list(maybe(data)['check_runs']).map(maybe);
      for (const run of runs) {
        if (text(run, 'status') !== 'completed') said.push('running');
        else said.push(good.includes(text(run, 'conclusion')) ? 'passed' : 'failed');
      }
      if (runs.length < 100) break;
    }
    return said;
  }

  /** The last word of each context. */
  async #statuses(
    fullName: string,
    ref: string,
    signal: AbortSignal | undefined,
  ): Promise<CheckState['state'][]> {
    const { data } = await this.#client.get(
      '/repos/{owner}/{repo}/commits/{ref}/status',
      { ...split(fullName), ref, per_page: 100 },
      signal,
    );
    return list(maybe(data)['statuses']).map(status => {
      const state = text(maybe(status), 'state');
      if (state === 'pending') return 'running';
      return state === 'success' ? 'passed' : 'failed';
    });
  }
}
