import type {
  BackportState,
  FieldId,
  IssueState,
  LineState,
  PortState,
  ToHost,
} from '../../src/ui/port/protocol.ts';
import { h, icon, type Child } from '../common/dom.ts';
import type { Asks } from './asks.ts';
import { Checks } from './checks.ts';
import type { Columns } from './column.ts';
import { backportColumns, columns } from './columns.ts';
import { backportMeta, Header, issueMeta, portMeta } from './header.ts';
import { issueColumn } from './issueColumn.ts';
import { PublicLine, type LineEdge, type LineWords } from './line.ts';

type Seen = Extract<ToHost, { t: 'makePublic' }>['seen'];

/** What one kind of page shows. */
export interface Look<State extends LineState> {
  readonly header: Header<State>;
  readonly columns: Columns<State>;
  /** Beside "What becomes public". */
  readonly words: (state: State) => readonly Child[];
  readonly line: LineWords;
  /** The zone of what was found; absent: "Private, done". */
  readonly checked?: string;
  /** Over the columns before and behind the line; absent: "What becomes public". */
  readonly becomes?: readonly [before: string, behind: string];
}

const becomesPublic = ['What becomes public', 'What became public'] as const;

/** The page of something that crosses the line: what was found, what becomes public, the line. */
export class LinePage<State extends LineState = LineState> {
  /** Its parts, from top to bottom. */
  readonly elements: readonly HTMLElement[];
  readonly #look: Look<State>;
  readonly #value: (field: FieldId) => string;
  readonly #checks: Checks;
  readonly #line: PublicLine;
  readonly #becomes: HTMLElement;
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
    this.#checks = new Checks(look.checked);
    this.#line = new PublicLine(asks, parts.seen, look.line);
    const [becomes] = look.becomes ?? becomesPublic;
    this.#becomes = h('b', {}, becomes);
    this.elements = [
      look.header.element,
      this.#checks.element,
      h(
        'section',
        { class: 'zone becomes', 'aria-label': becomes },
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
    const [before, behind] = this.#look.becomes ?? becomesPublic;
    this.#becomes.textContent = state.phase === 'done' ? behind : before;
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

/** A fix that is public on its way to a maintenance branch; or a private one, which stays private. */
export function backportLook(asks: Asks, { branch, into }: BackportState): Look<BackportState> {
  const isPublic = into === 'public';
  return {
    header: new Header<BackportState>(asks, {
      heading: `Backport to ${branch}`,
      meta: backportMeta,
      savesPatch: false,
      from: ({ from }) => from,
    }),
    columns: backportColumns(asks),
    checked: 'Checked, on this machine',
    ...(isPublic ? {} : { becomes: ['What goes into the private fork', 'What went into the private fork'] }),
    words: () => ['Every text, file, label and name; nothing else is sent.'],
    line: {
      goOn: 'Continue',
      open: { label: isPublic ? 'Open Pull Request' : 'Open Private Pull Request', step: 'pull' },
      edge: isPublic ? publicEdge : privateEdge,
    },
  };
}

const publicEdge: LineEdge = {
  above: 'On this machine above',
  title: 'The public line',
  below: 'Public below',
  name: 'Public line. Nothing above it was sent.',
  steps: 'Public steps',
  press: { label: 'Make public', icon: 'globe' },
  public: true,
};

const privateEdge: LineEdge = {
  above: 'On this machine above',
  title: 'Into the private fork. Nothing becomes public.',
  below: 'Private fork below',
  name: 'Into the private fork. Nothing becomes public.',
  steps: 'Private steps',
  press: { label: 'Push', icon: 'repo-push' },
  public: false,
};
