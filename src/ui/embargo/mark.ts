import { StatusBarAlignment, ThemeColor, Uri, window, type Disposable, type StatusBarItem } from 'vscode';
import type { PrivateClone } from '../../jobs/fork/types.ts';
import { EmbargoDecorations } from './decoration.ts';
import { markWords } from './markWords.ts';

/** The mark of a window that holds private clones: in the status bar, and on their folders. */
export class EmbargoMark implements Disposable {
  readonly #item: StatusBarItem;
  readonly #decorations: EmbargoDecorations;
  readonly #registered: Disposable;

  constructor(roots: () => readonly string[]) {
    this.#item = window.createStatusBarItem('ghsa.embargo', StatusBarAlignment.Left, 999);
    this.#item.name = 'GHSA Embargo';
    this.#item.command = 'ghsa.embargoMenu';
    this.#item.backgroundColor = new ThemeColor('statusBarItem.warningBackground');
    // Explorer hands out addresses as `Uri.file` makes them.
    this.#decorations = new EmbargoDecorations(() => roots().map(path => Uri.file(path).fsPath));
    this.#registered = window.registerFileDecorationProvider(this.#decorations);
  }

  draw(clones: readonly PrivateClone[], ownWindow: boolean): void {
    this.#decorations.redraw();
    if (clones.length === 0) return this.#item.hide();
    const { text, tooltip, label } = markWords(clones, ownWindow);
    this.#item.text = text;
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = { label, role: 'button' };
    this.#item.show();
  }

  dispose(): void {
    this.#registered.dispose();
    this.#decorations.dispose();
    this.#item.dispose();
  }
}
