import { listed } from '../../../src/texts/requests.ts';
import { askForMissing, reportGaps, type ReportGap } from '../../../src/triage/index.ts';
import { h, icon, link, replace, type Child } from '../../common/dom.ts';
import type { PageModel } from '../model.ts';
import type { Reply } from './reply.ts';
import { policyOf, projectOf } from './project.ts';

/** What the report lacks or should not have, and the reply that asks. */
export class Gaps {
  readonly element = h('div', { class: 'decide-part gaps' });
  readonly #reply: Reply;

  constructor(reply: Reply) {
    this.#reply = reply;
  }

  update(model: PageModel): void {
    const gaps = gapsOf(model);
    const { readOnly, state } = model;
    replace(this.element, JSON.stringify([gaps, readOnly, state.discussion.reporter]), () => [
      h('h3', {}, 'The report'),
      ...lines(gaps, policyOf(model) !== null),
      readOnly || gaps.length === 0
        ? null
        : link('Ask the reporter', () =>
            this.#reply.fill(
              askForMissing(gapsOf(model), model.state.discussion.reporter, policyOf(model)),
              'The questions are in your comment.',
            ),
          ),
    ]);
  }
}

/** Of the report as it is on GitHub: what is being written here is not the reporter's. */
export function gapsOf(model: PageModel): ReportGap[] {
  const { stored } = model.state;
  return stored ? reportGaps(stored, projectOf(model)) : [];
}

function lines(gaps: readonly ReportGap[], policy: boolean): Child[] {
  if (gaps.length === 0)
    return [line('check', 'ok', `Nothing is missing${policy ? ' that the policy asks for' : ''}.`)];
  const of = (kind: ReportGap['kind']) =>
    listed(gaps.filter(gap => gap.kind === kind).map(({ label }) => lowered(label)));
  const [missing, unwanted] = [of('missing'), of('unwanted')];
  return [
    missing === '' ? null : line('warning', 'warning', `Missing in the report: ${missing}.`),
    unwanted === '' ? null : line('info', 'info', `Better left out: ${unwanted}.`),
  ];
}

const line = (glyph: string, tone: string, words: string) =>
  h('p', { class: 'gap' }, icon(glyph, tone), h('span', {}, words));

/** Within a sentence; names and abbreviations stay as they are. */
const lowered = (text: string) =>
  /^\p{Lu}(\p{Ll}| )/u.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
