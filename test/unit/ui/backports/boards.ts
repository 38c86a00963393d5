import type {
  BackportBoard,
  BackportPull,
  BackportRow,
  Defect,
} from '../../../../src/process/backports/types.ts';
import type { ReleaseCycle } from '../../../../src/project/releaseCycle/index.ts';
import type { Entry } from '../../../../src/ui/backports/entry.ts';
import { needsYou } from '../../../../src/ui/backports/weigh.ts';
import { sample } from '../advisories/sample.ts';

/** The boards of the picture: one fix whose backports need somebody, and one that is done everywhere. */

export const cycle: ReleaseCycle = {
  branches: [
    branch('3.16', 'feature', 'main', null, '2032-10'),
    branch('3.15', 'bugfix', '3.15', 'Saffron Seed', '2031-10'),
    branch('3.14', 'bugfix', '3.14', 'Saffron Seed', '2030-10'),
    branch('3.13', 'security', '3.13', 'Basil Thyme', '2029-10'),
    branch('3.12', 'security', '3.12', 'Clove Stem', '2028-10'),
    branch('3.11', 'security', '3.11', 'Clove Stem', '2027-10'),
    branch('3.10', 'end-of-life', '3.10', 'Clove Stem', '2026-10-31'),
    branch('3.9', 'end-of-life', '3.9', 'Clove Stem', '2025-10-31'),
  ],
  source: 'read',
  at: '2026-11-20T12:00:00Z',
  problems: [],
};

function branch(
  version: string,
  status: ReleaseCycle['branches'][number]['status'],
  name: string,
  releaseManager: string | null,
  endOfLife: string,
): ReleaseCycle['branches'][number] {
  return { branch: name, version, status, releaseManager, firstRelease: null, endOfLife };
}

export function pull(base: string, number: number, more: Partial<BackportPull> = {}): BackportPull {
  const title = 'gh-210457: Honour the option in bread.socket';
  return {
    ...{ number, base, state: 'merged' },
    title: base === 'main' ? title : `[${base}] ${title} (GH-210461)`,
    labels: ['type-security', 'release-blocker'],
    htmlUrl: `https://github.com/python/cpython/pull/${number}`,
    author: 'miss-islington',
    mergedAt: base === 'main' ? '2026-11-11T10:00:00Z' : '2026-11-12T10:00:00Z',
    mergedBy: 'nutmeg-core',
    mergeCommit: 'b'.repeat(40),
    linked: true,
    checks: { state: 'passed', failed: 0 },
    release: null,
    ...more,
  };
}

export const open = { state: 'open', mergedAt: null, mergedBy: null, mergeCommit: null } as const;

export function row(
  name: string,
  status: BackportRow['status'],
  found: BackportPull | null,
  more: Partial<BackportRow> = {},
): BackportRow {
  const wanted = name === 'main' ? ['type-security'] : ['type-security', 'release-blocker'];
  return {
    ...{ branch: name, status, pull: found, by: null, former: [], reason: null, note: null, defects: [] },
    need: name === 'main' ? 'fix' : 'needed',
    labels: found === null ? [] : wanted.map(label => ({ name: label, there: found.labels.includes(label) })),
    who: 'nutmeg-core',
    when: '',
    ...more,
  };
}

export function boardOf(rows: readonly BackportRow[], defects: readonly Defect[] = []): BackportBoard {
  const needed = rows.filter(({ need }) => need !== 'not-needed');
  const merged = needed.filter(found => found.pull?.state === 'merged').length;
  return {
    ...{ rows, defects, accepted: [], merged, needed: needed.length },
    needsYou: [...rows, { defects }].filter(needsYou).length,
    open: needed.length - merged,
  };
}

const missing: Defect = {
  id: 'labels',
  severity: 'warning',
  text: 'release-blocker is missing, so the release manager does not see it.',
  repairs: [{ id: 'addLabels', label: 'Add label', pull: 210_468, labels: ['release-blocker'] }],
};
const byHand: Defect = {
  id: 'by-hand',
  severity: 'error',
  text: 'Needs a backport by hand.',
  repairs: [
    { id: 'backport', label: 'Backport to 3.12', branch: '3.12' },
    { id: 'copy', label: 'Copy cherry_picker line', text: 'cherry_picker bbbbbbb 3.12' },
  ],
};
const unlinked: Defect = {
  id: 'title',
  severity: 'warning',
  text: 'The title lacks (GH-210461), so the bots did not link it.',
  repairs: [
    {
      id: 'correctTitle',
      label: 'Correct title',
      pull: 210_471,
      title: '[3.11] gh-210457: Honour the option in bread.socket (GH-210461)',
    },
  ],
};

export const breadBoard = boardOf([
  row('main', 'feature', pull('main', 210_461), { when: '3.16.0a3' }),
  row('3.15', 'bugfix', pull('3.15', 210_466), { when: '3.15.2' }),
  row('3.14', 'bugfix', pull('3.14', 210_467), { when: '3.14.8, not released yet' }),
  row('3.13', 'security', pull('3.13', 210_468, { ...open, labels: ['type-security'] }), {
    ...{ who: 'basil-rm, release manager', when: 'waits for the merge', defects: [missing] },
  }),
  row('3.12', 'security', null, {
    note: 'Not made: conflict in Lib/bread/socket.py. The bot gave up on 12 November and assigned you',
    ...{ who: 'clove-rm, release manager', defects: [byHand] },
  }),
  row(
    '3.11',
    'security',
    pull('3.11', 210_471, {
      ...{ ...open, linked: false, author: 'octo-coordinator' },
      title: '[3.11] gh-210457: Honour the option in bread.socket',
      checks: { state: 'failed', failed: 2 },
    }),
    { who: 'clove-rm, release manager', defects: [unlinked] },
  ),
]);

export const tofuBoard = boardOf(
  ['main', '3.15', '3.14', '3.13', '3.12', '3.11'].map((name, at) =>
    row(name, at === 0 ? 'feature' : at < 3 ? 'bugfix' : 'security', pull(name, 209_890 + at)),
  ),
);

export function entry(more: Partial<Entry> & { readonly title?: string } = {}): Entry {
  const advisory =
    more.advisory ??
    sample({
      ghsaId: 'GHSA-4br8-x9mq-2f6w',
      title: more.title ?? 'Bread socket option ignored',
      severity: 'medium',
      cvssV4: { vector: 'CVSS:4.0/AV:N', score: 6.9 },
    });
  return {
    id: `python/cpython/${advisory.ghsaId}`,
    number: number => `gh-${number}`,
    advisory,
    links: {
      ...{ repo: 'python/cpython', ghsaId: advisory.ghsaId, issue: 210_457, pull: 210_461 },
      ...{ commit: '', droppedLabels: [] },
    },
    progress: {
      announcedAt: '2026-11-12T12:00:00Z',
      archiveUrl: 'https://mail.python.org/archives/list/security-announce@python.org/thread/x/',
    },
    ...{ facts: null, board: breadBoard, reading: false, failure: null, told: {}, busy: [] },
    ...more,
  };
}

export const bread = entry();

const tofuAdvisory = sample({
  ghsaId: 'GHSA-7tf3-w2hp-9c5v',
  title: 'Tofu lexer overflow',
  severity: 'high',
  cvssV4: { vector: 'CVSS:4.0/AV:N', score: 8.7 },
});
export const tofu = entry({
  advisory: tofuAdvisory,
  board: tofuBoard,
  links: { ...bread.links, ghsaId: tofuAdvisory.ghsaId, issue: 209_880, pull: 209_890 },
  progress: { ...bread.progress, announcedAt: '2026-10-30T12:00:00Z' },
});
