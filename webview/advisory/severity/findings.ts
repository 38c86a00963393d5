import type { AdvisoryFinding } from '../../../src/findings/advisory/index.ts';
import { h, icon, link, replace } from '../../common/dom.ts';
import type { Bench } from './bench.ts';

/** What the checks and GitHub say of the vector: one line each, with what mends it. */
export class VectorFindings {
  readonly element = h('div', { id: 'vector-findings', class: 'vector-findings' });
  readonly #bench: Bench;

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  update(): void {
    const { model } = this.#bench;
    const refused = model.state.save.fieldProblems.vector ?? null;
    const findings = model.findings().filter(({ field }) => field === 'vector');
    replace(this.element, JSON.stringify([refused, findings, model.readOnly]), () => [
      refused === null
        ? null
        : h('div', { class: 'finding' }, icon('error', 'error'), h('span', {}, refused)),
      ...findings.map(finding => this.#row(finding)),
    ]);
  }

  focus({ id }: AdvisoryFinding): void {
    this.element.querySelector<HTMLElement>(`[data-finding="${CSS.escape(id)}"] .sentence`)?.focus();
  }

  #row(finding: AdvisoryFinding): HTMLElement {
    const { model } = this.#bench;
    return h(
      'div',
      { class: 'finding', 'data-finding': finding.id },
      icon(finding.severity, finding.severity),
      h('span', { class: 'sentence', tabindex: '-1' }, finding.message),
      ...(model.readOnly
        ? []
        : finding.fixes.flatMap(({ action, title }) => {
            if (action === 'proposeFromV3') return [link(title, () => this.#propose())];
            return action === 'repairVector' ? [link(title, () => model.setMetrics(model.chosen()))] : [];
          })),
    );
  }

  #propose(): void {
    const { facts, stored } = this.#bench.model.state;
    const vector = [stored?.vector, facts?.cvssV4?.vector, facts?.cvssV3?.vector].find(text =>
      text?.startsWith('CVSS:3.'),
    );
    if (vector) this.#bench.propose(vector);
  }
}
