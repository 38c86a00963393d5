import { h } from '../common/dom.ts';
import type { CheckElement } from '../common/toolkit.ts';

/** A box to tick, with its words. */
export function tick(
  text: string,
  on: boolean,
  disabled: boolean,
  change: (on: boolean) => void,
): HTMLElement {
  const box = h('vscode-checkbox', { checked: on, disabled }, text) as CheckElement;
  box.addEventListener('change', () => {
    if (box.checked !== on) change(box.checked);
  });
  return box;
}
