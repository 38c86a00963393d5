import { h, replace } from '../../common/dom.ts';
import type { PageModel } from '../model.ts';

const labels = [
  'Exploitability',
  'Complexity',
  'Vulnerable system',
  'Subsequent system',
  'Exploitation',
  'Requirements',
];

/** The six digits of the MacroVector in words; a full bar is the worst. */
export class Levels {
  readonly element = h('dl', { class: 'levels' });

  update(model: PageModel): void {
    const levels = model.explanation()?.levels;
    replace(this.element, JSON.stringify(levels?.map(({ level }) => level) ?? null), () =>
      labels.map((label, at) => {
        const level = levels?.[at];
        return h(
          'div',
          {},
          h('dt', {}, label, level ? h('code', {}, String(level.level)) : null),
          level
            ? h('dd', {}, bars(level.of, level.of - level.level), level.words)
            : h('dd', { class: 'dim' }, '–'),
        );
      }),
    );
  }
}

function bars(of: number, full: number): HTMLElement {
  return h(
    'span',
    { class: 'bars', 'aria-hidden': 'true' },
    ...Array.from({ length: of }, (_, at) => h('i', { class: at < full ? 'full' : '' })),
  );
}
