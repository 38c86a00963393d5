import type { LineState, PortFile, PublicView } from '../../src/ui/port/protocol.ts';
import { h, icon, link, replace } from '../common/dom.ts';
import type { Asks } from './asks.ts';
import { at, type Columns } from './column.ts';
import { FindingList } from './findings.ts';

/** What a list of files is shown of. */
export type FilesState = Pick<LineState, 'findings'> & { readonly view: Pick<PublicView, 'files'> };

/** The files of a commit: each opens its diff. */
export function fileList(asks: Asks): Columns<FilesState> {
  const files = h('div', { class: 'files' });
  const findings = new FindingList('files-findings', asks);
  const reviewAll = link('Review all', () => asks.ask({ t: 'reviewAll' }));
  const element = h(
    'div',
    { class: 'field' },
    h(
      'div',
      { class: 'label' },
      h('span', {}, 'Files'),
      h('span', { class: 'hint' }, icon('diff-multiple'), reviewAll),
    ),
    files,
    findings.element,
  );
  return {
    element,
    update(state) {
      element.hidden = state.view.files.length === 0;
      replace(files, JSON.stringify(state.view.files), () =>
        state.view.files.map(file => fileRow(file, asks)),
      );
      findings.update(at(state, 'files'));
    },
  };
}

const fileIcons = {
  added: 'diff-added',
  modified: 'diff-modified',
  deleted: 'diff-removed',
  renamed: 'diff-renamed',
};

function fileRow(file: PortFile, asks: Asks): HTMLElement {
  const counts =
    file.added === null
      ? [h('span', { class: 'dim' }, 'binary')]
      : file.added === 0 && !file.deleted && file.oldPath !== null
        ? [h('span', { class: 'dim' }, 'moved')]
        : [
            h('span', { class: 'plus' }, `+${file.added}`),
            ...(file.deleted ? [h('span', { class: 'minus' }, `\u2212${file.deleted}`)] : []),
          ];
  const name = file.oldPath === null ? file.path : `${file.oldPath} → ${file.path}`;
  return h(
    'button',
    {
      type: 'button',
      class: 'file',
      title: name,
      onclick: () => asks.ask({ t: 'openFile', path: file.path }),
    },
    icon(fileIcons[file.change]),
    h('span', { class: 'sr' }, `${file.change} `),
    // Cut at the front: the end of a path is what tells files apart.
    h('span', { class: 'path' }, h('bdi', {}, file.path)),
    h('span', { class: 'counts' }, ...counts),
  );
}
