import { fieldWords } from '../../src/advisory/fieldWords.ts';
import type { FieldName } from '../../src/advisory/fields.ts';
import { baseMetrics, scoreOf, type Chosen } from '../../src/cvss/index.ts';
import type { Notice, SaveQuestion } from '../../src/ui/editor/protocol.ts';
import { button, h, icon, link, replace, type Child } from '../common/dom.ts';
import type { PageModel } from './model.ts';
import { decimal, square } from './rating.ts';
import type { SaveBar } from './saveBar.ts';

/** What stands between the tabs and the fields: refusals, questions of a save, and what it says afterwards. */
export class Messages {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #saveBar: SaveBar;
  readonly #show: (field: FieldName) => void;
  readonly #problem = box('alert');
  readonly #phase = box('status');
  readonly #save = box('alert');
  readonly #question: HTMLElement;
  readonly #conflicts = box('status');
  readonly #notices = h('div', { class: 'notices', role: 'status' });
  readonly #memory = box('status');
  readonly #leave: () => void;
  /** Where the focus was before a question took it. */
  #before: HTMLElement | null = null;

  /** `show` goes to the question of a field; `leave` takes the focus of what was pressed here and is gone. */
  constructor(model: PageModel, saveBar: SaveBar, show: (field: FieldName) => void, leave: () => void) {
    this.#model = model;
    this.#saveBar = saveBar;
    this.#show = show;
    this.#leave = leave;
    this.#question = h('div', {
      class: 'message asked',
      role: 'group',
      'aria-label': 'Before saving',
      tabindex: '-1',
      hidden: true,
      onkeydown: event => {
        if ((event as KeyboardEvent).key === 'Escape') this.#model.tell({ t: 'cancelSave' });
      },
    });
    this.element = h(
      'div',
      { class: 'messages' },
      this.#problem,
      this.#phase,
      this.#save,
      this.#question,
      this.#conflicts,
      this.#notices,
      this.#memory,
    );
  }

  /** A sentence that no field takes. */
  problem(sentence: string | null): void {
    fill(this.#problem, sentence ?? '', () =>
      sentence === null ? [] : [icon('error', 'error'), said(sentence)],
    );
  }

  update(): void {
    const inside = this.element.contains(document.activeElement);
    this.#showAll();
    const now = document.activeElement;
    if (inside && (now === document.body || now?.closest('[hidden]'))) this.#leave();
  }

  #showAll(): void {
    const { state, hasDraft } = this.#model;
    const { phase, problem, save, draftsKept } = state;
    fill(this.#phase, JSON.stringify([phase, problem, hasDraft]), () => this.#phaseLine());
    fill(this.#save, JSON.stringify([phase, save.problem, save.offers]), () => this.#saveProblem());
    this.#ask(save.question);
    const asked = save.questions.map(({ field }) => field);
    fill(this.#conflicts, asked.join(), () =>
      asked.length === 0
        ? []
        : [
            icon('warning', 'warning'),
            said(`Changed here and on GitHub: ${fieldWords(...asked)}.`),
            link('Show', () => this.#show(asked[0]!)),
          ],
    );
    replace(this.#notices, JSON.stringify(save.notices), () =>
      save.notices.map(notice => this.#notice(notice)),
    );
    // From the start: what is under the mouse must not move with the first choice.
    fill(this.#memory, String(draftsKept), () =>
      draftsKept
        ? []
        : [
            icon('warning', 'warning'),
            said('This VS Code keeps drafts in memory only: what is not saved may be lost with the window.'),
          ],
    );
  }

  #phaseLine(): Child[] {
    const { state, hasDraft } = this.#model;
    const kept = hasDraft
      ? [
          link('Copy Draft', () => this.#model.tell({ t: 'copyDraft' })),
          link('Discard Draft', () => this.#model.tell({ t: 'discardDraft' })),
        ]
      : [];
    const draft = hasDraft ? ' Your draft is kept.' : '';
    switch (state.phase) {
      case 'failed':
        return [
          icon('error', 'error'),
          said(state.problem ?? 'GitHub cannot be reached. Drafts are kept.'),
          link('Try Again', () => this.#model.tell({ t: 'offer', id: 'tryAgain' })),
          link('Open on GitHub', () => this.#model.tell({ t: 'offer', id: 'openOnGitHub' })),
        ];
      case 'gone':
        return [
          icon('error', 'error'),
          said(state.problem ?? `This advisory was deleted on GitHub.${draft}`),
          ...kept,
          link('Open on GitHub', () => this.#model.tell({ t: 'offer', id: 'openOnGitHub' })),
        ];
      case 'withdrawn':
        return [
          icon('warning', 'warning'),
          said(state.problem ?? `This advisory was withdrawn on GitHub.${draft}`),
          ...kept,
        ];
      default:
        return [];
    }
  }

  #saveProblem(): Child[] {
    const { phase, save } = this.#model.state;
    const { problem, offers } = save;
    // Of the other phases the sentence stands above.
    if (problem === null || phase !== 'ready') return [];
    return [
      icon('error', 'error'),
      said(problem),
      ...offers.map(({ id, label }) => link(label, () => this.#model.tell({ t: 'offer', id }))),
    ];
  }

  /** A question takes the focus only when the save was pressed here; its end gives it back. */
  #ask(question: SaveQuestion | null): void {
    const wasOpen = !this.#question.hidden;
    const inside = this.#question.contains(document.activeElement);
    fill(this.#question, JSON.stringify(question), () => (question ? this.#questionOf(question) : []));
    if (question && (!wasOpen || inside) && this.#saveBar.pressed) {
      if (!wasOpen) this.#before = document.activeElement as HTMLElement | null;
      this.#question.focus();
    } else if (!question && wasOpen && inside) {
      this.#before?.focus();
    }
  }

  #questionOf(question: SaveQuestion): Child[] {
    const answer = this.#saveBar;
    if (question.kind === 'beyond-base') {
      return [
        icon('warning', 'warning'),
        h(
          'div',
          {},
          h('p', {}, beyondBase(question.groups)),
          this.#ratings(),
          h(
            'div',
            { class: 'answers' },
            button('Send Base only', () => answer.answer({ send: 'base' }), 'secondary'),
            button('Send all', () => answer.answer({ send: 'all' }), 'secondary'),
            this.#cancel(),
          ),
        ),
      ];
    }
    return [
      icon('warning', 'warning'),
      h(
        'div',
        {},
        h('p', {}, "This replaces what stands there now, which may be the reporter's own words."),
        question.mayComment
          ? h(
              'p',
              { class: 'dim' },
              'Everybody in this advisory is mailed a comment; the reporter can read it.',
            )
          : null,
        h(
          'div',
          { class: 'answers' },
          question.mayComment
            ? button(
                'Post it as a comment, then save',
                () => answer.answer({ original: 'comment' }),
                'secondary',
              )
            : null,
          button('Copy it, then save', () => answer.answer({ original: 'copy' }), 'secondary'),
          button('Save, do not keep it', () => answer.answer({ original: 'skip' }), 'secondary'),
          this.#cancel(),
        ),
      ),
    ];
  }

  /** As Escape does. */
  #cancel(): HTMLElement {
    return link('Cancel', () => this.#model.tell({ t: 'cancelSave' }));
  }

  /** What readers would see either way. */
  #ratings(): HTMLElement | null {
    const all = this.#model.chosen();
    const base: Chosen = Object.fromEntries(baseMetrics.map(id => [id, all[id]!]));
    const [ofBase, ofAll] = [scoreOf(base), scoreOf(all)];
    if (!ofBase || !ofAll) return null;
    const words = ({ score, severity }: typeof ofAll) =>
      h('span', { class: 'rated' }, square(severity), `${severity} ${decimal(score)}`);
    return h('p', { class: 'dim either' }, 'Base only:', words(ofBase), 'All:', words(ofAll));
  }

  #notice(notice: Notice): HTMLElement {
    const { id, text, warning, copy } = notice;
    return h(
      'div',
      { class: 'message' },
      warning ? icon('warning', 'warning') : icon('info', 'info'),
      said(text),
      copy === undefined ? null : link('Copy both', () => this.#model.tell({ t: 'copy', text: copy })),
      h(
        'button',
        {
          type: 'button',
          class: 'icon-button',
          'aria-label': `Dismiss: ${text}`,
          onclick: () => this.#model.tell({ t: 'dismiss', notice: id }),
        },
        icon('close'),
      ),
    );
  }
}

function box(role: 'alert' | 'status'): HTMLElement {
  return h('div', { class: 'message', role, hidden: true });
}

const said = (sentence: string) => h('span', { class: 'said' }, sentence);

/** Fills a box, or hides it when there is nothing to say. */
function fill(element: HTMLElement, key: string, make: () => readonly Child[]): void {
  replace(element, key, make);
  element.hidden = element.childElementCount === 0;
}

function beyondBase(groups: readonly string[]): string {
  const rated = groups.filter(group => group !== 'Supplemental');
  if (rated.length === 0) return 'Supplemental metrics would be public too. They do not change the rating.';
  return `${rated.join(' and ')} metrics change the public rating.`;
}
