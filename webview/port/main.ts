import '../common/base.css';
import './port.css';
import type { ConflictState, FieldId, LineState, ToHost, ToPage } from '../../src/ui/port/protocol.ts';
import { h, icon } from '../common/dom.ts';
import { connectHost } from '../common/host.ts';
import { registerToolkit } from '../common/toolkit.ts';
import type { Asks } from './asks.ts';
import { Conflicts } from './conflict.ts';
import { publishLook } from './publish.ts';
import { backportLook, issueLook, LinePage, portLook, type Look } from './linePage.ts';

registerToolkit();

/** What a message brings that is not the conflicts. */
type Shown = Exclude<ToPage, { t: 'conflict' }>;

let state: Shown['state'] | null = null;
let revision = 0;
/** Texts that were edited here and that the host has not shown back yet. */
const edits = new Map<FieldId, { readonly value: string; readonly revision: number }>();

const value = (field: FieldId): string => {
  const fields: Partial<Record<FieldId, string>> = state?.view.fields ?? {};
  return edits.get(field)?.value ?? fields[field] ?? '';
};

/** Exactly what the page shows, in the form the host compares. */
function seen(): Extract<ToHost, { t: 'makePublic' }>['seen'] {
  const { view } = state!;
  const fields = Object.fromEntries(Object.keys(view.fields).map(id => [id, value(id as FieldId)]));
  return { ...view, fields } as typeof view;
}

const problem = h('p', { class: 'problem', role: 'alert' });

const asks: Asks = {
  ask(message) {
    problem.replaceChildren();
    host.ask(message).catch((error: Error) => problem.replaceChildren(icon('error', 'error'), error.message));
  },
  edit(field, text) {
    edits.set(field, { value: text, revision: ++revision });
    line?.edited();
    asks.ask({ t: 'edit', field, value: text, revision });
  },
};

const parts = { value, seen, problem };
const page = document.querySelector('#page')!;
const conflicts = new Conflicts(asks);
page.append(conflicts.element);
/** Which one it is, the first state says. */
let line: LinePage | null = null;

const host = connectHost<ToHost, ToPage>(message => {
  if (message.t === 'conflict') return showConflicts(message.state);
  state = message.state;
  // A page that comes back counts on from where the host is, or its first edits would look old.
  revision = Math.max(revision, message.revision);
  // What the host has taken in, it may show as it sees fit; newer edits of ours stay.
  for (const [field, edit] of edits) {
    if (edit.revision <= message.revision || state.phase !== 'review') edits.delete(field);
  }
  document.body.dataset['phase'] = state.phase;
  line = inPlace(line ?? made(message));
  line.update(message.state);
});

/** The page for what the first state says it is. */
function made(first: Shown): LinePage {
  const page = pageOf(first);
  document.querySelector('#page')!.prepend(...page.elements);
  return page;
}

/** One frame shows one kind of thing, so its page takes the states that follow. */
function pageOf(first: Shown): LinePage {
  const of = <State extends LineState>(look: Look<State>) =>
    new LinePage(asks, look, parts) as unknown as LinePage;
  switch (first.t) {
    case 'state':
      return of(portLook(asks));
    case 'issue':
      return of(issueLook(asks, first.state.purpose));
    case 'onto':
      return of(backportLook(asks, first.state));
    case 'publish':
      return of(publishLook(asks));
  }
}

/** The page, in place of the conflicts. */
function inPlace(made: LinePage): LinePage {
  if (conflicts.element.hidden) return made;
  conflicts.element.hidden = true;
  for (const element of made.elements) element.hidden = false;
  made.elements[2]!.append(problem);
  made.focus();
  return made;
}

/** While conflicts wait there is nothing to read that could become public. */
function showConflicts(next: ConflictState): void {
  document.body.dataset['phase'] = 'conflict';
  for (const element of line?.elements ?? []) element.hidden = true;
  conflicts.element.hidden = false;
  conflicts.element.querySelector('.zone')!.append(problem);
  conflicts.update(next);
}

/** F8 and Shift+F8 walk the findings. */
document.addEventListener('keydown', event => {
  if (event.key !== 'F8') return;
  event.preventDefault();
  const all = [...document.querySelectorAll<HTMLElement>('.finding:not(.kept) .sentence')];
  if (all.length === 0) return;
  const now = all.indexOf(document.activeElement as HTMLElement);
  const next = event.shiftKey ? (now <= 0 ? all.length - 1 : now - 1) : (now + 1) % all.length;
  all[next]!.focus();
});

asks.ask({ t: 'ready' });
