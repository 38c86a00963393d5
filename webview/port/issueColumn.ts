import type { IssueState, IssueView } from '../../src/ui/port/protocol.ts';
import { h, icon, link, replace } from '../common/dom.ts';
import type { ValueElement } from '../common/toolkit.ts';
import type { Asks } from './asks.ts';
import { at, column, locked, type Columns } from './column.ts';
import { Field } from './field.ts';
import { FindingList } from './findings.ts';
import { Labels } from './labels.ts';

/** What the column shows of a port or of a public issue. */
type IssueColumnState = Pick<IssueState, 'phase' | 'findings' | 'targets' | 'labels' | 'notes'> & {
  readonly view: Pick<IssueView, 'existingIssue'>;
};

/** Stands where nothing is written yet: the report is not proposed. */
const hint = 'What happens, what should happen, and how to see it';

/** The issue's column: the first of three, or alone. */
export function issueColumn(asks: Asks, look: 'first' | 'alone'): Columns<IssueColumnState> {
  const alone = look === 'alone';
  const title = new Field('issue.title', 'Title', asks);
  const body = new Field('issue.body', 'Body', asks, alone ? { rows: 10, placeholder: hint } : { rows: 3 });
  const about = new FindingList('issue-findings', asks);
  const labels = new Labels('issue', asks);
  const existing = h('div', { class: 'existing' });
  const note = h('p', { class: 'note' });
  const fresh = h('div', { class: 'stack' }, title.element, body.element);
  const set = [labels.element, existing];
  const { element, to } = alone
    ? column(
        null,
        'Issue',
        about.element,
        h('div', { class: 'beside' }, fresh, h('div', { class: 'set' }, ...set, note)),
      )
    : column('1', 'Issue', about.element, fresh, ...set, h('div', { class: 'space' }), note);
  return {
    element,
    update(state, value) {
      to.textContent = state.targets.issue;
      fresh.hidden = state.view.existingIssue !== null;
      title.update(value('issue.title'), at(state, 'issue.title'), { locked: locked(state) });
      body.update(value('issue.body'), at(state, 'issue.body'), { locked: locked(state) });
      about.update(at(state, 'issue'));
      labels.update(state.labels.issue, locked(state));
      replace(existing, `${state.view.existingIssue} ${state.phase}`, () => existingIssue(state, asks));
      replace(note, state.notes.issue ?? '', () =>
        state.notes.issue ? [icon('mail', 'info'), h('span', {}, state.notes.issue)] : [],
      );
    },
  };
}

function existingIssue({ view, phase }: Pick<IssueColumnState, 'view' | 'phase'>, asks: Asks): HTMLElement[] {
  if (view.existingIssue !== null) {
    return [
      h('span', {}, `Uses issue ${view.existingIssue}, which is public already.`),
      ...(phase === 'review'
        ? [link('Open a new issue', () => asks.ask({ t: 'existingIssue', number: null }))]
        : []),
    ];
  }
  if (phase !== 'review') return [];
  const place = h('span', {});
  const closed = () => place.replaceChildren(link('Use an existing issue…', open));
  const open = () => {
    const field = h('vscode-text-field', {
      placeholder: 'Number',
      'aria-label': 'Number of an existing issue',
    }) as ValueElement;
    const wrong = h('span', { role: 'alert' });
    const use = () => {
      const number = /^\s*(?:#|gh-)?([1-9]\d{0,8})\s*$/i.exec(field.value)?.[1];
      if (number === undefined) return (wrong.textContent = 'Write the number of the issue, such as 210461.');
      wrong.textContent = '';
      return asks.ask({ t: 'existingIssue', number: Number(number) });
    };
    field.addEventListener('keydown', ({ key }) => {
      if (key === 'Enter') use();
      if (key !== 'Escape') return;
      closed();
      place.querySelector('button')?.focus();
    });
    place.replaceChildren(field, link('Use', use), wrong);
    field.focus();
  };
  closed();
  return [place];
}
