import type { ToPage } from '../../src/ui/editor/protocol.ts';

type Press = Extract<ToPage, { t: 'press' }>['what'];

/**
 * The keys that VS Code has commands for. The page acts on them by itself, too, and then VS Code says the same a
 * moment later: that echo is dropped.
 */
export class Keys {
  readonly #act: (what: Press) => void;
  readonly #echoes = new Map<Press, number>();

  constructor(act: (what: Press) => void) {
    this.#act = act;
    document.addEventListener('keydown', event => this.#key(event));
  }

  /** VS Code says that a command was run. */
  pressed(what: Press): void {
    const at = this.#echoes.get(what);
    this.#echoes.delete(what);
    if (at !== undefined && performance.now() - at < 1000) return;
    this.#act(what);
  }

  #key(event: KeyboardEvent): void {
    const what = pressOf(event);
    if (!what) return;
    event.preventDefault();
    this.#echoes.set(what, performance.now());
    this.#act(what);
  }
}

function pressOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): Press | null {
  if (altKey) return null;
  if (key === 'F8') return shiftKey ? 'previousFinding' : 'nextFinding';
  return (ctrlKey || metaKey) && !shiftKey && key.toLowerCase() === 's' ? 'save' : null;
}
