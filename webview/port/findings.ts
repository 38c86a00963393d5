import type { PortFinding } from '../../src/ui/port/protocol.ts';
import { h, icon, link, replace } from '../common/dom.ts';
import { reasonField } from '../common/reason.ts';
import type { Asks } from './asks.ts';

/** The findings under one field: icon, sentence, repairs as links, and keeping one with a reason. */
export class FindingList {
  readonly element: HTMLElement;
  readonly #asks: Asks;
  /** The finding whose reason is being written. */
  #reasonFor: string | null = null;
  #findings: readonly PortFinding[] = [];

  constructor(id: string, asks: Asks) {
    this.#asks = asks;
    this.element = h('div', { id, class: 'findings' });
  }

  update(findings: readonly PortFinding[]): void {
    this.#findings = findings;
    if (!findings.some(({ id }) => id === this.#reasonFor)) this.#reasonFor = null;
    replace(this.element, JSON.stringify([findings, this.#reasonFor]), () =>
      findings.map(entry => this.#row(entry)),
    );
  }

  #row(finding: PortFinding): HTMLElement {
    const { severity, message, kept } = finding;
    const row = h('div', {
      class: `finding ${kept === null ? severity : 'kept'}`,
      'data-finding': finding.id,
    });
    if (kept !== null) {
      row.append(
        icon('pass', 'ok'),
        h(
          'span',
          {},
          `Kept: '${kept}'. `,
          link('Undo', () => this.#asks.ask({ t: 'unkeep', finding: finding.id })),
        ),
      );
      return row;
    }
    const links = [
      ...finding.fixes.map(fix =>
        link(fix.title, () => this.#asks.ask({ t: 'fix', finding: finding.id, fix: fix.id })),
      ),
      ...(finding.overrulable && severity === 'error'
        ? [link('Keep, with a reason…', () => this.#askReason(finding.id))]
        : []),
    ];
    row.append(
      icon(severity, severity),
      h(
        'div',
        {},
        h('span', { class: 'sentence', tabindex: '-1' }, message),
        ...(links.length > 0 ? [h('div', { class: 'fixes' }, ...links)] : []),
        this.#reasonFor === finding.id ? this.#reason(finding.id) : null,
      ),
    );
    return row;
  }

  #askReason(id: string): void {
    this.#reasonFor = this.#reasonFor === id ? null : id;
    this.update(this.#findings);
    this.element.querySelector<HTMLElement>('vscode-text-field')?.focus();
  }

  #reason(id: string): HTMLElement {
    const keep = (reason: string) => {
      this.#reasonFor = null;
      this.#asks.ask({ t: 'keep', finding: id, reason });
    };
    return reasonField(keep, () => this.#askReason(id));
  }
}
