import { mkdir } from 'node:fs/promises';
import type { Disposable, ExtensionContext } from 'vscode';
import { connect, type GitHub } from '../../github/index.ts';
import type { PortTools } from '../../jobs/port/index.ts';
import type { JobStore } from '../../jobs/store.ts';
import { linksOf } from '../common/portLinks.ts';
import { releaseCycles } from '../common/releaseCycles.ts';
import { GitTools } from '../git/gitTools.ts';
import { outgoing } from '../outgoing/ours.ts';
import type { Session } from '../session/session.ts';
import { scratchRootOf } from './scratchRoot.ts';

/** Makes what a port works with here. */
export class Toolbox implements Disposable {
  readonly #context: ExtensionContext;
  readonly #store: JobStore;
  readonly #gitTools: GitTools;

  constructor(context: ExtensionContext, session: Session, store: JobStore) {
    this.#context = context;
    this.#store = store;
    this.#gitTools = new GitTools(context, session);
  }

  /** Where the scratch repositories lie. */
  get scratchRoot(): string {
    return scratchRootOf(this.#context);
  }

  async make(github: GitHub): Promise<PortTools> {
    const { git, gitUrl } = await this.#gitTools.make(github);
    await mkdir(this.scratchRoot, { recursive: true, mode: 0o700 });
    return {
      github,
      git,
      gitUrl,
      scratchRoot: this.scratchRoot,
      store: this.#store,
      portedBefore: async (repo, ghsaId) => linksOf(this.#context.globalState, repo, ghsaId),
      accountOf: async token => {
        const own = connect({ apiUrl: github.apiUrl, token: async () => token, onSent: outgoing.github });
        return (await own.users.me()).login;
      },
      releaseCycle: stopped => releaseCycles(this.#context).read(stopped),
      now: () => new Date(),
    };
  }

  dispose(): void {
    this.#gitTools.dispose();
  }
}
