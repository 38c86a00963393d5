import type { BackportState, PortState } from '../../src/ui/port/protocol.ts';
import { h } from '../common/dom.ts';
import type { Asks } from './asks.ts';
import { backportTicks } from './backportTicks.ts';
import { at, locked, type Columns } from './column.ts';
import { commitColumn } from './commitColumn.ts';
import { Field } from './field.ts';
import { issueColumn } from './issueColumn.ts';
import { pullColumn } from './pullColumn.ts';

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
      commit.update({ ...state, branchFixed: true }, value);
      pull.update(state, value);
    },
  };
}

function blurbField(asks: Asks): Columns<PortState> {
  const blurb = new Field('commit.blurb', 'Blurb', asks, { mono: true, rows: 2 });
  return {
    element: blurb.element,
    update(state, value) {
      blurb.element.hidden = state.news === null;
      blurb.update(value('commit.blurb'), at(state, 'commit.blurb'), {
        locked: locked(state),
        hint: state.news?.kind ?? '',
        label: state.news?.word ?? '',
      });
    },
  };
}
