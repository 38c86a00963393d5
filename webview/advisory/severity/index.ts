import './severity.css';
import { baseMetrics, fromV3, metrics, type MetricId } from '../../../src/cvss/index.ts';
import type { AdvisoryFinding } from '../../../src/findings/advisory/index.ts';
import type { Chosen } from '../../../src/ui/editor/protocol.ts';
import { h, icon, link } from '../../common/dom.ts';
import type { PageModel, Panel } from '../model.ts';
import { question } from '../questions.ts';
import type { Bench, Said } from './bench.ts';
import type { Choice } from './choice.ts';
import { exploitability, Impact } from './columns.ts';
import { Detail } from './detail.ts';
import { Drivers } from './drivers.ts';
import { VectorFindings } from './findings.ts';
import { Group } from './groups.ts';
import { Levels } from './levels.ts';
import { ScoreBox } from './score.ts';
import { Stored } from './stored.ts';
import { VectorField } from './vector.ts';

/** The Severity tab: a CVSS v4.0 calculator that says what each choice means and what another would change. */
class SeverityPanel implements Panel, Bench {
  readonly element: HTMLElement;
  readonly model: PageModel;
  readonly #score = new ScoreBox();
  readonly #vector: VectorField;
  readonly #saidLine = h('div', { id: 'vector-said', class: 'said-line', role: 'status' });
  readonly #findings: VectorFindings;
  readonly #question: Panel;
  readonly #drivers: Drivers;
  readonly #levels = new Levels();
  readonly #base: readonly Choice[];
  readonly #impact: Impact;
  readonly #detail: Detail;
  readonly #groups: readonly Group[];
  readonly #stored: Stored;
  #said: Said | null = null;
  /** The choices that the sentence was about. */
  #saidOf: Chosen | null = null;
  /** Proposed metrics that the user has not chosen again. */
  readonly #proposed = new Map<MetricId, { readonly code: string; readonly from: string }>();

  constructor(model: PageModel) {
    this.model = model;
    this.#vector = new VectorField(this, 'vector-said vector-findings');
    this.#findings = new VectorFindings(this);
    this.#question = question(model, 'vector', () => this.focusValue('AV'));
    this.#drivers = new Drivers(this);
    const attacked = exploitability(this);
    this.#impact = new Impact(this);
    this.#base = [...attacked.choices, ...this.#impact.choices];
    this.#detail = new Detail(this);
    this.#groups = Group.all(this);
    this.#stored = new Stored(this);
    this.element = h(
      'div',
      { class: 'severity-tab', onkeydown: event => this.#key(event as KeyboardEvent) },
      this.#score.element,
      h(
        'div',
        { class: 'result' },
        this.#vector.element,
        this.#saidLine,
        this.#findings.element,
        this.#question.element,
        this.#drivers.element,
      ),
      this.#levels.element,
      h(
        'div',
        { class: 'columns' },
        attacked.element,
        h('div', { class: 'column' }, this.#impact.element, this.#detail.element),
      ),
      h('div', { class: 'more' }, ...this.#groups.map(({ toggle }) => toggle), this.#stored.element),
      ...this.#groups.map(({ element }) => element),
    );
    this.element.addEventListener('focusin', ({ target }) => {
      const radio = radioOf(target);
      if (radio) this.#detail.show(radio.name as MetricId, radio.value);
    });
    document.addEventListener('paste', event => this.#paste(event));
  }

  update(): void {
    const { model } = this;
    const chosen = model.chosen();
    for (const [id, { code }] of this.#proposed) if (chosen[id] !== code) this.#proposed.delete(id);
    this.#forgetSaid(chosen);
    this.#score.update(model);
    this.#vector.update();
    this.#findings.update();
    this.#question.update(model);
    this.#drivers.update();
    this.#levels.update(model);
    const explanation = model.explanation();
    for (const choice of this.#base) choice.update(explanation);
    this.#impact.update();
    this.#detail.update();
    for (const group of this.#groups) group.update();
    this.#stored.update();
  }

  focusFinding(finding: AdvisoryFinding): void {
    this.#findings.update();
    this.#findings.focus(finding);
  }

  /** On opening: the first metric without a value. */
  focusGap(): boolean {
    const [gap] = this.model.missing();
    if (gap === undefined || this.model.readOnly) return false;
    this.focusValue(gap);
    return true;
  }

  say(message: Said | null): void {
    this.#said = message;
    this.#saidOf = this.model.chosen();
    const hadFocus = this.#saidLine.contains(document.activeElement);
    const parts = message && [
      icon(message.tone, message.tone),
      h('span', {}, message.text),
      ...(message.actions ?? []).map(({ label, act }) => link(label, act)),
    ];
    this.#saidLine.replaceChildren(...(parts ?? []));
    if (hadFocus) this.#vector.focus();
  }

  focusValue(id: MetricId, code?: string): void {
    // Radios that cannot be changed take no focus; the text of the value can still be read.
    if (this.model.readOnly && code !== undefined) this.#detail.show(id, code);
    if (!baseMetrics.includes(id)) this.#groups.find(group => group.has(id))?.reveal();
    this.#all()
      .find(choice => choice.id === id)
      ?.focus(code);
  }

  why(id: MetricId): void {
    this.#detail.focusWhy(id);
  }

  choose(id: MetricId, code: string): void {
    this.#proposed.delete(id);
    this.model.choose(id, code);
  }

  setAll(chosen: Chosen): void {
    this.model.setMetrics(chosen);
  }

  proposedFrom(id: MetricId): string | null {
    return this.#proposed.get(id)?.from ?? null;
  }

  propose(vector: string): void {
    const proposal = fromV3(vector);
    if (!proposal.ok) return this.say({ tone: 'error', text: proposal.error });
    const before = this.model.draft.metrics;
    const already = this.model.chosen();
    const from = `v${proposal.version}`;
    this.#proposed.clear();
    for (const [id, code] of Object.entries(proposal.set)) this.#proposed.set(id as MetricId, { code, from });
    this.model.setMetrics({ ...this.model.chosen(), ...proposal.set });
    this.say({
      tone: 'info',
      text: proposalSentence(proposal, already),
      untilComplete: true,
      actions: [
        {
          label: 'Undo',
          act: () => {
            this.#proposed.clear();
            this.say(null);
            this.model.setMetrics(before);
          },
        },
      ],
    });
    this.focusGap();
  }

  /** In the order of a vector, as far as they are in view. */
  #all(): Choice[] {
    return [...this.#base, ...this.#groups.flatMap(({ choices }) => choices)].sort(
      (a, b) => order.get(a.id)! - order.get(b.id)!,
    );
  }

  /** A letter chooses and goes on; Enter goes to "Why". Arrows, Space and Tab are the browser's own. */
  #key(event: KeyboardEvent): void {
    const radio = radioOf(event.target);
    if (!radio || event.ctrlKey || event.metaKey || event.altKey) return;
    const id = radio.name as MetricId;
    if (event.key === 'Enter') {
      event.preventDefault();
      return this.why(id);
    }
    if (this.model.readOnly || !/^[a-z]$/i.test(event.key)) return;
    const all = this.#all();
    const at = all.findIndex(choice => choice.id === id);
    const code = all[at]?.byLetter(event.key);
    if (code === undefined) return;
    event.preventDefault();
    this.choose(id, code);
    const next = all[at + 1];
    if (next) next.focus();
    else all[at]!.focus(code);
  }

  /** A vector may be pasted anywhere on the tab; in a field paste stays paste. */
  #paste(event: ClipboardEvent): void {
    if (this.element.offsetParent === null || this.model.readOnly) return;
    const target = event.target as Element | null;
    if (target?.closest('textarea, input:not([type="radio"]), [contenteditable]')) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.trim() === '') return;
    event.preventDefault();
    this.#vector.take(text);
  }

  #forgetSaid(chosen: Chosen): void {
    if (!this.#said || this.#saidOf === chosen) return;
    const stays = this.#said.untilComplete && this.model.missing().length > 0;
    const changed = metrics.some(({ id }) => chosen[id] !== this.#saidOf![id]);
    if (changed && !stays) this.say(null);
  }
}

/** Without what was chosen here before and stays. */
function proposalSentence(
  proposal: Extract<ReturnType<typeof fromV3>, { ok: true }>,
  already: Chosen,
): string {
  const open = proposal.unset.filter(({ metric }) => already[metric] === undefined);
  if (open.length === proposal.unset.length) return proposal.sentence;
  const count = Object.keys(proposal.set).length;
  const rest = open.length === 0 ? '' : ` Set ${open.map(({ metric }) => metric).join(', ')} yourself.`;
  return `${count} set from v${proposal.version}.${rest}`;
}

const order = new Map(metrics.map(({ id }, at) => [id, at]));

export const severityPanel = (model: PageModel): Panel => new SeverityPanel(model);

function radioOf(target: EventTarget | null): HTMLInputElement | null {
  return target instanceof HTMLInputElement && target.type === 'radio' ? target : null;
}
