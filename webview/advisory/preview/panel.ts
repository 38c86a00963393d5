import type { PreviewName } from '../../../src/ui/editor/protocol.ts';
import { h, icon } from '../../common/dom.ts';
import type { PageModel } from '../model.ts';
import { openLinks } from './links.ts';
import { AdvisoryView } from './advisoryView.ts';
import { MailView } from './mailView.ts';
import { BlurbView, RecordView } from './textViews.ts';
import type { View } from './view.ts';

const names: readonly { readonly id: PreviewName; readonly label: string }[] = [
  { id: 'email', label: 'E-mail' },
  { id: 'advisory', label: 'Advisory' },
  { id: 'blurb', label: 'Blurb' },
  { id: 'record', label: 'CVE record' },
];

/** What the project calls its news entry. */
function newsWord({ state }: PageModel): string {
  const noun = state.profile.news?.noun ?? 'news';
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
}

/** How many panels there were: their radios need names of their own. */
let panels = 0;

/** One of four previews at a time; the others cost nothing. */
export class PreviewPanel {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #choices: ReadonlyMap<PreviewName, HTMLInputElement>;
  readonly #views = new Map<PreviewName, View>();
  readonly #card = h('div', { class: 'preview-card' });
  readonly #legend = h(
    'p',
    { class: 'preview-line legend', hidden: true },
    h('span', { class: 'swatch', 'aria-hidden': 'true' }),
    'Not saved yet',
  );
  readonly #copied = h('span', { class: 'dim copied', role: 'status' });
  #name: PreviewName = 'email';
  /** Counts the drawings: an older one ends when there is a newer one. */
  #drawing = 0;

  constructor(model: PageModel, beside: boolean) {
    this.#model = model;
    const group = `preview-${++panels}`;
    this.#choices = new Map(
      names.map(({ id }) => [
        id,
        h('input', {
          type: 'radio',
          name: group,
          value: id,
          onchange: () => this.show(id),
        }) as HTMLInputElement,
      ]),
    );
    this.#choices.get(this.#name)!.checked = true;
    this.element = h(
      'div',
      { class: `previews ${beside ? 'is-beside' : 'is-alone'}` },
      h(
        'div',
        { class: 'preview-bar' },
        h(
          'div',
          { class: 'segments', role: 'radiogroup', 'aria-label': 'Preview' },
          ...names.map(({ id, label }) =>
            h('label', {}, this.#choices.get(id)!, h('span', {}, id === 'blurb' ? newsWord(model) : label)),
          ),
        ),
        this.#copied,
        iconButton('copy', 'Copy preview', () => this.#copy()),
        beside
          ? iconButton('close', 'Close preview', () => model.tell({ t: 'previewBeside', on: false }))
          : null,
      ),
      this.#card,
      h(
        'div',
        { class: 'preview-foot' },
        h(
          'p',
          { class: 'preview-line' },
          icon('info', 'info'),
          'Not sent from here. Announce opens when the fix is merged into main.',
        ),
        this.#legend,
      ),
    );
    openLinks(this.#card, model);
    // Out of view nothing is drawn; it is drawn when it comes into view.
    new ResizeObserver(() => this.#draw()).observe(this.element);
  }

  update(): void {
    this.#draw();
  }

  show(name: PreviewName): void {
    this.#name = name;
    this.#choices.get(name)!.checked = true;
    this.#copied.textContent = '';
    this.#draw();
  }

  #view(): View {
    const known = this.#views.get(this.#name);
    if (known) return known;
    const view = make[this.#name](this.#model, () => this.#draw());
    this.#views.set(this.#name, view);
    return view;
  }

  #draw(): void {
    if (this.#model.state.stored === null || !this.element.checkVisibility()) return;
    const drawing = ++this.#drawing;
    const view = this.#view();
    if (this.#card.firstElementChild !== view.element) {
      this.#card.replaceChildren(view.element);
      this.#legend.hidden = true;
    }
    this.element.setAttribute('aria-busy', 'true');
    void view
      .draw(() => drawing !== this.#drawing)
      // The host may be asked; what went wrong there is drawn anew with the next change.
      .catch(() => false)
      .then(changed => {
        if (drawing !== this.#drawing) return;
        this.element.removeAttribute('aria-busy');
        this.#legend.hidden = !changed;
      });
  }

  #copy(): void {
    this.#copied.textContent = '';
    const copied = async () => this.#model.ask({ t: 'copy', text: await this.#view().copy() });
    copied().then(
      () => (this.#copied.textContent = 'Copied'),
      (error: Error) => (this.#copied.textContent = error.message),
    );
  }
}

const make: Readonly<Record<PreviewName, (model: PageModel, again: () => void) => View>> = {
  email: model => new MailView(model),
  advisory: (model, again) => new AdvisoryView(model, again),
  blurb: model => new BlurbView(model),
  record: (model, again) => new RecordView(model, again),
};

function iconButton(glyph: string, name: string, onclick: () => void): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': name, title: name, onclick },
    icon(glyph),
  );
}
