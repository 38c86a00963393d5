import '../common/base.css';
import './announce.css';
import type { ToHost, ToPage } from '../../src/ui/announce/protocol.ts';
import { h } from '../common/dom.ts';
import { connectHost } from '../common/host.ts';
import { registerToolkit } from '../common/toolkit.ts';
import { After } from './after.ts';
import type { Ask } from './asks.ts';
import { Gates } from './gates.ts';
import { Header } from './header.ts';
import { Letter } from './letter.ts';
import { Send } from './send.ts';

registerToolkit();

const ask: Ask = message => host.ask(message);
const header = new Header();
const gates = new Gates(ask);
const letter = new Letter(ask);
const send = new Send(ask, () => letter.seen);
const after = new After(ask);

const host = connectHost<ToHost, ToPage>(({ t, state, revision }) => {
  if (t !== 'state') return;
  header.update(state);
  gates.update(state);
  letter.update(state, revision);
  send.update(state);
  after.update(state);
  document.body.dataset['phase'] = state.phase;
});

// In the order in which it is done: what has to be true, what is read, what is pressed.
document
  .querySelector('#page')!
  .append(
    header.element,
    h(
      'div',
      { class: 'split' },
      gates.element,
      letter.element,
      h('div', { class: 'acts' }, send.element, after.element),
    ),
  );

void ask({ t: 'ready' });
