import type { Advisory } from '../../../src/advisory/model.ts';
import { announcementOf, gates, keptFix, type Fix, type FixPull } from '../../../src/jobs/announce/index.ts';
import { assess, signingOf, type Progress } from '../../../src/process/index.ts';
import type { RecordState } from '../../../src/ui/announce/afterRows.ts';
import { untouched, type AnnounceDraft } from '../../../src/ui/announce/drafts.ts';
import type { AnnounceState } from '../../../src/ui/announce/protocol.ts';
import { announceState } from '../../../src/ui/announce/state.ts';
import { aged, factsOf, now } from '../../unit/ui/advisories/facts.ts';
import { injected, titles } from '../../../src/sandbox/seed/hostileTexts.ts';
import { sample } from '../../unit/ui/advisories/sample.ts';

/** States of the announce page as the host makes them: of facts, and in no other way. */

const way = 'Until an update is installed, check names after decoding them.';

const egg = sample({
  ...aged(77),
  ghsaId: 'GHSA-5h8c-2wfv-j6gm',
  title: 'Egg codec accepts overlong input',
  description: `The incremental decoder of the "egg" codec accepts sequences that are longer than the shortest form. An application that checks a name before decoding it can be led to accept a name that it meant to refuse. CPython before 3.16.0 is affected.

Only egg.IncrementalDecoder is affected; egg.decode() has always refused such input. The fix raises UnicodeDecodeError. ${way}`,
  severity: 'medium',
  cvssV4: { vector: 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N', score: 6 },
  cveId: 'CVE-2026-900388',
});

const pull = (number: number, more: Partial<FixPull> = {}): FixPull => ({
  number,
  title: 'gh-210501: Refuse overlong input in the egg codec',
  issue: 210_501,
  htmlUrl: `https://github.com/python/cpython/pull/${number}`,
  base: 'main',
  state: 'merged',
  mergedAt: now.toISOString(),
  ...more,
});

const merged: Fix = {
  ...{ status: 'merged', pull: pull(210_502), issue: 210_501, main: 'main', revertedBy: null, doubts: [] },
  ...{ keptFor: null, others: [], complete: true, message: null },
};
const unread: Fix = {
  ...merged,
  status: 'unread',
  pull: null,
  issue: null,
  complete: false,
  message: 'not read',
};
const reverted: Fix = {
  ...{ ...merged, status: 'reverted' },
  revertedBy: pull(210_510, { title: 'Revert "gh-210501: Refuse overlong input in the egg codec"' }),
  others: [pull(210_511, { title: 'gh-210501: Refuse overlong input, again' })],
};

interface Given {
  readonly advisory?: Partial<Advisory>;
  readonly fix?: Fix;
  readonly phase?: AnnounceState['phase'];
  readonly failure?: string;
  readonly sandbox?: boolean;
  readonly draft?: Partial<AnnounceDraft>;
  readonly undo?: boolean;
  readonly progress?: Progress;
  readonly record?: RecordState;
  readonly missingLabels?: readonly string[];
}

function made(given: Given = {}): AnnounceState {
  const {
    phase = 'ready',
    failure = null,
    sandbox = false,
    undo = false,
    record = null,
    progress = {},
  } = given;
  const { missingLabels = [] } = given;
  const draft = { ...untouched, ...given.draft };
  const read = { advisory: { ...egg, ...given.advisory }, fix: keptFix(given.fix ?? merged, draft.kept) };
  const facts = factsOf(read.advisory, {
    progress,
    publicFix: {
      ...{ issue: 210_501, pull: 210_502, state: 'merged', missingLabels },
      backportsAsked: ['3.15', '3.14', '3.13', '3.12', '3.11'],
      backports: null,
    },
  });
  const signing = signingOf(progress)?.verdict === 'genuine';
  const mail = announcementOf(read, 'security-announce@python.org');
  return announceState({
    ...{ phase, failure, sandbox, undo, record, draft, read, facts, signing, mail, hideTitles: false },
    close: assess(facts).steps.find(({ id }) => id === 'close') ?? null,
    gates: gates({ ...read, to: mail.to, record, signing, now }),
  });
}

/** The egg codec's announcement: everything is there and nothing is sent yet. */
export const ready = made();

/** What is known before GitHub was asked. */
export const loading = made({ phase: 'loading', sandbox: true, fix: unread });

const unscored = { cvssV4: null, severity: null, description: `${egg.description} **Do it now.**` };

/** Several gates are open, and the fix was taken back and made again. */
export const open = made({ sandbox: true, advisory: unscored, fix: reverted });

/** A report that wants to break its reader, announced. */
export const hostile = made({
  advisory: { title: `<b>x</b> ${titles['turned round']}`, description: injected, cveId: 'CVE-1-<script>' },
  fix: { ...merged, pull: pull(210_502, { title: injected.slice(0, 500), htmlUrl: 'command:x' }) },
});

const reverts = 'revert:210502:210510';

/** The same fix, kept with a reason; another one names the issue, too. */
export const kept = made({
  fix: reverted,
  draft: { kept: [{ id: reverts, reason: 'It took back the news entry only.' }] },
});

const secrets = `Write to parsley@example.org, who has ghp_${'parsley1'.repeat(5)} and ${egg.ghsaId}.`;
const text = ready.mail.body.replace(way, secrets).replace(/\* \S+\/pull\/\d+\n/, '');
const named = made({ draft: { text, template: ready.mail.body } }).findings.find(
  ({ words }) => words === egg.ghsaId,
);

/** An edited text that names a private address, and the advisory for a reason, of a template that is another now. */
export const edited = made({
  draft: {
    ...{ text, template: `${ready.mail.body}Before.` },
    kept: [{ id: named!.id, reason: 'the reporter has named it already' }],
  },
});

/** The template took its place. */
export const undone = made({ undo: true });

export const long = made({
  advisory: { description: `${egg.description} ${'Crumbs are lost. '.repeat(80)}` },
});

const announced: Progress = {
  announcedAt: now.toISOString(),
  archiveUrl: 'https://mail.python.org/archives/list/security-announce@python.org/thread/EGGCODEC/',
};

export const sent = made({ progress: announced, record: 'published', missingLabels: ['release-blocker'] });

export const closing = made({
  ...{ progress: announced, record: 'published' },
  advisory: { title: `[COMPLETED] ${egg.title}` },
});

export const failed = made({
  ...{ phase: 'failed', sandbox: true, fix: unread },
  failure: 'GitHub cannot be reached. Your text is kept.',
});

const at = now.toISOString();

/** A genuine code-signing report: nothing in the code was fixed. */
export const signing = made({
  fix: { ...merged, status: 'none', pull: null, issue: null },
  progress: { signing: { checksums: at, artifacts: at, revoked: at }, signingVerdict: 'genuine' },
});
