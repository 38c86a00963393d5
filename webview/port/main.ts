import '../common/base.css';
import './port.css';
import type {
  ConflictState,
  FieldId,
  PortState,
  PublicView,
  ToHost,
  ToPage,
} from '../../src/ui/port/protocol.ts';
import { h, icon } from '../common/dom.ts';
import { connectHost } from '../common/host.ts';
import { registerToolkit } from '../common/toolkit.ts';
import type { Asks } from './asks.ts';
import { columns } from './columns.ts';
import { Conflicts } from './conflict.ts';
import { Checks, Header } from './header.ts';
import { PublicLine } from './line.ts';

registerToolkit();

let state: PortState | null = null;
let revision = 0;
/** Texts that were edited here and that the host has not shown back yet. */
const edits = new Map<FieldId, { readonly value: string; readonly revision: number }>();

const value = (field: FieldId): string => edits.get(field)?.value ?? state?.view.fields[field] ?? '';

/** Exactly what the page shows, in the form the host compares. */
function seen(): PublicView {
  const { view } = state!;
  const fields = Object.fromEntries(Object.keys(view.fields).map(id => [id, value(id as FieldId)]));
  return { ...view, fields: fields as PublicView['fields'] };
}

const problem = h('p', { class: 'problem', role: 'alert' });

const asks: Asks = {
  ask(message) {
    problem.replaceChildren();
    host.ask(message).catch((error: Error) => problem.replaceChildren(icon('error', 'error'), error.message));
  },
  edit(field, text) {
    edits.set(field, { value: text, revision: ++revision });
    line.edited();
    asks.ask({ t: 'edit', field, value: text, revision });
  },
};

const host = connectHost<ToHost, ToPage>(message => {
  if (message.t === 'conflict') return showConflicts(message.state);
  if (message.t !== 'state') return;
  state = message.state;
  // A page that comes back counts on from where the host is, or its first edits would look old.
  revision = Math.max(revision, message.revision);
  // What the host has taken in, it may show as it sees fit; newer edits of ours stay.
  for (const [field, edit] of edits) {
    if (edit.revision <= message.revision || state.phase !== 'review') edits.delete(field);
  }
  update(state);
});

const becomes = h('b', {}, 'What becomes public');
const holeWords = h('span', {}, h('mark', { class: 'hole' }, 'NNNNNN'), ' becomes the issue number.');
const header = new Header(asks);
const checks = new Checks();
const three = columns(asks);
const line = new PublicLine(asks, seen);
const conflicts = new Conflicts(asks);

document
  .querySelector('#page')!
  .append(
    header.element,
    checks.element,
    h(
      'section',
      { class: 'zone becomes', 'aria-label': 'What becomes public' },
      h(
        'p',
        { class: 'zone-title' },
        icon('eye'),
        becomes,
        h('span', {}, 'Every text, file, label and name; nothing else is sent. ', holeWords),
      ),
      three.element,
      problem,
    ),
    line.element,
    conflicts.element,
  );
/** What the page shows once there is something to port. */
const port = [...document.querySelector('#page')!.children].filter(child => child !== conflicts.element);

/** While conflicts wait there is nothing to read that could become public. */
function showConflicts(next: ConflictState): void {
  document.body.dataset['phase'] = 'conflict';
  for (const part of port) (part as HTMLElement).hidden = true;
  conflicts.element.hidden = false;
  conflicts.element.querySelector('.zone')!.append(problem);
  conflicts.update(next);
}

function update(next: PortState): void {
  if (!conflicts.element.hidden) {
    conflicts.element.hidden = true;
    for (const part of port) (part as HTMLElement).hidden = false;
    three.element.after(problem);
    header.element.querySelector('h1')!.focus();
  }
  document.body.dataset['phase'] = next.phase;
  // Behind the line the number is there.
  holeWords.hidden = next.phase !== 'review';
  header.update(next);
  checks.update(next);
  becomes.textContent = next.phase === 'done' ? 'What became public' : 'What becomes public';
  three.update(next, value);
  line.update(next);
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
