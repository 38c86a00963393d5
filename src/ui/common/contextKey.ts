import { commands } from 'vscode';

/** A `when` key that this extension sets. */
export class ContextKey<T extends string | boolean | number> {
  readonly #name: string;
  #value: T | undefined;

  constructor(name: `ghsa:${string}`) {
    this.#name = name;
  }

  set(value: T): void {
    if (value === this.#value) return;
    this.#value = value;
    void commands.executeCommand('setContext', this.#name, value);
  }
}
