import type { PortFile, PortState } from '../../src/ui/port/protocol.ts';
import { h, icon, link, replace } from '../common/dom.ts';
import type { CheckElement, ValueElement } from '../common/toolkit.ts';
import type { Asks } from './asks.ts';
import { at, column, locked, type Columns } from './column.ts';
import { Field } from './field.ts';
import { FindingList } from './findings.ts';
import { issueColumn } from './issueColumn.ts';
import { Labels } from './labels.ts';

/** The three columns, in the order in which things are made: issue, commit, pull request. */
export function columns(asks: Asks): Columns<PortState> {
  const parts = [issueColumn(asks, 'first'), commitColumn(asks), pullColumn(asks)];
  return {
    element: h('div', { class: 'columns' }, ...parts.map(({ element }) => element)),
    update: (state, value) => parts.forEach(part => part.update(state, value)),
  };
}

function commitColumn(asks: Asks): Columns<PortState> {
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

function pullColumn(asks: Asks): Columns<PortState> {
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
      labels.update(state.labels.pull, locked(state));
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
