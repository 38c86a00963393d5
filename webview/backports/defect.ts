import type { DefectView } from '../../src/ui/backports/protocol.ts';
import { button, h, icon } from '../common/dom.ts';
import { hold } from '../common/hold.ts';

export interface DefectParts {
  /** null: of the whole fix. */
  readonly branch: string | null;
  /** Why nothing that writes may be pressed; null: it may. */
  readonly held: string | null;
  readonly press: (defect: string, at: number) => void;
  /** Where somebody may say that the branch needs none. */
  readonly skip?: (() => void) | undefined;
}

const spoken = { error: 'Error: ', warning: 'Warning: ' } as const;

/** What is wrong, as a sentence, and what one can press about it. */
export function defectLine(
  { id, severity, text, repairs }: DefectView,
  { branch, held, press, skip }: DefectParts,
): HTMLElement {
  // Which branch it is about is seen, but not heard.
  const named = (label: string, pressed: () => void): HTMLElement => {
    const made = button(label, pressed, 'secondary');
    if (branch !== null && !label.includes(branch)) made.append(h('span', { class: 'sr' }, `, ${branch}`));
    return made;
  };
  return h(
    'div',
    { class: 'line', 'data-defect': id },
    icon(severity === 'error' ? 'error' : 'warning', severity),
    h('span', { class: 'sentence' }, h('span', { class: 'sr' }, spoken[severity]), text),
    h(
      'span',
      { class: 'presses' },
      ...repairs.map(({ at, label, writes }) => {
        const off = writes && held !== null;
        const made = named(label, () => off || press(id, at));
        if (off) queueMicrotask(() => hold(made, held));
        return made;
      }),
      skip ? named('Not needed…', skip) : null,
    ),
  );
}
