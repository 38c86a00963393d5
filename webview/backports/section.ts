import type { SectionView } from '../../src/ui/backports/protocol.ts';
import { h, icon, link, replace } from '../common/dom.ts';
import { tell, type Ask } from './asks.ts';
import { defectLine } from './defect.ts';
import { acceptedLine, toldLine } from './told.ts';
import { table } from './table.ts';

/** The backports of one advisory: a heading that folds, and its table. */
export class Section {
  readonly element: HTMLElement;
  readonly #id: string;
  readonly #ask: Ask;
  readonly #arrow = icon('chevron-down');
  readonly #title = h('bdi', {});
  readonly #fold: HTMLElement;
  readonly #rating = h('span', { class: 'rating' });
  readonly #links = h('div', { class: 'links' });
  readonly #body = h('div', { class: 'body' });
  readonly #problem = h('p', { class: 'problem', role: 'alert' });
  /** What is said of what was done is read aloud. */
  readonly #log = h('p', { class: 'sr', role: 'status' });
  #folded = false;

  constructor(id: string, ask: Ask) {
    this.#id = id;
    this.#ask = ask;
    const turn = () => void this.#do({ t: 'fold', section: id, folded: !this.#folded });
    this.#fold = h('button', { type: 'button', class: 'fold', onclick: turn }, this.#arrow, this.#title);
    this.element = h(
      'section',
      { class: 'box', 'data-advisory': id },
      h('div', { class: 'box-head' }, h('h2', {}, this.#fold), this.#rating, this.#links),
      this.#problem,
      this.#log,
      this.#body,
    );
  }

  focus(): void {
    this.element.scrollIntoView({ block: 'start' });
    this.#fold.focus();
  }

  update(view: SectionView): void {
    const { title, rating, folded, rows, defects, accepted, told, held } = view;
    this.#folded = folded;
    this.#title.textContent = title;
    this.#fold.setAttribute('aria-expanded', String(!folded));
    this.#arrow.className = `codicon codicon-chevron-${folded ? 'right' : 'down'}`;
    replace(this.#rating, JSON.stringify(rating), () =>
      rating === null
        ? []
        : [h('span', { class: `square ${rating.level}`, 'aria-hidden': 'true' }), rating.words],
    );
    this.#updateLinks(view);
    this.#body.hidden = folded;
    const said = rows.flatMap(row => row.told.map(({ words }) => `${row.branch}: ${words}`));
    const spoken = [...said, ...told.map(({ words }) => words)].join(' ');
    if (this.#log.textContent !== spoken) this.#log.textContent = spoken;
    replace(
      this.#body,
      JSON.stringify([view.failure, defects, accepted, rows, told, view.reading, held]),
      () => [
        view.failure === null
          ? null
          : h('p', { class: 'line' }, icon('error', 'error'), h('span', { class: 'sentence' }, view.failure)),
        ...defects.map(defect => defectLine(defect, { branch: null, held, press: this.#repair(null) })),
        ...accepted.map(one => acceptedLine(one, () => this.#warnAgain(one.id))),
        ...told.map(toldLine),
        rows.length > 0
          ? table(view, held, {
              repair: branch => this.#repair(branch),
              open: pull => void this.#do({ t: 'openPull', section: this.#id, pull }),
              notNeeded: branch => void this.#do({ t: 'notNeeded', section: this.#id, branch }),
              takeBack: branch => void this.#do({ t: 'takeBack', section: this.#id, branch }),
            })
          : view.reading
            ? h('p', { class: 'looking' }, 'Looking…')
            : null,
      ],
    );
  }

  #updateLinks({ issue, mail, merged, done, reading, title }: SectionView): void {
    const open = (what: 'issue' | 'mail') => () => void this.#do({ t: 'open', section: this.#id, what });
    replace(this.#links, JSON.stringify([issue, mail, merged, done, reading, title]), () => [
      ...(issue === null ? [] : [h('span', {}, 'Issue'), link(issue, open('issue'))]),
      ...(mail === null
        ? []
        : [
            h('span', {}, 'E-mail'),
            mail.link
              ? link(mail.words, open('mail'), { 'aria-label': `E-mail of ${mail.words}` })
              : h('span', { class: 'plain' }, mail.words),
          ]),
      merged === ''
        ? reading
          ? h('span', {}, 'Looking…')
          : null
        : h('span', { class: 'merged plain' }, done ? icon('pass-filled', 'ok') : null, merged),
    ]);
  }

  #repair(branch: string | null) {
    return (defect: string, at: number): void =>
      void this.#do({ t: 'repair', section: this.#id, branch, defect, at });
  }

  #warnAgain(defect: string): void {
    void this.#do({ t: 'warnAgain', section: this.#id, defect });
  }

  #do(message: Parameters<Ask>[0]): Promise<void> {
    return tell(this.#problem, this.#ask(message));
  }
}
