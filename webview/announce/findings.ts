import type { AnnounceFinding, ToHost } from '../../src/ui/announce/protocol.ts';
import { h, icon, link, replace } from '../common/dom.ts';
import { reasonField } from '../common/reason.ts';

/** What speaks against the words of the e-mail: each is mended, or kept with a reason. */
export class Findings {
  readonly element = h('div', { class: 'findings' });
  readonly #ask: (message: ToHost) => unknown;
  #reasonFor: string | null = null;
  #findings: readonly AnnounceFinding[] = [];

  constructor(ask: (message: ToHost) => unknown) {
    this.#ask = ask;
  }

  update(findings: readonly AnnounceFinding[]): void {
    this.#findings = findings;
    if (!findings.some(({ id }) => id === this.#reasonFor)) this.#reasonFor = null;
    replace(this.element, JSON.stringify([findings, this.#reasonFor]), () =>
      findings.map(finding => this.#row(finding)),
    );
  }

  #row({ id, severity, message, words, fixes, overrulable, kept }: AnnounceFinding): HTMLElement {
    if (kept !== null) {
      return h(
        'div',
        { class: 'line', 'data-finding': id },
        icon('pass', 'ok'),
        h('span', { class: 'sentence' }, `Kept '${words}': ${kept}`),
        link('Undo', () => this.#ask({ t: 'unkeep', finding: id }), { 'aria-label': `Undo: ${message}` }),
      );
    }
    return h(
      'div',
      { class: 'line', 'data-finding': id },
      icon(severity, severity),
      h(
        'div',
        { class: 'sentence' },
        h('span', {}, message, words === '' ? null : h('code', {}, ` ${words}`)),
        this.#reasonFor === id ? this.#reason(id) : null,
      ),
      h(
        'span',
        { class: 'presses' },
        ...fixes.map(fix => link(fix.title, () => this.#ask({ t: 'fix', finding: id, fix: fix.id }))),
        overrulable && severity === 'error' ? link('Keep, with a reason…', () => this.#askReason(id)) : null,
      ),
    );
  }

  #askReason(id: string): void {
    this.#reasonFor = this.#reasonFor === id ? null : id;
    this.update(this.#findings);
    this.element.querySelector<HTMLElement>('vscode-text-field')?.focus();
  }

  #reason(id: string): HTMLElement {
    const keep = (reason: string) => {
      this.#reasonFor = null;
      this.#ask({ t: 'keep', finding: id, reason: reason.trim() });
    };
    return reasonField(keep, () => this.#askReason(id));
  }
}
