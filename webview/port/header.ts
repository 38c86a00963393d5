import type {
  BackportState,
  ChangeFrom as From,
  IssueState,
  LineState,
  PortState,
} from '../../src/ui/port/protocol.ts';
import { button, h, link, replace } from '../common/dom.ts';
import { practiceLine } from '../common/practice.ts';
import type { Asks } from './asks.ts';
import { ChangeFrom } from './changeFrom.ts';

/** What a page is about, beneath its heading: parts with dots between them. */
export type Meta<State> = (state: State, asks: Asks) => HTMLElement[];

export interface HeaderLook<State> {
  readonly heading: string;
  readonly meta: Meta<State>;
  readonly savesPatch: boolean;
  /** Where the change may be taken from. */
  readonly from?: (state: State) => From | null;
}

/** Title, what it is about, and the ways out. */
export class Header<State extends LineState> {
  readonly element: HTMLElement;
  readonly #practice = practiceLine();
  readonly #meta = h('p', { class: 'meta' });
  readonly #ways = h('div', { class: 'buttons' });
  readonly #from: ChangeFrom;
  readonly #asks: Asks;
  readonly #look: HeaderLook<State>;

  constructor(asks: Asks, look: HeaderLook<State>) {
    this.#asks = asks;
    this.#from = new ChangeFrom(asks);
    this.#look = look;
    this.element = h(
      'header',
      {},
      this.#practice,
      h(
        'div',
        { class: 'head' },
        h('div', {}, h('h1', { tabindex: '-1' }, look.heading), this.#meta),
        this.#ways,
      ),
      this.#from.element,
    );
  }

  update(state: State): void {
    const { ask } = this.#asks;
    const { meta, savesPatch, from } = this.#look;
    this.#practice.hidden = !state.sandbox;
    const parts = meta(state, this.#asks);
    replace(this.#meta, parts.map(part => part.textContent).join('\n'), () => parts);
    this.#from.update(from?.(state) ?? null, state.phase !== 'review');
    replace(this.#ways, state.phase, () =>
      state.phase === 'review'
        ? [
            savesPatch ? button('Save .patch…', () => ask({ t: 'savePatch' }), 'secondary') : null,
            button('Cancel', () => ask({ t: 'cancel' }), 'secondary'),
          ]
        : [],
    );
  }
}

/** What is ported onto what. */
export const portMeta: Meta<PortState> = ({ advisoryTitle, privatePull, onto }, asks) => [
  h('bdi', {}, advisoryTitle),
  source(privatePull, asks),
  h('span', {}, 'onto ', h('code', {}, onto.branch), ' at ', h('code', {}, onto.commit)),
];

/** Which report it is, and why it becomes public. */
export const issueMeta: Meta<IssueState> = ({ advisoryTitle, shortId, purpose }) => [
  h('bdi', {}, advisoryTitle),
  h('code', {}, shortId),
  h('span', {}, purpose === 'fix' ? 'fixed in public, not in a private fork' : 'a plain bug, not security'),
];

/** What is backported onto what. */
export const backportMeta: Meta<BackportState> = ({ advisoryTitle, source, onto }, asks) => [
  h('bdi', {}, advisoryTitle),
  link(source, () => asks.ask({ t: 'openPrivatePull' })),
  h('span', {}, 'onto ', h('code', {}, onto.branch), ' at ', h('code', {}, onto.commit)),
];

/** Where the change comes from. */
function source({ number, approvals, patchFile }: PortState['privatePull'], { ask }: Asks): HTMLElement {
  if (patchFile !== null) return h('span', {}, h('bdi', {}, patchFile));
  return h(
    'span',
    {},
    'private PR ',
    link(`#${number}`, () => ask({ t: 'openPrivatePull' })),
    approvals === null ? '' : `, ${approvals === 1 ? '1 approval' : `${approvals} approvals`}`,
  );
}
