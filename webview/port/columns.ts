import type { BackportState, PortState } from '../../src/ui/port/protocol.ts';
import { h, replace } from '../common/dom.ts';
import type { Asks } from './asks.ts';
import { at, locked, type Columns } from './column.ts';
import { commitColumn } from './commitColumn.ts';
import { Field } from './field.ts';
import { issueColumn } from './issueColumn.ts';
import { pullColumn } from './pullColumn.ts';
import { tick } from './tick.ts';

/** The three columns, in the order in which things are made: issue, commit, pull request. */
export function columns(asks: Asks): Columns<PortState> {
  const blurb = blurbField(asks);
  const ticks = backportTicks(asks);
  const issue = issueColumn(asks, 'first');
  const commit = commitColumn(asks, '2', blurb.element);
  const pull = pullColumn(asks, '3', ticks.element);
  return {
    element: h('div', { class: 'columns' }, issue.element, commit.element, pull.element),
    update: (state, value) => {
      for (const part of [issue, commit, pull, blurb, ticks]) part.update(state, value);
    },
  };
}

/** A backport has its issue already. */
export function backportColumns(asks: Asks): Columns<BackportState> {
  const commit = commitColumn(asks, '1');
  const pull = pullColumn(asks, '2');
  return {
    element: h('div', { class: 'columns two' }, commit.element, pull.element),
    update: (state, value) => {
      commit.update(state, value);
      pull.update(state, value);
    },
  };
}

function blurbField(asks: Asks): Columns<PortState> {
  const blurb = new Field('commit.blurb', 'Blurb', asks, { mono: true, rows: 2 });
  return {
    element: blurb.element,
    update(state, value) {
      blurb.element.hidden = state.blurbSection === null;
      blurb.update(value('commit.blurb'), at(state, 'commit.blurb'), {
        locked: locked(state),
        hint: state.blurbSection ?? '',
      });
    },
  };
}

/** The branches that the fix is to go to as well. */
function backportTicks(asks: Asks): Columns<PortState> {
  const backports = h('div', { class: 'ticks', role: 'group', 'aria-label': 'Backport to' });
  const hint = h('span', { class: 'hint' });
  const element = h(
    'div',
    { class: 'field' },
    h('div', { class: 'label' }, h('span', {}, 'Backport to'), hint),
    backports,
  );
  return {
    element,
    update(state) {
      element.hidden = state.backports.length === 0;
      hint.textContent = `${state.backports.filter(({ on }) => on).length} of ${state.backports.length}`;
      replace(backports, JSON.stringify([state.backports, locked(state)]), () =>
        state.backports.map(({ branch, on }) =>
          tick(branch, on, locked(state), value => asks.ask({ t: 'backport', branch, on: value })),
        ),
      );
    },
  };
}
