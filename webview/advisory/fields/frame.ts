import type { FieldName } from '../../../src/advisory/fields.ts';
import type { AdvisoryFinding } from '../../../src/findings/advisory/index.ts';
import { h, icon, link, replace, type Child } from '../../common/dom.ts';
import type { PageModel, Panel } from '../model.ts';
import { question } from '../questions.ts';
import type { Fix } from './part.ts';

interface FrameParts {
  /** Two where one control edits two of GitHub's fields. */
  readonly fields: readonly [FieldName, ...FieldName[]];
  /** Beginning of the ids in it. */
  readonly id: string;
  readonly label: HTMLElement;
  readonly aside?: readonly Child[];
  readonly control: HTMLElement;
  /** What reads its findings aloud; asked for again at each update, because rows come and go. */
  readonly described: () => HTMLElement | null;
  readonly focus: () => void;
  readonly fix: Fix;
}

/** A field with all that belongs to it: the bar of a change, what GitHub said, findings, and the question of a conflict. */
export class Frame {
  readonly element: HTMLElement;
  readonly #parts: FrameParts;
  readonly #problem: HTMLElement;
  readonly #findings: HTMLElement;
  readonly #questions: readonly Panel[];

  constructor(model: PageModel, parts: FrameParts) {
    this.#parts = parts;
    this.#problem = h('p', { id: `${parts.id}-problem`, class: 'finding problem' });
    this.#findings = h('div', { id: `${parts.id}-findings`, class: 'findings' });
    this.#questions = parts.fields.map(field => question(model, field, parts.focus));
    this.element = h(
      'div',
      { class: 'field', 'data-field': parts.id },
      h('div', { class: 'field-label' }, parts.label, h('span', { class: 'aside' }, ...(parts.aside ?? []))),
      ...this.#questions.map(({ element }) => element),
      parts.control,
      this.#problem,
      this.#findings,
    );
  }

  update(model: PageModel): void {
    const { fields, described } = this.#parts;
    const { draft, state } = model;
    this.element.classList.toggle(
      'changed',
      fields.some(field => field !== 'vector' && draft.fields[field] !== undefined),
    );
    for (const panel of this.#questions) panel.update(model);
    const problem = fields.map(field => state.save.fieldProblems[field]).find(text => text) ?? '';
    replace(this.#problem, problem, () =>
      problem === '' ? [] : [icon('error', 'error'), h('span', {}, problem)],
    );
    this.#problem.hidden = problem === '';
    const findings = model.findings().filter(({ field }) => fields.includes(field));
    const press: Fix = (finding, fix) => this.#press(model, findings, finding, fix);
    replace(this.#findings, JSON.stringify([findings, model.readOnly]), () =>
      findings.map(finding => line(finding, model.readOnly, press)),
    );
    const wrong = problem !== '' || findings.some(({ severity }) => severity === 'error');
    this.element.classList.toggle('wrong', wrong);
    const target = described();
    if (target) describe(target, [this.#problem, this.#findings], wrong);
  }

  /**
   * Fixes hold whole fields as they were at the last check, and keys may have been pressed since: what is applied is
   * the same fix of the same finding in what stands there now, or nothing when that is gone.
   */
  #press(model: PageModel, drawn: readonly AdvisoryFinding[], ...[pressed, { id }]: Parameters<Fix>): void {
    const alike = (finding: AdvisoryFinding) =>
      finding.field === pressed.field &&
      finding.id === pressed.id &&
      finding.index === pressed.index &&
      finding.message === pressed.message;
    const before = drawn.filter(alike);
    model.checkNow();
    const now = model.findings().filter(alike);
    const found = now.length === before.length ? now[before.indexOf(pressed)] : undefined;
    const fix = found?.fixes.find(fix => fix.id === id);
    if (found && fix) this.#parts.fix(found, fix);
  }
}

function line(finding: AdvisoryFinding, readOnly: boolean, press: Fix): HTMLElement {
  const { id, severity, message, fixes } = finding;
  return h(
    'div',
    { class: `finding ${severity}`, 'data-finding': id },
    icon(severity, severity),
    h('span', { class: 'sentence' }, message),
    ...(readOnly
      ? []
      : [
          h(
            'span',
            { class: 'fixes' },
            ...fixes.map(entry => link(entry.title, () => press(finding, entry))),
          ),
        ]),
  );
}

/**
 * Ties texts to a control. An element of the toolkit has its input in a shadow, where ids of the page mean nothing:
 * there the words themselves are set.
 */
function describe(target: HTMLElement, texts: readonly HTMLElement[], wrong: boolean): void {
  const inner = target.shadowRoot?.querySelector('input');
  const there = texts.filter(({ childElementCount }) => childElementCount > 0);
  set(target, 'aria-describedby', there.map(({ id }) => id).join(' '));
  if (target.role !== 'group') set(target, 'aria-invalid', wrong ? 'true' : '');
  if (!inner) return;
  const words = there.flatMap(text => [...text.querySelectorAll('.sentence, .codicon + span')]);
  set(inner, 'aria-description', words.map(({ textContent }) => textContent).join(' '));
  set(inner, 'aria-invalid', wrong ? 'true' : '');
}

function set(element: HTMLElement, name: string, value: string): void {
  if (value === '') element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
