import type { FieldId, IssueState, LineState, PortState, ToHost } from '../../src/ui/port/protocol.ts';
import { h, icon, type Child } from '../common/dom.ts';
import type { Asks } from './asks.ts';
import { Checks } from './checks.ts';
import type { Columns } from './column.ts';
import { columns } from './columns.ts';
import { Header, issueMeta, portMeta } from './header.ts';
import { issueColumn } from './issueColumn.ts';
import { PublicLine, type LineWords } from './line.ts';

type Seen = Extract<ToHost, { t: 'makePublic' }>['seen'];

interface Look<State extends LineState> {
  readonly header: Header<State>;
  readonly columns: Columns<State>;
  /** Beside "What becomes public". */
  readonly words: (state: State) => readonly Child[];
  readonly line: LineWords;
}

/** The page of something that crosses the line: what was found, what becomes public, the line. */
export class LinePage<State extends LineState = LineState> {
  /** Its parts, from top to bottom. */
  readonly elements: readonly HTMLElement[];
  readonly #look: Look<State>;
  readonly #value: (field: FieldId) => string;
  readonly #checks = new Checks();
  readonly #line: PublicLine;
  readonly #becomes = h('b', {}, 'What becomes public');
  readonly #words = h('span', {});

  /** `value` is a text as the page shows it, `problem` the line of what was refused. */
  constructor(
    asks: Asks,
    look: Look<State>,
    parts: {
      readonly value: (field: FieldId) => string;
      readonly seen: () => Seen;
      readonly problem: HTMLElement;
    },
  ) {
    this.#look = look;
    this.#value = parts.value;
    this.#line = new PublicLine(asks, parts.seen, look.line);
    this.elements = [
      look.header.element,
      this.#checks.element,
      h(
        'section',
        { class: 'zone becomes', 'aria-label': 'What becomes public' },
        h('p', { class: 'zone-title' }, icon('eye'), this.#becomes, this.#words),
        look.columns.element,
        parts.problem,
      ),
      this.#line.element,
    ];
  }

  update(state: State): void {
    const { header, columns, words } = this.#look;
    header.update(state);
    this.#checks.update(state);
    this.#becomes.textContent = state.phase === 'done' ? 'What became public' : 'What becomes public';
    this.#words.replaceChildren(...words(state).filter(part => part !== null));
    columns.update(state, this.#value);
    this.#line.update(state);
  }

  /** A text changed: the button rests. */
  edited(): void {
    this.#line.edited();
  }

  focus(): void {
    this.#look.header.element.querySelector('h1')!.focus();
  }
}

/** A private fix on its way to a public pull request. */
export function portLook(asks: Asks): Look<PortState> {
  const hole = h('span', {}, h('mark', { class: 'hole' }, 'NNNNNN'), ' becomes the issue number.');
  return {
    header: new Header<PortState>(asks, {
      heading: 'Port to a public pull request',
      meta: portMeta,
      savesPatch: true,
    }),
    columns: columns(asks),
    // Behind the line the number is there.
    words: ({ phase }) => [
      'Every text, file, label and name; nothing else is sent. ',
      phase === 'review' ? hole : null,
    ],
    line: { goOn: 'Continue port', open: { label: 'Open Pull Request', step: 'pull' } },
  };
}

/** The plain bug of a report, or the fix of a vulnerability, on its way to a public issue. */
export function issueLook(asks: Asks, purpose: IssueState['purpose']): Look<IssueState> {
  const column = issueColumn(asks, 'alone');
  return {
    header: new Header<IssueState>(asks, {
      heading: purpose === 'fix' ? 'Fix in public' : 'Open a public issue',
      meta: issueMeta,
      savesPatch: false,
    }),
    columns: { ...column, element: h('div', { class: 'columns alone' }, column.element) },
    words: ({ view: { existingIssue, login } }) => [
      existingIssue === null ? 'Title, body and labels, under the name ' : 'Labels, set by ',
      h('bdi', {}, login),
      '; nothing else is sent.',
    ],
    line: { goOn: 'Continue', open: { label: 'Open Issue', step: 'issue' } },
  };
}
