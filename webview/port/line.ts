import type { LineState, PortStep, ToHost } from '../../src/ui/port/protocol.ts';
import { button, h, icon, link, replace, replaceEach } from '../common/dom.ts';
import { hold } from '../common/hold.ts';
import type { Asks } from './asks.ts';

/** So long after a change of a text the button stays off: nobody presses what they have not read. */
const restAfterEdit = 600;

const stepIcons: Readonly<Record<PortStep['state'], string>> = {
  todo: 'circle-large-outline',
  busy: 'loading codicon-modifier-spin',
  done: 'check',
  failed: 'error',
};

const toldIcons: Readonly<Record<PortStep['state'], string>> = { ...stepIcons, todo: 'check' };

type Seen = Extract<ToHost, { t: 'makePublic' }>['seen'];

/** What the buttons behind the line say. */
export interface LineWords {
  /** "Continue port" */
  readonly goOn: string;
  /** What can be opened at the end: "Open Pull Request", of this step. */
  readonly open: { readonly label: string; readonly step: string };
  /** What it crosses; absent: the public line. */
  readonly edge?: LineEdge;
}

/** The edge between what was looked at and what is sent, in words. */
export interface LineEdge {
  readonly above: string;
  readonly title: string;
  readonly below: string;
  /** What a screen reader is told of it. */
  readonly name: string;
  /** The zone below it. */
  readonly steps: string;
  /** The one button. */
  readonly press: { readonly label: string; readonly icon: string };
  /** Does anything become public there? */
  readonly public: boolean;
}

const publicLine: LineEdge = {
  above: 'Private above',
  title: 'The public line',
  below: 'Public below',
  name: 'Public line. Everything above is private.',
  steps: 'Public steps',
  press: { label: 'Make public', icon: 'globe' },
  public: true,
};

/** The public line, the steps behind it, and the one button. */
export class PublicLine {
  readonly element: HTMLElement;
  readonly #steps = h('ol', { class: 'steps' });
  readonly #log = h('div', { class: 'log', role: 'log', 'aria-label': 'Progress' });
  readonly #sentence = h('p', { id: 'summary', role: 'status', tabindex: '-1' });
  readonly #buttons = h('div', { class: 'buttons' });
  readonly #asks: Asks;
  readonly #seen: () => Seen;
  readonly #words: LineWords;
  readonly #edge: LineEdge;
  #state: LineState | null = null;
  #resting = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(asks: Asks, seen: () => Seen, words: LineWords) {
    this.#asks = asks;
    this.#words = words;
    this.#edge = words.edge ?? publicLine;
    this.#seen = seen;
    const { above, title, below, name, steps } = this.#edge;
    const line = h(
      'div',
      { class: 'line', role: 'separator', 'aria-label': name },
      h('span', {}, icon('lock'), above),
      h('strong', {}, title),
      h('span', {}, icon(this.#edge.public ? 'globe' : 'lock'), below),
    );
    this.element = h(
      'div',
      { class: `public ${this.#edge.public ? '' : 'calm'}`.trim() },
      line,
      h(
        'section',
        { class: 'behind', 'aria-label': steps },
        this.#steps,
        this.#log,
        h('div', { class: 'final' }, this.#sentence, this.#buttons),
      ),
    );
  }

  /** A text changed: the button rests. */
  edited(): void {
    this.#resting = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#resting = false;
      this.#paintButtons();
    }, restAfterEdit);
    this.#paintButtons();
  }

  update(state: LineState): void {
    const before = this.#state;
    this.#state = state;
    if (before?.phase === 'review' && JSON.stringify(before.view) !== JSON.stringify(state.view))
      this.edited();
    replace(this.#steps, JSON.stringify(state.steps), () =>
      state.steps.map((step, i) => this.#step(step, i + 1 === state.steps.length)),
    );
    const dropped = state.droppedLabels;
    // What GitHub dropped has a line of its own, with what to do.
    const isDropped = ({ id, state: at }: PortStep) => id === 'labels' && at === 'done' && dropped.length > 0;
    const told = state.steps.filter(step => step.text !== null && !isDropped(step));
    const why = state.steps.find(isDropped)?.text ?? null;
    replaceEach(this.#log, [
      ...told.map(step => ({ key: JSON.stringify(step), make: () => this.#line(step) })),
      ...(dropped.length > 0
        ? [{ key: `${dropped.join()} ${why}`, make: () => this.#dropped(dropped, why) }]
        : []),
    ]);
    // A status is read aloud whenever it is written.
    if (this.#sentence.textContent !== state.summary) this.#sentence.textContent = state.summary;
    this.#paintButtons();
  }

  #step({ id, label, state }: PortStep, last: boolean): HTMLElement {
    return h(
      'li',
      { class: `step ${state}`, 'data-step': id },
      icon(stepIcons[state]),
      h('span', {}, label),
      h('span', { class: 'sr' }, { todo: '', busy: ', running', done: ', done', failed: ', failed' }[state]),
      ...(last ? [] : [icon('chevron-right', 'arrow')]),
    );
  }

  #line({ id, text, link: address, state }: PortStep): HTMLElement {
    return h(
      'div',
      { class: `told ${state}` },
      icon(toldIcons[state], state === 'failed' ? 'error' : 'ok'),
      address === null
        ? h('span', {}, text)
        : link(text ?? '', () => this.#asks.ask({ t: 'openLink', step: id })),
    );
  }

  #dropped(labels: readonly string[], why: string | null): HTMLElement {
    const count = labels.length === 1 ? '1 label' : `${labels.length} labels`;
    return h(
      'div',
      { class: 'told' },
      icon('warning', 'warning'),
      h(
        'span',
        {},
        `${why ?? `GitHub dropped ${count}: you may not set ${labels.length === 1 ? 'it' : 'them'}.`} `,
        link('Copy Request for a Triager', () => this.#asks.ask({ t: 'copyLabelRequest' })),
      ),
    );
  }

  #paintButtons(): void {
    const state = this.#state;
    if (!state) return;
    const off = !state.ready || this.#resting;
    const pressed =
      this.#buttons.contains(document.activeElement) && this.#buttons.dataset['phase'] !== state.phase;
    this.#buttons.dataset['phase'] = state.phase;
    // A second press must not meet another button: focus goes to the sentence that says what happened.
    if (pressed) this.#sentence.focus();
    replace(
      this.#buttons,
      `${state.phase} ${off} ${state.ready} ${state.offers.map(({ id }) => id).join()}`,
      () => {
        switch (state.phase) {
          case 'review':
            return [this.#makePublic()];
          case 'running':
            return [
              button('Stop after this step', () => this.#asks.ask({ t: 'stopAfterStep' }), 'secondary'),
            ];
          case 'stopped':
          case 'failed':
            return [
              ...state.offers.map(({ id, label }) =>
                button(label, () => this.#asks.ask({ t: 'amend', how: id }), 'secondary'),
              ),
              button(this.#words.goOn, () => this.#asks.ask({ t: 'continue' }), 'primary'),
            ];
          case 'done':
            return [button('Close', () => this.#asks.ask({ t: 'close' }), 'secondary'), this.#openMade()];
        }
      },
    );
    const press = this.#buttons.querySelector('#make-public');
    if (press) hold(press, off ? this.#sentence.textContent || 'Read it once more.' : null);
  }

  #openMade(): HTMLElement {
    const { label, step } = this.#words.open;
    return button(label, () => this.#asks.ask({ t: 'openLink', step }), 'primary');
  }

  #makePublic(): HTMLElement {
    const press = () => {
      if (this.#resting || !this.#state?.ready) return;
      this.#asks.ask({ t: 'makePublic', seen: this.#seen() });
    };
    const { label, icon: glyph } = this.#edge.press;
    const element = button(label, press, 'primary', glyph);
    element.id = 'make-public';
    element.setAttribute('aria-describedby', 'summary');
    return element;
  }
}
