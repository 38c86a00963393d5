import type { FieldId, PortFile, PortFinding, PortState } from '../../src/ui/port/protocol.ts';
import { h, icon, link, replace } from '../common/dom.ts';
import type { CheckElement, ValueElement } from '../common/toolkit.ts';
import type { Asks } from './asks.ts';
import { Field } from './field.ts';
import { FindingList } from './findings.ts';

/** A column: its number, what it makes, and where. */
function column(
  number: string,
  title: string,
  ...children: readonly HTMLElement[]
): { element: HTMLElement; to: HTMLElement } {
  const to = h('span', { class: 'to' });
  const heading = h('h2', {}, h('span', { class: 'number', 'aria-hidden': 'true' }, number), title, to);
  return { element: h('section', { class: 'column', 'aria-label': title }, heading, ...children), to };
}

type Update = (state: PortState, value: (field: FieldId) => string) => void;

export interface Columns {
  readonly element: HTMLElement;
  readonly update: Update;
}

const at = (state: PortState, field: PortFinding['field']) =>
  state.findings.filter(finding => finding.field === field);
const locked = (state: PortState) => state.phase !== 'review';

/** The three columns, in the order in which things are made: issue, commit, pull request. */
export function columns(asks: Asks): Columns {
  const parts = [issueColumn(asks), commitColumn(asks), pullColumn(asks)];
  return {
    element: h('div', { class: 'columns' }, ...parts.map(({ element }) => element)),
    update: (state, value) => parts.forEach(part => part.update(state, value)),
  };
}

function issueColumn(asks: Asks): Columns {
  const title = new Field('issue.title', 'Title', asks);
  const body = new Field('issue.body', 'Body', asks, { rows: 3 });
  const labels = new Labels('issue', asks);
  const existing = h('div', { class: 'existing' });
  const note = h('p', { class: 'note' });
  const fresh = h('div', { class: 'stack' }, title.element, body.element);
  const { element, to } = column(
    '1',
    'Issue',
    fresh,
    labels.element,
    existing,
    h('div', { class: 'space' }),
    note,
  );
  return {
    element,
    update(state, value) {
      to.textContent = state.targets.issue;
      fresh.hidden = state.view.existingIssue !== null;
      title.update(value('issue.title'), at(state, 'issue.title'), { locked: locked(state) });
      body.update(value('issue.body'), at(state, 'issue.body'), { locked: locked(state) });
      labels.update(state);
      replace(existing, `${state.view.existingIssue} ${state.phase}`, () => existingIssue(state, asks));
      replace(note, state.notes.issue ?? '', () =>
        state.notes.issue ? [icon('mail', 'info'), h('span', {}, state.notes.issue)] : [],
      );
    },
  };
}

function existingIssue({ view, phase }: PortState, asks: Asks): HTMLElement[] {
  if (view.existingIssue !== null) {
    return [
      h('span', {}, `Uses gh-${view.existingIssue}, which is public already. `),
      ...(phase === 'review'
        ? [link('Open a new issue', () => asks.ask({ t: 'existingIssue', number: null }))]
        : []),
    ];
  }
  if (phase !== 'review') return [];
  const place = h('span', {});
  const closed = () => place.replaceChildren(link('Use an existing issue…', open));
  const open = () => {
    const field = h('vscode-text-field', {
      placeholder: 'Number',
      'aria-label': 'Number of an existing issue',
    }) as ValueElement;
    const wrong = h('span', { role: 'alert' });
    const use = () => {
      const number = /^\s*(?:#|gh-)?([1-9]\d{0,8})\s*$/i.exec(field.value)?.[1];
      if (number === undefined) return (wrong.textContent = 'Write the number of the issue, such as 210461.');
      wrong.textContent = '';
      return asks.ask({ t: 'existingIssue', number: Number(number) });
    };
    field.addEventListener('keydown', ({ key }) => {
      if (key === 'Enter') use();
      if (key !== 'Escape') return;
      closed();
      place.querySelector('button')?.focus();
    });
    place.replaceChildren(field, link('Use', use), wrong);
    field.focus();
  };
  closed();
  return [place];
}

function commitColumn(asks: Asks): Columns {
  const branch = new Field('commit.branch', 'Branch', asks, { mono: true });
  const message = new Field('commit.message', 'Message', asks);
  const blurb = new Field('commit.blurb', 'Blurb', asks, { mono: true, rows: 2 });
  const author = new Author(asks);
  const files = h('div', { class: 'files' });
  const fileFindings = new FindingList('files-findings', asks);
  const reviewAll = link('Review all', () => asks.ask({ t: 'reviewAll' }));
  const fileBlock = h(
    'div',
    { class: 'field' },
    h(
      'div',
      { class: 'label' },
      h('span', {}, 'Files'),
      h('span', { class: 'hint' }, icon('diff-multiple'), reviewAll),
    ),
    files,
    fileFindings.element,
  );
  const { element, to } = column(
    '2',
    'Commit',
    branch.element,
    message.element,
    author.element,
    fileBlock,
    blurb.element,
  );
  return {
    element,
    update(state, value) {
      to.textContent = state.targets.commit;
      branch.update(value('commit.branch'), at(state, 'commit.branch'), { locked: locked(state) });
      message.update(value('commit.message'), at(state, 'commit.message'), { locked: locked(state) });
      author.update(state);
      fileBlock.hidden = state.view.files.length === 0;
      replace(files, JSON.stringify(state.view.files), () =>
        state.view.files.map(file => fileRow(file, asks)),
      );
      fileFindings.update(at(state, 'files'));
      blurb.element.hidden = state.blurbSection === null;
      blurb.update(value('commit.blurb'), at(state, 'commit.blurb'), {
        locked: locked(state),
        hint: state.blurbSection ?? '',
      });
    },
  };
}

const fileIcons = {
  added: 'diff-added',
  modified: 'diff-modified',
  deleted: 'diff-removed',
  renamed: 'diff-renamed',
};

function fileRow(file: PortFile, asks: Asks): HTMLElement {
  const counts =
    file.added === null
      ? [h('span', { class: 'dim' }, 'binary')]
      : file.added === 0 && !file.deleted && file.oldPath !== null
        ? [h('span', { class: 'dim' }, 'moved')]
        : [
            h('span', { class: 'plus' }, `+${file.added}`),
            ...(file.deleted ? [h('span', { class: 'minus' }, `\u2212${file.deleted}`)] : []),
          ];
  const name = file.oldPath === null ? file.path : `${file.oldPath} → ${file.path}`;
  return h(
    'button',
    {
      type: 'button',
      class: 'file',
      title: name,
      onclick: () => asks.ask({ t: 'openFile', path: file.path }),
    },
    icon(fileIcons[file.change]),
    h('span', { class: 'sr' }, `${file.change} `),
    // Cut at the front: the end of a path is what tells files apart.
    h('span', { class: 'path' }, h('bdi', {}, file.path)),
    h('span', { class: 'counts' }, ...counts),
  );
}

function pullColumn(asks: Asks): Columns {
  const title = new Field('pull.title', 'Title', asks);
  const body = new Field('pull.body', 'Body', asks, { rows: 3 });
  const labels = new Labels('pull', asks);
  const backports = h('div', { class: 'ticks', role: 'group', 'aria-label': 'Backport to' });
  const hint = h('span', { class: 'hint' });
  const block = h(
    'div',
    { class: 'field' },
    h('div', { class: 'label' }, h('span', {}, 'Backport to'), hint),
    backports,
  );
  const note = h('p', { class: 'note' });
  const { element, to } = column(
    '3',
    'Pull request',
    title.element,
    body.element,
    labels.element,
    block,
    h('div', { class: 'space' }),
    note,
  );
  return {
    element,
    update(state, value) {
      to.textContent = state.targets.pull;
      title.update(value('pull.title'), at(state, 'pull.title'), { locked: locked(state) });
      body.update(value('pull.body'), at(state, 'pull.body'), { locked: locked(state) });
      labels.update(state);
      block.hidden = state.backports.length === 0;
      hint.textContent = `${state.backports.filter(({ on }) => on).length} of ${state.backports.length}`;
      replace(backports, JSON.stringify([state.backports, locked(state)]), () =>
        state.backports.map(({ branch, on }) =>
          tick(branch, on, locked(state), value => asks.ask({ t: 'backport', branch, on: value })),
        ),
      );
      replace(note, state.notes.pull ?? '', () =>
        state.notes.pull ? [icon('info', 'info'), h('span', {}, state.notes.pull)] : [],
      );
    },
  };
}

function tick(text: string, on: boolean, disabled: boolean, change: (on: boolean) => void): HTMLElement {
  const box = h('vscode-checkbox', { checked: on, disabled }, text) as CheckElement;
  box.addEventListener('change', () => {
    if (box.checked !== on) change(box.checked);
  });
  return box;
}

/** The labels of the issue or the pull request: fixed ones as chips, optional ones with a tick. */
class Labels {
  readonly element: HTMLElement;
  readonly #chips = h('div', { class: 'chips' });
  readonly #target: 'issue' | 'pull';
  readonly #asks: Asks;

  constructor(target: 'issue' | 'pull', asks: Asks) {
    this.#target = target;
    this.#asks = asks;
    this.element = h(
      'div',
      { class: 'field' },
      h('div', { class: 'label' }, h('span', {}, 'Labels')),
      this.#chips,
    );
  }

  update(state: PortState): void {
    const labels = state.labels[this.#target];
    this.element.hidden = labels.length === 0;
    replace(this.#chips, JSON.stringify([labels, state.phase]), () =>
      labels.map(({ name, on, fixed }) =>
        fixed
          ? h('span', { class: 'chip' }, name)
          : h(
              'button',
              {
                type: 'button',
                class: `chip choice ${on ? 'on' : ''}`,
                'aria-pressed': String(on),
                ...(locked(state) ? { disabled: true } : {}),
                onclick: () => this.#asks.ask({ t: 'label', target: this.#target, name, on: !on }),
              },
              icon(on ? 'check' : 'add'),
              name,
            ),
      ),
    );
  }
}

/** Who stands as author. */
class Author {
  readonly element: HTMLElement;
  readonly #place = h('div', {});
  readonly #people = h('ul', { class: 'people' });
  readonly #sign = h('div', {});
  readonly #findings: FindingList;
  readonly #asks: Asks;

  constructor(asks: Asks) {
    this.#asks = asks;
    this.#findings = new FindingList('author-findings', asks);
    this.element = h(
      'div',
      { class: 'field' },
      h('label', { for: 'author' }, h('span', {}, 'Author')),
      this.#place,
      this.#people,
      this.#sign,
      this.#findings.element,
    );
  }

  update(state: PortState): void {
    const { authors, view } = state;
    replace(this.#place, JSON.stringify([authors, view.author, locked(state)]), () => {
      const box = h(
        'vscode-dropdown',
        { id: 'author', 'aria-label': 'Author', ...(locked(state) ? { disabled: true } : {}) },
        ...authors.map(({ id, label }) =>
          h('vscode-option', { value: id, selected: id === view.author }, label),
        ),
      ) as ValueElement;
      box.addEventListener('change', () => {
        if (box.value !== view.author) this.#asks.ask({ t: 'author', id: box.value });
      });
      return [box];
    });
    replace(this.#people, JSON.stringify(view.people), () => view.people.map(line => h('li', {}, line)));
    replace(this.#sign, JSON.stringify([state.maySign, view.signed, locked(state)]), () =>
      state.maySign
        ? [
            tick('Sign the commit, as your git does', view.signed, locked(state), on =>
              this.#asks.ask({ t: 'sign', on }),
            ),
          ]
        : [],
    );
    this.#findings.update(at(state, 'author'));
  }
}
