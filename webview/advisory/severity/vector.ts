import { chosenOf, metrics, parseVector } from '../../../src/cvss/index.ts';
import type { Chosen } from '../../../src/ui/editor/protocol.ts';
import { h, icon } from '../../common/dom.ts';
import { count } from '../words.ts';
import type { Bench } from './bench.ts';

/** The vector as text, both ways: choosing writes it; what is typed or pasted fills the metrics. */
export class VectorField {
  readonly element: HTMLElement;
  readonly #bench: Bench;
  readonly #area: HTMLTextAreaElement;
  readonly #copy: HTMLElement;
  readonly #reset: HTMLElement;
  readonly #copied = h('span', { class: 'sr', role: 'status' });
  /** What the page wrote last; what differs from it was typed. */
  #written: string | null = null;

  constructor(bench: Bench, saidId: string) {
    this.#bench = bench;
    this.#area = h('textarea', {
      id: 'vector',
      rows: '1',
      spellcheck: 'false',
      autocomplete: 'off',
      placeholder: 'Paste a vector, or choose below',
      'aria-describedby': saidId,
      onkeydown: event => this.#key(event as KeyboardEvent),
      onpaste: event => this.#paste(event as ClipboardEvent),
      onblur: () => this.#apply(),
    }) as HTMLTextAreaElement;
    this.#copy = iconButton('copy', 'Copy vector', () => void this.#toClipboard());
    this.#reset = iconButton('discard', 'Back to the vector on GitHub', () => this.#askReset());
    this.element = h(
      'div',
      { class: 'result-line vector-line' },
      h('label', { class: 'result-label', for: 'vector' }, 'Vector'),
      this.#area,
      this.#copy,
      this.#reset,
      this.#copied,
    );
  }

  update(): void {
    const { model } = this.#bench;
    const text = textOf(model.chosen());
    if (text !== this.#written) {
      this.#written = text;
      this.#area.value = text;
      this.#valid(true);
    }
    this.#area.readOnly = model.readOnly;
    turn(this.#copy, model.score() !== null);
    turn(this.#reset, !model.readOnly && model.draft.metrics !== null);
  }

  focus(): void {
    this.#area.focus();
  }

  /** Fills the metrics from a text, or says why not; then the last good vector stays. */
  take(text: string): void {
    const { model } = this.#bench;
    if (model.readOnly) return;
    const read = parseVector(text);
    if (read.ok) {
      // The page writes it back in its one form.
      this.#written = null;
      model.setMetrics(chosenOf(read.vector));
      this.#bench.say(
        read.repairs.length === 0 ? null : { tone: 'info', text: `Repaired: ${read.repairs.join(', ')}.` },
      );
      this.update();
      return;
    }
    const { version } = read;
    this.#bench.say({
      tone: 'error',
      text: read.errors[0]!,
      actions: version?.startsWith('3')
        ? [{ label: `Propose from v${version}`, act: () => this.#bench.propose(text.trim()) }]
        : [],
    });
  }

  async #toClipboard(): Promise<void> {
    this.#copied.textContent = '';
    try {
      await this.#bench.model.ask({ t: 'copy', text: this.#bench.model.score()!.vector });
    } catch (error) {
      return this.#bench.say({ tone: 'error', text: (error as Error).message });
    }
    this.#copied.textContent = 'Copied';
    const glyph = this.#copy.firstElementChild!;
    glyph.className = 'codicon codicon-check';
    setTimeout(() => (glyph.className = 'codicon codicon-copy'), 1500);
  }

  #valid(good: boolean): void {
    if (good) this.#area.removeAttribute('aria-invalid');
    else this.#area.setAttribute('aria-invalid', 'true');
  }

  /** What was typed and not taken yet. */
  #apply(): void {
    const text = this.#area.value;
    if (text === this.#written || this.#bench.model.readOnly) return;
    const good = text.trim() !== '' && parseVector(text).ok;
    if (text.trim() === '') {
      // Emptied by hand: the metrics below stay, so their vector comes back.
      this.#area.value = this.#written ?? '';
      return;
    }
    this.take(text);
    this.#valid(good);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      event.preventDefault();
      this.#apply();
    } else if (event.key === 'Escape') {
      this.#area.value = this.#written ?? '';
      this.#valid(true);
      this.#bench.say(null);
    }
  }

  /** A whole vector replaces the field; a piece of one goes where the caret is. */
  #paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!/^\s*(cvss:|\(?av:)/i.test(text) || this.#bench.model.readOnly) return;
    event.preventDefault();
    this.take(text);
    const read = parseVector(text);
    if (read.ok) return;
    this.#area.value = text.trim();
    this.#valid(false);
  }

  #askReset(): void {
    const { model } = this.#bench;
    const notes = Object.keys(model.draft.notes).length;
    if (notes === 0) return this.#back();
    this.#bench.say({
      tone: 'warning',
      text: `This throws away ${count(notes, 'note')}.`,
      actions: [
        { label: 'Reset', act: () => this.#back() },
        { label: 'Cancel', act: () => this.#bench.say(null) },
      ],
    });
  }

  #back(): void {
    const { model } = this.#bench;
    const { metrics, notes } = model.draft;
    model.setMetrics(null);
    model.setNotes({});
    this.#bench.say({
      tone: 'info',
      text: 'Back to the vector on GitHub.',
      actions: [
        {
          label: 'Undo',
          act: () => {
            model.setMetrics(metrics);
            model.setNotes(notes);
            this.#bench.say(null);
          },
        },
      ],
    });
    this.#area.focus();
  }
}

/** As far as it is chosen, in the order of a vector. */
function textOf(chosen: Chosen): string {
  const parts = metrics.flatMap(({ id }) => (chosen[id] === undefined ? [] : [`${id}:${chosen[id]}`]));
  return parts.length === 0 ? '' : `CVSS:4.0/${parts.join('/')}`;
}

function iconButton(glyph: string, name: string, press: () => void): HTMLElement {
  const button: HTMLElement = h(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': name,
      title: name,
      onclick: () => {
        if (button.getAttribute('aria-disabled') !== 'true') press();
      },
    },
    icon(glyph),
  );
  return button;
}

function turn(button: HTMLElement, on: boolean): void {
  button.setAttribute('aria-disabled', String(!on));
}
