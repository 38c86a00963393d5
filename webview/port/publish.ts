import type { PublishedPart, PublishState } from '../../src/ui/port/protocol.ts';
import { h, icon, replace } from '../common/dom.ts';
import type { Asks } from './asks.ts';
import { at, column, locked, type Columns } from './column.ts';
import { FindingList } from './findings.ts';
import { Header, type Meta } from './header.ts';
import type { Look } from './linePage.ts';

const publishMeta: Meta<PublishState> = ({ advisoryTitle, shortId }) => [
  h('bdi', {}, advisoryTitle),
  h('code', {}, shortId),
];

/** An advisory on its way to everybody: what they will read, and the id that is typed to confirm it. */
export function publishLook(asks: Asks): Look<PublishState> {
  return {
    header: new Header<PublishState>(asks, {
      heading: 'Publish on GitHub',
      meta: publishMeta,
      savesPatch: false,
    }),
    columns: publishColumn(asks),
    words: () => ['Exactly this; the discussion stays with those who are in it.'],
    line: {
      goOn: 'Publish',
      open: { label: 'Open Advisory', step: 'publish' },
      edge: {
        above: 'Private above',
        title: 'The public line',
        below: 'Public below, for good',
        name: 'Public line. Everything above is private.',
        steps: 'Public steps',
        press: { label: 'Publish for good', icon: 'globe' },
        public: true,
      },
    },
  };
}

function publishColumn(asks: Asks): Columns<PublishState> {
  const lists = new Map<PublishedPart['id'], FindingList>();
  const shown = h('div', { class: 'published' });
  const notes = h('div', { class: 'stack' });
  const hint = h('span', { class: 'hint' });
  const input = h('input', {
    id: 'confirm',
    type: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    oninput: () => asks.ask({ t: 'confirm', typed: input.value }),
  }) as HTMLInputElement;
  const label = h('label', { for: 'confirm' }, h('span', {}, 'Confirm'), hint);
  const confirm = h('div', { class: 'field' }, label, input);
  const { element } = column(null, 'Advisory', shown, notes, confirm);
  const part = ({ id, label, lines }: PublishedPart): HTMLElement => {
    const list = lists.get(id) ?? new FindingList(`${id}-findings`, asks);
    lists.set(id, list);
    const text = lines.length === 0 ? h('p', { class: 'none' }, 'None') : h('pre', {}, lines.join('\n'));
    return h('section', { 'aria-label': label }, h('h3', {}, label), text, list.element);
  };
  return {
    element: h('div', { class: 'columns alone' }, element),
    update(state) {
      replace(shown, JSON.stringify(state.view.shown), () => state.view.shown.map(part));
      for (const [id, list] of lists) list.update(at(state, id));
      replace(notes, JSON.stringify(state.notes), () =>
        state.notes.map(text => h('p', { class: 'note' }, icon('info', 'info'), h('span', {}, text))),
      );
      confirm.hidden = locked(state);
      hint.textContent = `type ${state.shortId} to publish it`;
      // What is being typed is newer than what the host says.
      if (document.activeElement !== input) input.value = state.view.typed;
    },
  };
}
