import { sameLogin } from '../../../src/advisory/assignment.ts';
import type { Credit, CreditType } from '../../../src/advisory/model.ts';
import type { AdvisoryFinding } from '../../../src/findings/advisory/index.ts';
import { h, icon, link, textField } from '../../common/dom.ts';
import type { ValueElement } from '../../common/toolkit.ts';
import type { PageModel } from '../model.ts';
import { shownText } from '../preview/decorate.ts';
import { roles, roleWords } from './creditWords.ts';
import { Frame } from './frame.ts';
import type { FieldPart, Fix } from './part.ts';

const login = /^[a-z\d](?:[a-z\d-]{0,38})(?:\[bot\])?$/i;

const states = { accepted: 'Accepted', declined: 'Declined', pending: 'Pending' } as const;

interface Row {
  readonly element: HTMLElement;
  readonly who: HTMLElement;
  readonly role: ValueElement;
  readonly state: HTMLElement;
  readonly remove: HTMLButtonElement;
}

/** Who is credited and as what: you and the reporter first. GitHub keeps one role per person. */
export class CreditsField implements FieldPart {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #frame: Frame;
  readonly #list = h('ul', { class: 'rows', 'aria-label': 'Credits' });
  readonly #rows = new Map<string, Row>();
  readonly #add: HTMLElement;
  readonly #form: HTMLElement;
  readonly #name: ValueElement;
  readonly #role: ValueElement;
  readonly #error = h('span', { class: 'finding-text', role: 'alert' });
  /** Beneath the findings: asking the reporter. */
  readonly #below: HTMLElement;

  constructor(model: PageModel, fix: Fix, below: HTMLElement) {
    this.#model = model;
    this.#below = below;
    this.#add = link('Add', () => this.#open(true), { 'aria-label': 'Add a credit' });
    this.#name = textField('Login to credit', {
      placeholder: 'Login',
      onkeydown: event => this.#key(event as KeyboardEvent),
    });
    this.#role = roleBox('Role of the new credit', 'reporter');
    this.#form = h(
      'div',
      { class: 'add-row', hidden: true },
      this.#name,
      this.#role,
      link('Add', () => this.#take(), { 'aria-label': 'Add this credit' }),
      link('Cancel', () => this.#open(false)),
      this.#error,
    );
    this.#frame = new Frame(model, {
      fields: ['credits'],
      id: 'credits',
      label: h('span', { class: 'name', id: 'credits-name' }, 'Credits'),
      aside: [this.#add],
      control: h('div', { role: 'group', 'aria-labelledby': 'credits-name' }, this.#list, this.#form),
      described: () => this.#list.parentElement,
      focus: () => this.focus(),
      fix,
    });
    this.element = this.#frame.element;
    this.element.append(this.#below);
  }

  update(): void {
    const { readOnly } = this.#model;
    const credits = this.#sorted();
    const wanted = new Set(credits.map(key));
    for (const [id, row] of this.#rows) {
      if (wanted.has(id)) continue;
      row.element.remove();
      this.#rows.delete(id);
    }
    credits.forEach((credit, i) => {
      const row = this.#rows.get(key(credit)) ?? this.#make(credit);
      this.#show(row, credit, readOnly);
      if (this.#list.children[i] !== row.element)
        this.#list.insertBefore(row.element, this.#list.children[i] ?? null);
    });
    this.#list.hidden = credits.length === 0;
    this.#add.hidden = readOnly || !this.#form.hidden;
    if (readOnly) this.#form.hidden = true;
    this.#frame.update(this.#model);
  }

  focus(finding?: AdvisoryFinding): void {
    const credit = finding?.index === undefined ? undefined : this.#model.fields().credits[finding.index];
    const row = credit && this.#rows.get(key(credit));
    const fix = this.element.querySelector<HTMLElement>('.fixes button');
    (row?.role ?? fix ?? this.#add).focus();
  }

  /** Goes to somebody's row, else to the way to add one. */
  focusRow(who: string): void {
    (this.#rows.get(who.toLowerCase())?.role ?? this.#add).focus();
  }

  #sorted(): readonly Credit[] {
    const { login: me, facts } = this.#model.state;
    const rank = ({ login: who }: Credit) =>
      sameLogin(who, me) ? 0 : sameLogin(who, facts?.author ?? '') ? 1 : 2;
    return [...this.#model.fields().credits].sort((a, b) => rank(a) - rank(b));
  }

  #make(credit: Credit): Row {
    const role = roleBox(`Role of ${credit.login}`, credit.type);
    role.addEventListener('change', () => this.#setRole(credit.login, role.value as CreditType));
    const who = h('span', { class: 'who' });
    const state = h('span', { class: 'state dim' });
    const remove = h(
      'button',
      {
        type: 'button',
        class: 'icon-button',
        'aria-label': `Remove the credit of ${credit.login}`,
        onclick: () => this.#remove(credit.login),
      },
      icon('close'),
    ) as HTMLButtonElement;
    const row = {
      element: h('li', { class: 'row credit' }, who, role, state, remove),
      who,
      role,
      state,
      remove,
    };
    this.#rows.set(key(credit), row);
    return row;
  }

  #show(row: Row, credit: Credit, readOnly: boolean): void {
    const { login: me, facts } = this.#model.state;
    const reporter = facts?.reported === true && sameLogin(credit.login, facts.author ?? '');
    const note = sameLogin(credit.login, me) ? 'you' : reporter ? 'reporter' : '';
    if (row.who.textContent !== `${credit.login} ${note}`) {
      row.who.replaceChildren(
        h('bdi', {}, ...shownText(credit.login)),
        ' ',
        h('span', { class: 'dim' }, note),
      );
    }
    if (row.role.value !== credit.type) row.role.value = credit.type;
    const known = facts?.creditStates[credit.login.toLowerCase()];
    const stored = this.#model.state.stored?.credits.some(other => sameLogin(other.login, credit.login));
    row.state.textContent = !stored ? 'Not saved' : known ? states[known] : '';
    row.role.toggleAttribute('disabled', readOnly);
    row.remove.hidden = readOnly;
  }

  #setRole(who: string, type: CreditType): void {
    const { credits } = this.#model.fields();
    if (credits.some(credit => sameLogin(credit.login, who) && credit.type === type)) return;
    this.#model.edit({
      credits: credits.map(credit => (sameLogin(credit.login, who) ? { ...credit, type } : credit)),
    });
  }

  #remove(who: string): void {
    const at = [...this.#list.children].findIndex(child => child.contains(document.activeElement));
    this.#model.edit({
      credits: this.#model.fields().credits.filter(credit => !sameLogin(credit.login, who)),
    });
    // The keyboard goes on with the next row, the last one, or the way to add one.
    const next = this.#list.children[Math.min(at, this.#list.children.length - 1)];
    (next?.querySelector<HTMLElement>('.icon-button') ?? this.#add).focus();
  }

  #open(on: boolean): void {
    this.#form.hidden = !on;
    this.#add.hidden = on;
    this.#error.textContent = '';
    if (!on) this.#name.value = '';
    (on ? this.#name : this.#add).focus();
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    // Or the key would press the link that gets the focus.
    event.preventDefault();
    if (event.key === 'Enter') this.#take();
    else this.#open(false);
  }

  #take(): void {
    const name = this.#name.value.trim().replace(/^@/, '');
    const { credits } = this.#model.fields();
    const twice = credits.some(credit => sameLogin(credit.login, name));
    if (!login.test(name) || twice) {
      this.#error.textContent = twice ? `${name} is credited already.` : 'Not a login of GitHub.';
      return this.#name.focus();
    }
    const type = this.#role.value as CreditType;
    this.#open(false);
    this.#model.edit({ credits: [...credits, { login: name, type }] });
  }
}

const key = ({ login }: Credit) => login.toLowerCase();

function roleBox(name: string, chosen: CreditType): ValueElement {
  return h(
    'vscode-dropdown',
    { 'aria-label': name },
    ...roles.map(role => h('vscode-option', { value: role, selected: role === chosen }, roleWords(role))),
  ) as ValueElement;
}
