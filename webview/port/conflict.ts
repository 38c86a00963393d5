import type { ConflictRow, ConflictState, ConflictWords } from '../../src/ui/port/protocol.ts';
import { button, h, icon, link, replace } from '../common/dom.ts';
import type { Asks } from './asks.ts';
import { ChangeFrom } from './changeFrom.ts';
import { practiceLine } from '../common/practice.ts';

const rowIcons = { open: ['warning', 'warning'], resolved: ['pass', 'ok'], deleted: ['trash', ''] } as const;
const stateWords = { open: 'open', resolved: 'resolved', deleted: 'will be deleted' };

/** The page while conflicts wait: what conflicts, how far each file is, and the two ways on. */
export class Conflicts {
  readonly element: HTMLElement;
  readonly #practice = practiceLine();
  readonly #heading = h('h1', {});
  readonly #meta = h('p', { class: 'meta' });
  readonly #zone: HTMLElement;
  readonly #zoneTitle = h('b', {});
  readonly #list = h('ul', { class: 'conflicts' });
  readonly #sentence = h('p', { role: 'status' });
  readonly #buttons = h('div', { class: 'buttons' });
  readonly #from: ChangeFrom;
  readonly #asks: Asks;

  constructor(asks: Asks) {
    this.#asks = asks;
    this.#from = new ChangeFrom(asks);
    const cancel = button('Cancel', () => asks.ask({ t: 'cancel' }), 'secondary');
    const heading = h('div', {}, this.#heading, this.#meta);
    const undone = h('span', {}, 'Nothing has been sent. All of it can be undone.');
    this.#zone = h(
      'section',
      { class: 'zone' },
      h('p', { class: 'zone-title' }, icon('lock'), this.#zoneTitle, undone),
      this.#list,
      h('div', { class: 'final' }, this.#sentence, this.#buttons),
    );
    this.element = h(
      'div',
      { hidden: true },
      h(
        'header',
        {},
        this.#practice,
        h('div', { class: 'head' }, heading, h('div', {}, cancel)),
        this.#from.element,
      ),
      this.#zone,
    );
  }

  update(state: ConflictState): void {
    const { advisoryTitle, words, onto, files, summary, ready } = state;
    this.#heading.textContent = words.heading;
    this.#zoneTitle.textContent = words.zone;
    this.#zone.setAttribute('aria-label', words.zone);
    this.#practice.hidden = !state.sandbox;
    this.#from.update(state.from, false);
    replace(this.#meta, JSON.stringify([advisoryTitle, words, onto]), () => [
      h('bdi', {}, advisoryTitle),
      h(
        'span',
        {},
        `${words.from} `,
        link(words.pull, () => this.#asks.ask({ t: 'openPrivatePull' })),
      ),
      h('span', {}, `onto ${words.public} at `, h('code', {}, onto)),
    ]);
    replace(this.#list, JSON.stringify([files, words]), () => files.map(file => this.#row(file, words)));
    if (this.#sentence.textContent !== summary) this.#sentence.textContent = summary;
    const merge = files.some(({ kind }) => kind === 'edit');
    const ask = this.#asks.ask;
    replace(this.#buttons, `${ready} ${merge} ${words.goOn}`, () => [
      merge
        ? button('Open Merge Editor', () => ask({ t: 'openMergeEditor' }), ready ? 'secondary' : 'primary')
        : null,
      button(words.goOn, () => ask({ t: 'continue' }), ready || !merge ? 'primary' : 'secondary'),
    ]);
  }

  #row(file: ConflictRow, names: ConflictWords): HTMLElement {
    const { path, words, state } = file;
    const [glyph, tone] = rowIcons[state];
    const said = h('span', { class: 'sr' }, `, ${stateWords[state]}`);
    return h(
      'li',
      { 'data-state': state },
      icon(glyph, tone),
      h('div', { class: 'what' }, h('code', {}, path), said, h('p', {}, words)),
      h('div', { class: 'fixes' }, ...this.#ways(file, names)),
    );
  }

  #ways({ path, kind, state, choices }: ConflictRow, names: ConflictWords): HTMLElement[] {
    const { ask } = this.#asks;
    const edit = link('Open in merge editor', () => ask({ t: 'openMergeEditor', path }), {
      'aria-label': `Open in merge editor: ${path}`,
    });
    const again = link('Start over', () => ask({ t: 'reopen', path }), {
      'aria-label': `Start over: ${path}`,
    });
    if (state !== 'open') return kind === 'edit' ? [edit, again] : [again];
    const chosen = choices.map(choice => {
      const words = choiceWords(choice, choices, names);
      return link(words, () => ask({ t: 'choose', path, choice }), { 'aria-label': `${words}: ${path}` });
    });
    return kind === 'edit' ? [...chosen, edit] : chosen;
  }
}

/** Where only one side has the file, it is kept or deleted; else one of the two is taken. */
function choiceWords(
  choice: ConflictRow['choices'][number],
  all: ConflictRow['choices'],
  names: ConflictWords,
): string {
  const both = all.includes('public') && all.includes('private');
  switch (choice) {
    case 'public':
      return `${both ? 'Take' : 'Keep'} ${names.public}'s`;
    case 'private':
      return `${both ? 'Take' : 'Keep'} the fix's`;
    case 'elsewhere':
      return 'Put it where the fix had it';
    case 'delete':
      return 'Delete it';
    case 'accept':
      return 'Right as it is';
  }
}
