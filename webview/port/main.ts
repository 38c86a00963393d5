import '../common/base.css';
import './port.css';
import type {
  ConflictState,
  FieldId,
  IssueState,
  PortState,
  ToHost,
  ToPage,
} from '../../src/ui/port/protocol.ts';
import { h, icon } from '../common/dom.ts';
import { connectHost } from '../common/host.ts';
import { registerToolkit } from '../common/toolkit.ts';
import type { Asks } from './asks.ts';
import { Conflicts } from './conflict.ts';
import { issueLook, LinePage, portLook } from './linePage.ts';

registerToolkit();

let state: PortState | IssueState | null = null;
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
    (port ?? issue)?.edited();
    asks.ask({ t: 'edit', field, value: text, revision });
  },
};

const parts = { value, seen, problem };
const page = document.querySelector('#page')!;
const conflicts = new Conflicts(asks);
page.append(conflicts.element);
/** Which of the two it is, the first state says. */
let port: LinePage<PortState> | null = null;
let issue: LinePage<IssueState> | null = null;

const host = connectHost<ToHost, ToPage>(message => {
  if (message.t === 'conflict') return showConflicts(message.state);
  if (message.t !== 'state' && message.t !== 'issue') return;
  state = message.state;
  // A page that comes back counts on from where the host is, or its first edits would look old.
  revision = Math.max(revision, message.revision);
  // What the host has taken in, it may show as it sees fit; newer edits of ours stay.
  for (const [field, edit] of edits) {
    if (edit.revision <= message.revision || state.phase !== 'review') edits.delete(field);
  }
  document.body.dataset['phase'] = state.phase;
  if (message.t === 'state') {
    port = shown(port, () => new LinePage(asks, portLook(asks), parts));
    port.update(message.state);
  } else {
    issue = shown(issue, () => new LinePage(asks, issueLook(asks, message.state.purpose), parts));
    issue.update(message.state);
  }
});

/** The page, made where there is none yet, in place of the conflicts. */
function shown<State extends PortState | IssueState>(
  known: LinePage<State> | null,
  make: () => LinePage<State>,
): LinePage<State> {
  const made = known ?? make();
  if (!known) page.prepend(...made.elements);
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
  for (const element of port?.elements ?? []) element.hidden = true;
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
