import type { ConflictRow, ConflictState } from '../../src/ui/port/protocol.ts';
import { button, h, icon, link, replace } from '../common/dom.ts';
import type { Asks } from './asks.ts';
import { practiceLine } from '../common/practice.ts';

const rowIcons = { open: ['warning', 'warning'], resolved: ['pass', 'ok'], deleted: ['trash', ''] } as const;
const stateWords = { open: 'open', resolved: 'resolved', deleted: 'will be deleted' };

/** The page while conflicts wait: what conflicts, how far each file is, and the two ways on. */
export class Conflicts {
  readonly element: HTMLElement;
  readonly #practice = practiceLine();
  readonly #meta = h('p', { class: 'meta' });
  readonly #list = h('ul', { class: 'conflicts' });
  readonly #sentence = h('p', { role: 'status' });
  readonly #buttons = h('div', { class: 'buttons' });
  readonly #asks: Asks;

  constructor(asks: Asks) {
    this.#asks = asks;
    const cancel = button('Cancel', () => asks.ask({ t: 'cancel' }), 'secondary');
    const heading = h('div', {}, h('h1', {}, 'Port to a public pull request'), this.#meta);
    this.element = h(
      'div',
      { hidden: true },
      h('header', {}, this.#practice, h('div', { class: 'head' }, heading, h('div', {}, cancel))),
      h(
        'section',
        { class: 'zone', 'aria-label': 'Private, waits for you' },
        h(
          'p',
          { class: 'zone-title' },
          icon('lock'),
          h('b', {}, 'Private, waits for you'),
          h('span', {}, 'Nothing has been sent. All of it can be undone.'),
        ),
        this.#list,
        h('div', { class: 'final' }, this.#sentence, this.#buttons),
      ),
    );
  }

  update(state: ConflictState): void {
    const { advisoryTitle, privatePull, onto, files, summary, ready } = state;
    this.#practice.hidden = !state.sandbox;
    replace(this.#meta, JSON.stringify([advisoryTitle, privatePull, onto]), () => [
      h('bdi', {}, advisoryTitle),
      h(
        'span',
        {},
        'private PR ',
        link(`#${privatePull}`, () => this.#asks.ask({ t: 'openPrivatePull' })),
      ),
      h('span', {}, 'onto public main at ', h('code', {}, onto)),
    ]);
    replace(this.#list, JSON.stringify(files), () => files.map(file => this.#row(file)));
    if (this.#sentence.textContent !== summary) this.#sentence.textContent = summary;
    const merge = files.some(({ kind }) => kind === 'edit');
    const ask = this.#asks.ask;
    replace(this.#buttons, `${ready} ${merge}`, () => [
      merge
        ? button('Open Merge Editor', () => ask({ t: 'openMergeEditor' }), ready ? 'secondary' : 'primary')
        : null,
      button('Continue Port', () => ask({ t: 'continue' }), ready || !merge ? 'primary' : 'secondary'),
    ]);
  }

  #row(file: ConflictRow): HTMLElement {
    const { path, words, state } = file;
    const [glyph, tone] = rowIcons[state];
    const said = h('span', { class: 'sr' }, `, ${stateWords[state]}`);
    return h(
      'li',
      { 'data-state': state },
      icon(glyph, tone),
      h('div', { class: 'what' }, h('code', {}, path), said, h('p', {}, words)),
      h('div', { class: 'fixes' }, ...this.#ways(file)),
    );
  }

  #ways({ path, kind, state, choices }: ConflictRow): HTMLElement[] {
    const { ask } = this.#asks;
    const edit = link('Open in merge editor', () => ask({ t: 'openMergeEditor', path }), {
      'aria-label': `Open in merge editor: ${path}`,
    });
    const again = link('Start over', () => ask({ t: 'reopen', path }), {
      'aria-label': `Start over: ${path}`,
    });
    if (state !== 'open') return kind === 'edit' ? [edit, again] : [again];
    const chosen = choices.map(choice => {
      const words = choiceWords(choice, choices);
      return link(words, () => ask({ t: 'choose', path, choice }), { 'aria-label': `${words}: ${path}` });
    });
    return kind === 'edit' ? [...chosen, edit] : chosen;
  }
}

/** Where only one side has the file, it is kept or deleted; else one of the two is taken. */
function choiceWords(choice: ConflictRow['choices'][number], all: ConflictRow['choices']): string {
  const both = all.includes('public') && all.includes('private');
  switch (choice) {
    case 'public':
      return both ? "Take public main's" : "Keep public main's";
    case 'private':
      return both ? "Take the fix's" : "Keep the fix's";
    case 'elsewhere':
      return 'Put it where the fix had it';
    case 'delete':
      return 'Delete it';
    case 'accept':
      return 'Right as it is';
  }
}
