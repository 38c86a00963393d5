import type { RowView, SectionView } from '../../src/ui/backports/protocol.ts';
import { h, icon, link } from '../common/dom.ts';
import { checksCell, labelsCell, pullCell } from './cells.ts';
import { defectLine } from './defect.ts';
import { toldLine } from './told.ts';

export interface Presses {
  readonly repair: (branch: string) => (defect: string, at: number) => void;
  readonly open: (pull: number) => void;
  readonly notNeeded: (branch: string) => void;
  readonly takeBack: (branch: string) => void;
}

const columns = ['Branch', 'Pull request', 'Labels', 'Checks', 'Who merges, which release'];

/** A row per branch, with what is wrong below it. In narrow pages each row becomes a list by its style alone. */
export function table({ rows, title }: SectionView, held: string | null, presses: Presses): HTMLElement {
  const heads = columns.map(name => h('th', { scope: 'col' }, name));
  return h(
    'table',
    { 'aria-label': `Backports of ${title}` },
    h('thead', {}, h('tr', {}, ...heads)),
    ...rows.map(row => branchRows(row, held, presses)),
  );
}

function branchRows(row: RowView, held: string | null, presses: Presses): HTMLElement {
  const { branch, status, who, when } = row;
  const lines = linesOf(row, held, presses);
  return h(
    'tbody',
    { 'data-branch': branch },
    h(
      'tr',
      {},
      h(
        'th',
        { scope: 'rowgroup', ...(lines.length === 0 ? {} : { rowspan: '2' }) },
        h('span', { class: 'branch' }, branch),
        h('span', { class: 'status' }, status),
      ),
      pullCell(row, presses.open),
      labelsCell(row),
      checksCell(row),
      h(
        'td',
        { class: 'who' },
        h('span', {}, who),
        when === '' ? null : h('span', { class: 'second' }, when),
      ),
    ),
    ...(lines.length === 0 ? [] : [h('tr', { class: 'below' }, h('td', { colspan: '4' }, ...lines))]),
  );
}

/** What is wrong, what was done, what is being done. */
function linesOf(row: RowView, held: string | null, { repair, notNeeded, takeBack }: Presses): HTMLElement[] {
  const { branch, defects, told, busy, maySkip } = row;
  const skips = (at: number) => (maySkip && at === defects.length - 1 ? () => notNeeded(branch) : undefined);
  return [
    ...defects.map((defect, at) =>
      defectLine(defect, { branch, held, press: repair(branch), skip: skips(at) }),
    ),
    ...(row.takeBack
      ? [
          h(
            'div',
            { class: 'line' },
            icon('circle-slash'),
            h('span', { class: 'sentence' }, 'Somebody here said that it needs no backport.'),
            link('Take back', () => takeBack(branch), {
              'aria-label': `Take back: ${branch} needs a backport`,
            }),
          ),
        ]
      : []),
    ...(busy
      ? [
          h(
            'div',
            { class: 'line busy' },
            icon('loading', 'codicon-modifier-spin'),
            h('span', {}, 'Repairing…'),
          ),
        ]
      : []),
    ...(busy ? [] : told.map(toldLine)),
  ];
}
