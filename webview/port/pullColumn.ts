import type { LineState, PortState } from '../../src/ui/port/protocol.ts';
import { h, icon, replace } from '../common/dom.ts';
import type { Asks } from './asks.ts';
import { at, column, locked, type Columns } from './column.ts';
import { Field } from './field.ts';
import { Labels } from './labels.ts';

/** What the pull request's column shows of a port or of a backport. */
export type PullState = Pick<LineState, 'phase' | 'findings'> & {
  readonly targets: Pick<PortState['targets'], 'pull'>;
  readonly labels: Pick<PortState['labels'], 'pull'>;
  readonly notes: Pick<PortState['notes'], 'pull'>;
};

/** Title, body and labels of the pull request; below them what only some have. */
export function pullColumn(asks: Asks, number: string, ...more: readonly HTMLElement[]): Columns<PullState> {
  const title = new Field('pull.title', 'Title', asks);
  const body = new Field('pull.body', 'Body', asks, { rows: 3 });
  const labels = new Labels('pull', asks);
  const note = h('p', { class: 'note' });
  const { element, to } = column(
    number,
    'Pull request',
    title.element,
    body.element,
    labels.element,
    ...more,
    h('div', { class: 'space' }),
    note,
  );
  return {
    element,
    update(state, value) {
      to.textContent = state.targets.pull;
      title.update(value('pull.title'), at(state, 'pull.title'), { locked: locked(state) });
      body.update(value('pull.body'), at(state, 'pull.body'), { locked: locked(state) });
      labels.update(state.labels.pull, locked(state));
      replace(note, state.notes.pull ?? '', () =>
        state.notes.pull ? [icon('info', 'info'), h('span', {}, state.notes.pull)] : [],
      );
    },
  };
}
