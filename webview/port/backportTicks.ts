import type { BackportTick, PortState } from '../../src/ui/port/protocol.ts';
import { h, link, replace } from '../common/dom.ts';
import type { CheckElement } from '../common/toolkit.ts';
import type { Asks } from './asks.ts';
import { locked, type Columns } from './column.ts';

/** The branches that the fix is to go to as well, each with what speaks for it, and the versions that have the flaw. */
export function backportTicks(asks: Asks): Columns<PortState> {
  const ticks = h('div', { class: 'ticks', role: 'group', 'aria-label': 'Backport to' });
  const hint = h('span', { class: 'hint' });
  const status = h('div', { class: 'hint', role: 'status' });
  const source = h('div', { class: 'hint' });
  const ranges = h('div', { class: 'ranges' });
  const noCve = h('div', { class: 'hint', role: 'status' });
  const element = h(
    'div',
    { class: 'field' },
    h('div', { class: 'label' }, h('span', {}, 'Backport to'), hint),
    ...[ticks, status, source, ranges, noCve],
  );
  return {
    element,
    update(state) {
      const { backports, affected } = state;
      element.hidden = backports.length === 0;
      hint.textContent = `${backports.filter(({ on }) => on).length} of ${backports.length}`;
      ticks.classList.toggle(
        'told',
        backports.some(({ evidence }) => evidence !== null),
      );
      replace(ticks, JSON.stringify([backports, locked(state)]), () =>
        backports.map(entry =>
          tickOf(entry, locked(state), on => asks.ask({ t: 'backport', branch: entry.branch, on })),
        ),
      );
      // Said once when it changes, not with every key that is pressed.
      if (status.textContent !== (affected?.status ?? '')) status.textContent = affected?.status ?? '';
      source.textContent = affected?.source.join(' ') ?? '';
      if (noCve.textContent !== (affected?.noCve ?? '')) noCve.textContent = affected?.noCve ?? '';
      ranges.hidden = !affected || affected.ranges.length === 0;
      replace(ranges, JSON.stringify(affected?.ranges ?? null), () => [
        h('span', {}, `Affected: ${affected?.ranges.join(' · ') ?? ''}`),
        link('Copy', () => asks.ask({ t: 'copyRanges', as: 'github' }), {
          'aria-label': 'Copy the affected versions',
        }),
        link('Use in the advisory', () => asks.ask({ t: 'useRanges' })),
        link('Copy for the CVE record', () => asks.ask({ t: 'copyRanges', as: 'record' })),
      ]);
    },
  };
}

const verdicts = { affected: '', 'not-affected': 'not affected: ', unsure: 'not sure: ' } as const;

/** The evidence belongs to the name of the box, so that it is heard with it. */
function tickOf(
  { branch, on, verdict, evidence }: BackportTick,
  disabled: boolean,
  change: (on: boolean) => void,
): HTMLElement {
  const words = verdict === null ? null : `${verdicts[verdict]}${evidence ?? ''}`;
  const box = h(
    'vscode-checkbox',
    { checked: on, disabled },
    h('span', { class: 'branch' }, branch),
    words === null ? null : h('span', { class: 'evidence' }, ` ${words}`),
  ) as CheckElement;
  box.addEventListener('change', () => {
    if (box.checked !== on) change(box.checked);
  });
  return box;
}
