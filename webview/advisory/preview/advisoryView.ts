import { same } from '../../../src/advisory/fields.ts';
import { h, replace, type Child } from '../../common/dom.ts';
import { roleWords } from '../fields/creditWords.ts';
import { Weaknesses } from '../fields/weaknessNames.ts';
import type { PageModel } from '../model.ts';
import { decimal, square } from '../rating.ts';
import { changedRanges } from './changes.ts';
import type { Source } from './content.ts';
import { shownText } from './decorate.ts';
import { Markdown } from './markdown.ts';
import { breathe, drawParts } from './parts.ts';
import { hole } from './plain.ts';
import { sources, type View } from './view.ts';

/** The advisory as its page on GitHub lists it. */
export class AdvisoryView implements View {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #weaknesses: Weaknesses;
  readonly #markdown = new Markdown();
  readonly #head = h('div', { class: 'shown-head' });
  readonly #products = h('div', {});
  readonly #note = h('p', { class: 'preview-line in-card', hidden: true });
  readonly #description = h('div', { class: 'markdown' });
  readonly #facts = h('div', { class: 'shown-facts' });

  constructor(model: PageModel, again: () => void) {
    this.#model = model;
    this.#weaknesses = Weaknesses.of(model);
    this.#weaknesses.onNames(again);
    this.element = h(
      'div',
      { class: 'shown' },
      this.#head,
      h('div', { class: 'shown-body' }, this.#products, this.#note, this.#description),
      this.#facts,
    );
  }

  async draw(stale: () => boolean): Promise<boolean> {
    const { now, before } = sources(this.#model);
    this.#weaknesses.want(now.fields.cweIds);
    const changed = this.#drawFields(now, before);
    // Reading the markdown is one slice, drawing it the next ones.
    await breathe();
    if (stale()) return changed;
    const text = this.#markdown.parts(now.fields.description, before.fields.description);
    this.#note.hidden = text.sentence === null;
    this.#note.textContent = text.sentence;
    await breathe();
    if (stale()) return changed;
    await drawParts(this.#description, text.parts, stale);
    return changed || text.changed;
  }

  copy(): string {
    return this.#model.fields().description;
  }

  /** All but the description; answers whether any of it is not saved. */
  #drawFields(now: Source, before: Source): boolean {
    const names = this.#weaknesses.names();
    const { facts } = this.#model.state;
    const ghsaId = facts?.ghsaId ?? '';
    const of = ({ fields, score }: Source) => [{ ...fields, description: '' }, score];
    const { title } = now.fields;
    replace(this.#head, JSON.stringify([title, before.fields.title]), () => [
      h(
        'p',
        { class: 'shown-title' },
        ...(title === '' ? [hole('title')] : shownText(title, changedRanges(before.fields.title, title))),
      ),
    ]);
    replace(this.#products, JSON.stringify([now.fields.products, before.fields.products]), () => [
      products(now, before),
    ]);
    replace(this.#facts, JSON.stringify([of(now), of(before), names, ghsaId]), () => [
      h('dl', {}, ...sideFacts(now, before, names, ghsaId)),
    ]);
    return !same(of(now), of(before));
  }
}

/** Marks what is not saved as a whole. */
function marked(text: string, isNew: boolean): Child[] {
  return shownText(text, isNew ? [[0, text.length]] : []);
}

function products(now: Source, before: Source): HTMLElement {
  const list = now.fields.products;
  if (list.length === 0) return h('p', {}, hole('affected products'));
  return h(
    'table',
    { class: 'shown-products' },
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ...['Package', 'Affected versions', 'Patched versions'].map(name => h('th', { scope: 'col' }, name)),
      ),
    ),
    h(
      'tbody',
      {},
      ...list.map(product => {
        const isNew = !before.fields.products.some(old => same(old, product));
        const kind = product.ecosystem === 'other' ? '' : ` (${product.ecosystem})`;
        return h(
          'tr',
          {},
          h('td', {}, ...(product.name === '' ? [hole('package')] : marked(product.name + kind, isNew))),
          h('td', {}, ...(product.range === '' ? [hole('affected versions')] : marked(product.range, isNew))),
          h('td', {}, ...marked(product.patched === '' ? 'None' : product.patched, isNew)),
        );
      }),
    ),
  );
}

function sideFacts(
  now: Source,
  before: Source,
  names: Readonly<Record<string, string>>,
  ghsaId: string,
): HTMLElement[] {
  const { fields, score } = now;
  const old = before.fields;
  const rated: Child[] = score
    ? [
        square(score.severity),
        h('b', {}, ...marked(score.severity, score.severity !== before.score?.severity)),
        h('span', {}, ...marked(`${decimal(score.score)} / 10`, score.score !== before.score?.score)),
        h('code', { class: 'vector' }, ...marked(score.vector, score.vector !== before.score?.vector)),
      ]
    : [hole('severity')];
  return [
    ...entry('Severity', [h('span', { class: 'rated' }, ...rated)]),
    ...entry(
      'CVE ID',
      fields.cveId === ''
        ? [document.createTextNode('No known CVE')]
        : marked(fields.cveId, fields.cveId !== old.cveId),
    ),
    ...entry('GHSA ID', [document.createTextNode(ghsaId)]),
    ...entry(
      'Weaknesses',
      fields.cweIds.length === 0
        ? [document.createTextNode('No CWEs')]
        : fields.cweIds.map(id =>
            h('div', {}, ...marked(`${id} ${names[id] ?? ''}`.trim(), !old.cweIds.includes(id))),
          ),
    ),
    ...entry(
      'Credits',
      fields.credits.length === 0
        ? [document.createTextNode('None')]
        : fields.credits.map(credit =>
            h(
              'div',
              {},
              ...marked(credit.login, !old.credits.some(before => same(before, credit))),
              h('span', { class: 'dim' }, ` ${roleWords(credit.type)}`),
            ),
          ),
    ),
  ];
}

function entry(name: string, children: readonly Child[]): HTMLElement[] {
  return [h('dt', {}, name), h('dd', {}, ...children)];
}
