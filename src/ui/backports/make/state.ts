import { shortId } from '../../../advisory/model.ts';
import { profileOf } from '../../../project/index.ts';
import { plainTitle } from '../../../texts/index.ts';
import type {
  BackportDraft,
  BackportRecord,
  BackportReview,
  PreparedBackport,
} from '../../../jobs/backport/make/index.ts';
import { plural } from '../../../jobs/line/finding.ts';
import type { BackportState, BackportView, PortFile, PortStep } from '../../port/protocol.ts';
import { signatureWords } from '../../port/signatureWords.ts';
import { changeFrom, chosenOf } from './from.ts';

/** What a list of steps is made from. */
export type StepNames = readonly { readonly id: string; readonly label: string }[];

/** The page before the line: everything the coordinator reads, checks and may change. */
export function reviewState(
  prepared: PreparedBackport,
  draft: BackportDraft,
  { checks, findings, toSettle }: BackportReview,
  { sandbox, labels, steps }: { sandbox: boolean; labels: readonly string[]; steps: StepNames },
): BackportState {
  const { upstream, fork, pull } = prepared;
  const settle = toSettle.length + (prepared.mayPush === false ? 1 : 0);
  return {
    phase: 'review',
    sandbox,
    advisoryTitle: plainTitle(prepared.advisory.title),
    branch: upstream.branch,
    into: 'public',
    source: profileOf(upstream.fullName).publicNumber(pull),
    from: changeFrom(
      { fullName: upstream.fullName, pull, branch: upstream.defaultBranch },
      prepared.privates,
      chosenOf(prepared.from),
    ),
    onto: { branch: upstream.branch, commit: prepared.base.slice(0, 7) },
    checks,
    targets: { commit: fork.fullName, pull: `into ${upstream.branch}` },
    view: backportView(prepared, draft),
    authors: [],
    signing: signatureWords(prepared.signing),
    labels: { pull: labels.map(name => ({ name, on: draft.pullLabels.includes(name), fixed: false })) },
    notes: { pull: noteOf(prepared) },
    findings: findings.map(({ leak: _, fixes, ...finding }) => ({
      ...finding,
      fixes: fixes.map(({ id, title }) => ({ id, title })),
    })),
    steps: stepsOf(steps),
    summary:
      settle > 0
        ? `Settle ${plural(settle, 'finding')} before this can be made public.`
        : `Pushes 1 commit, opens 1 pull request with ${plural(draft.pullLabels.length, 'label')}. ` +
          'If a step fails, Continue goes on from there; nothing is done twice.',
    ready: settle === 0,
    offers: [],
    droppedLabels: [],
  };
}

/** The page of a backport that was confirmed: texts as they were, steps as far as they came. */
export function recordState(
  record: BackportRecord,
  title: string,
  { sandbox, steps }: { sandbox: boolean; steps: StepNames },
): BackportState {
  const { confirmed, upstream, done } = record;
  return {
    phase: 'stopped',
    sandbox,
    advisoryTitle: title,
    branch: upstream.branch,
    into: 'public',
    source: profileOf(upstream.fullName).publicNumber(record.pull),
    from: null,
    onto: { branch: upstream.branch, commit: record.publicMain.slice(0, 7) },
    checks: [],
    targets: { commit: record.fork.fullName, pull: `into ${upstream.branch}` },
    view: {
      fields: { 'commit.branch': confirmed.branch, ...confirmed.texts },
      author: 'author',
      people: peopleLines(confirmed),
      signed: confirmed.signing !== null,
      labels: { pull: confirmed.pullLabels },
      files: [],
    },
    authors: [],
    signing: signatureWords(confirmed.signing),
    labels: { pull: confirmed.pullLabels.map(name => ({ name, on: true, fixed: true })) },
    notes: { pull: null },
    findings: [],
    steps: stepsOf(steps),
    summary: `The backport of ${shortId(record.ghsaId)} to ${upstream.branch} stopped. Nothing is lost; Continue goes on from there.`,
    ready: false,
    offers: [],
    droppedLabels: done.droppedLabels ?? [],
  };
}

/** Everything that becomes public, as the page shows it. The host compares it with what the page says it showed. */
function backportView(prepared: PreparedBackport, draft: BackportDraft): BackportView {
  return {
    fields: { 'commit.branch': prepared.head, ...draft.texts },
    author: 'author',
    people: peopleLines({ author: prepared.author, committer: prepared.me }),
    signed: draft.sign,
    labels: { pull: draft.pullLabels },
    files: filesOf(prepared.files),
  };
}

/** Where the change comes from, where that is not main. */
function noteOf({ from }: PreparedBackport): string | null {
  return from.kind === 'private'
    ? `The change is the private backport #${from.pull} by ${from.authors.join(', ')}, not the commit on main.`
    : null;
}

interface Named {
  readonly name: string;
  readonly email: string;
}

export function peopleLines({ author, committer }: { author: Named; committer: Named }): string[] {
  return [`Author: ${author.name} <${author.email}>`, `Committer: ${committer.name} <${committer.email}>`];
}

export function filesOf(files: PreparedBackport['files']): PortFile[] {
  return files.map(({ path, oldPath, change, added, deleted }) => ({
    path,
    oldPath,
    change,
    added,
    deleted,
  }));
}

export function stepsOf(steps: StepNames): PortStep[] {
  return steps.map(({ id, label }) => ({ id, label, state: 'todo', text: null, link: null }));
}
