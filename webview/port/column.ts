import type { FieldId, LineState, PortFinding } from '../../src/ui/port/protocol.ts';
import { h } from '../common/dom.ts';

/** One column or several, and how they take in a state. */
export interface Columns<State> {
  readonly element: HTMLElement;
  readonly update: (state: State, value: (field: FieldId) => string) => void;
}

/** A column: its number (where there are several), what it makes, and where. */
export function column(
  number: string | null,
  title: string,
  ...children: readonly HTMLElement[]
): { element: HTMLElement; to: HTMLElement } {
  const to = h('span', { class: 'to' });
  const heading = h(
    'h2',
    {},
    number === null ? null : h('span', { class: 'number', 'aria-hidden': 'true' }, number),
    title,
    to,
  );
  return { element: h('section', { class: 'column', 'aria-label': title }, heading, ...children), to };
}

/** The findings of a field. */
export function at({ findings }: Pick<LineState, 'findings'>, field: PortFinding['field']): PortFinding[] {
  return findings.filter(finding => finding.field === field);
}

export function locked({ phase }: Pick<LineState, 'phase'>): boolean {
  return phase !== 'review';
}
