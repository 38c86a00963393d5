import { sameLogin } from '../../../src/advisory/assignment.ts';
import { h, icon, link, replace, textField } from '../../common/dom.ts';
import type { ValueElement } from '../../common/toolkit.ts';
import type { PageModel } from '../model.ts';
import { shownText } from '../preview/decorate.ts';
import { Frame } from './frame.ts';
import type { FieldPart, Fix } from './part.ts';

const login = /^[a-z\d](?:[a-z\d-]{0,38})$/i;
const slug = /^[\w.-]{1,100}$/;

/** Who may read the advisory. Admins change it; members have words for an admin. */
export class CollaboratorsField implements FieldPart {
  readonly element: HTMLElement;
  readonly #model: PageModel;
  readonly #frame: Frame;
  readonly #chips = h('div', { class: 'chips' });
  readonly #add: HTMLElement;
  readonly #ask: HTMLElement;
  readonly #status = h('span', { class: 'dim', role: 'status' });
  readonly #form: HTMLElement;
  readonly #name: ValueElement;
  readonly #kind: ValueElement;
  readonly #error = h('span', { class: 'finding-text', role: 'alert' });

  constructor(model: PageModel, fix: Fix) {
    this.#model = model;
    this.#add = link('Add', () => this.#open(true), { 'aria-label': 'Add a collaborator' });
    this.#ask = link('Ask an admin to add', () => {
      this.#status.textContent = '';
      model.ask({ t: 'offer', id: 'askAdmin' }).then(
        () => (this.#status.textContent = 'Copied'),
        (error: Error) => (this.#status.textContent = error.message),
      );
    });
    this.#name = textField('Login or team', {
      placeholder: 'Login',
      onkeydown: event => this.#key(event as KeyboardEvent),
    });
    this.#kind = h(
      'vscode-dropdown',
      { 'aria-label': 'Kind of collaborator' },
      h('vscode-option', { value: 'user', selected: true }, 'Person'),
      h('vscode-option', { value: 'team' }, 'Team'),
    ) as ValueElement;
    this.#form = h(
      'div',
      { class: 'add-row', hidden: true },
      this.#name,
      this.#kind,
      link('Add', () => this.#take(), { 'aria-label': 'Add this collaborator' }),
      link('Cancel', () => this.#open(false)),
      this.#error,
    );
    this.#frame = new Frame(model, {
      fields: ['users', 'teams'],
      id: 'collaborators',
      label: h('span', { class: 'name', id: 'collaborators-name' }, 'Collaborators'),
      aside: [this.#status, this.#add, this.#ask],
      control: h('div', { role: 'group', 'aria-labelledby': 'collaborators-name' }, this.#chips, this.#form),
      described: () =>
        this.#frame?.element.querySelector<HTMLElement>('[role="group"][aria-labelledby]') ?? null,
      focus: () => this.focus(),
      fix,
    });
    this.element = this.#frame.element;
  }

  update(): void {
    const { users, teams } = this.#model.fields();
    const may = this.#model.state.facts?.admin !== false;
    const editable = may && !this.#model.readOnly;
    this.#add.hidden = !editable || !this.#form.hidden;
    this.#ask.hidden = may;
    if (!editable) this.#form.hidden = true;
    replace(this.#chips, JSON.stringify([users, teams, editable]), () => [
      ...teams.map(team => this.#chip('teams', team, editable)),
      ...users.map(user => this.#chip('users', user, editable)),
      ...(users.length + teams.length === 0 ? [h('span', { class: 'dim' }, 'Nobody yet')] : []),
    ]);
    this.#frame.update(this.#model);
  }

  focus(): void {
    const target = this.#add.hidden ? this.#ask : this.#add;
    if (!target.hidden) target.focus();
  }

  #chip(field: 'users' | 'teams', name: string, editable: boolean): HTMLElement {
    return h(
      'span',
      { class: 'chip' },
      icon(field === 'teams' ? 'organization' : 'account'),
      field === 'teams' ? h('span', { class: 'sr' }, 'Team ') : null,
      h('bdi', {}, ...shownText(name)),
      editable
        ? h(
            'button',
            {
              type: 'button',
              class: 'chip-x',
              'aria-label': `Remove ${name}`,
              onclick: () => this.#remove(field, name),
            },
            icon('close'),
          )
        : null,
    );
  }

  #remove(field: 'users' | 'teams', name: string): void {
    const chips = () => [...this.#chips.querySelectorAll<HTMLElement>('.chip-x')];
    const at = chips().findIndex(x => x === document.activeElement);
    this.#model.edit({ [field]: this.#model.fields()[field].filter(other => other !== name) });
    // The keyboard goes on with the next one, the last one, or the way to add one.
    (chips().at(Math.min(at, chips().length - 1)) ?? this.#add).focus();
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
    const team = this.#kind.value === 'team';
    // `@python/psrt` is how teams are written in texts.
    const name = this.#name.value
      .trim()
      .replace(/^@/, '')
      .replace(team ? /^[^/]+\// : /^$/, '');
    const field = team ? 'teams' : 'users';
    const list = this.#model.fields()[field];
    if (!(team ? slug : login).test(name)) {
      this.#error.textContent = team ? 'Not the name of a team.' : 'Not a login of GitHub.';
      return this.#name.focus();
    }
    this.#open(false);
    if (!list.some(other => sameLogin(other, name))) {
      this.#model.edit({ [field]: [...list, name] });
    }
  }
}
