import type { RowView } from '../../src/ui/backports/protocol.ts';
import { h, icon, link } from '../common/dom.ts';

type PullState = NonNullable<RowView['pull']>['state'];
type ChecksState = NonNullable<RowView['checks']>['state'];

const pulls: Readonly<Record<PullState, readonly [string, string]>> = {
  merged: ['git-merge', 'merged'],
  open: ['git-pull-request', 'open'],
  closed: ['git-pull-request-closed', 'closed'],
};

const checks: Readonly<Record<ChecksState, readonly [string, string]>> = {
  passed: ['pass', 'ok'],
  failed: ['error', 'error'],
  running: ['history', ''],
  none: ['circle-large-outline', 'dim'],
  looking: ['loading', 'codicon-modifier-spin'],
};

/** Number, state and title of the pull request, or why there is none. */
export function pullCell({ pull, note, more, defects }: RowView, open: (pull: number) => void): HTMLElement {
  const second = (words: string | null) =>
    words === null ? null : h('span', { class: 'second' }, h('bdi', {}, words));
  if (pull === null) {
    const severity = defects.some(defect => defect.severity === 'error') ? 'error' : null;
    const glyph = severity ? icon('error', severity) : icon('circle-slash', 'dim');
    return h(
      'td',
      { class: 'pull' },
      note === null ? null : h('span', { class: 'first' }, glyph, h('span', {}, note)),
      second(more),
    );
  }
  const [name, colour] = pulls[pull.state];
  return h(
    'td',
    { class: 'pull' },
    h(
      'span',
      { class: 'first' },
      icon(name, `pull-${colour}`),
      link(pull.label, () => open(pull.number)),
      h('span', {}, pull.words),
    ),
    second(pull.title),
    second(more),
  );
}

export function labelsCell({ labels }: RowView): HTMLElement {
  return h(
    'td',
    { class: 'labels' },
    ...labels.map(({ name, there }) =>
      h(
        'span',
        { class: 'first' },
        there ? icon('check') : icon('warning', 'warning'),
        h('span', {}, name, there ? null : h('span', { class: 'sr' }, ', missing')),
      ),
    ),
  );
}

export function checksCell({ checks: found }: RowView): HTMLElement {
  if (found === null) return h('td', { class: 'checks' });
  const [name, colour] = checks[found.state];
  return h(
    'td',
    { class: 'checks' },
    h('span', { class: 'first' }, icon(name, colour), h('span', {}, found.words)),
  );
}
