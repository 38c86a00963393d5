import { h, icon, link, replace } from '../../common/dom.ts';
import { Weaknesses } from '../fields/weaknessNames.ts';
import type { PageModel } from '../model.ts';
import { recordOf } from './content.ts';
import { drawParts } from './parts.ts';
import { hole, plainParts } from './plain.ts';
import { sources, type View } from './view.ts';

/** The NEWS entry that the port page will propose. */
export class BlurbView implements View {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #kind = h('dt', {});
  readonly #section = h('dd', {});
  readonly #text = h('div', { class: 'plain-text' });
  readonly #note = h('span', {});

  constructor(model: PageModel) {
    this.#model = model;
    this.element = h(
      'div',
      { class: 'blurb' },
      h('dl', { class: 'mail-head' }, this.#kind, this.#section),
      this.#text,
      h('p', { class: 'preview-line in-card' }, icon('info', 'info'), this.#note),
    );
  }

  async draw(stale: () => boolean): Promise<boolean> {
    const { state } = this.#model;
    const { news } = state.profile;
    const section = news?.kind ?? null;
    this.#kind.textContent = news?.kindWord ?? '';
    const { now, before } = sources(this.#model);
    (this.element.firstElementChild as HTMLElement).hidden = section === null;
    this.#text.hidden = section === null;
    this.#section.textContent = section;
    this.#note.textContent =
      section === null
        ? `${state.repo} has no news entry that is written here.`
        : 'Proposed from the title. The port page writes the final one.';
    if (section === null) return false;
    const pieces = (text: string) => [text === '' ? { hole: 'title' } : { text }];
    const proposed = await this.#propose(now.fields.title, before.fields.title);
    if (stale()) return false;
    const { parts, changed } = plainParts(pieces(proposed[0]), pieces(proposed[1]));
    await drawParts(this.#text, parts, stale);
    return changed;
  }

  async copy(): Promise<string> {
    return (await this.#propose(sources(this.#model).now.fields.title))[0];
  }

  /** Each project writes its entries in its own way; the host knows them all. */
  async #propose<Titles extends readonly string[]>(
    ...titles: Titles
  ): Promise<{ readonly [At in keyof Titles]: string }> {
    return (await this.#model.ask({ t: 'proposeNews', titles })) as { readonly [At in keyof Titles]: string };
  }
}

/** The CVE record as JSON, and what it lacks. */
export class RecordView implements View {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #weaknesses: Weaknesses;
  readonly #missing = h('div', { class: 'missing' });
  readonly #text = h('div', { class: 'plain-text' });

  constructor(model: PageModel, again: () => void) {
    this.#model = model;
    this.#weaknesses = Weaknesses.of(model);
    this.#weaknesses.onNames(again);
    this.element = h(
      'div',
      { class: 'record' },
      h(
        'div',
        { class: 'mail-head record-head' },
        this.#missing,
        link('Open as document', () => model.tell({ t: 'openRecord', text: this.copy() })),
      ),
      this.#text,
    );
  }

  async draw(stale: () => boolean): Promise<boolean> {
    const { now, before } = sources(this.#model);
    this.#weaknesses.want(now.fields.cweIds);
    const names = this.#weaknesses.names();
    const { text, missing } = recordOf(now, this.#model.state, names);
    replace(this.#missing, missing.join('\0'), () =>
      missing.length === 0
        ? [h('span', { class: 'dim' }, 'Complete')]
        : [h('span', { class: 'dim' }, 'Missing'), ...missing.map(hole)],
    );
    const old = recordOf(before, this.#model.state, names).text;
    const { parts, changed } = plainParts([{ text }], [{ text: old }]);
    await drawParts(this.#text, parts, stale);
    return changed;
  }

  copy(): string {
    return recordOf(sources(this.#model).now, this.#model.state, this.#weaknesses.names()).text;
  }
}
