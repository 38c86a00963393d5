import { env, UIKind, type ExtensionContext } from 'vscode';

const name = 'ghsa.secretsKept';

/**
 * Does SecretStorage outlive the window here? Some hosts keep it in memory only. A mark that was written by an earlier
 * window and is still there proves it; until then a desktop is trusted and a browser is not.
 */
export class SecretsKept {
  #kept: boolean;

  constructor({ secrets, globalState }: Pick<ExtensionContext, 'secrets' | 'globalState'>) {
    this.#kept = env.uiKind === UIKind.Desktop;
    void this.#look({ secrets, globalState });
  }

  get value(): boolean {
    return this.#kept;
  }

  async #look({ secrets, globalState }: Pick<ExtensionContext, 'secrets' | 'globalState'>): Promise<void> {
    const marked = globalState.get<boolean>(name, false);
    const found = await secrets.get(name);
    if (found !== undefined) this.#kept = true;
    else if (marked) this.#kept = false;
    if (found === undefined) await secrets.store(name, 'yes');
    if (!marked) await globalState.update(name, true);
  }
}
