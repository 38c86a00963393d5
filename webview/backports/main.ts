import '../common/base.css';
import './backports.css';
import './table.css';
import type { ToHost, ToPage } from '../../src/ui/backports/protocol.ts';
import { h } from '../common/dom.ts';
import { connectHost } from '../common/host.ts';
import { registerToolkit } from '../common/toolkit.ts';
import type { Ask } from './asks.ts';
import { Header } from './header.ts';
import { Sections } from './sections.ts';

registerToolkit();

const ask: Ask = message => host.ask(message);
const header = new Header(ask);
const sections = new Sections(ask);
const empty = h('p', { class: 'empty', role: 'status' });
const foot = h('footer', {});

const host = connectHost<ToHost, ToPage>(({ t, state }) => {
  if (t !== 'state') return;
  header.update(state);
  sections.update(state);
  empty.textContent = state.empty ?? '';
  foot.replaceChildren(...state.foot.map(line => h('p', {}, line)));
  document.body.dataset['phase'] = state.phase;
});

document.querySelector('#page')!.append(header.element, empty, sections.element, foot);

void ask({ t: 'ready' });
