import { plainTitle } from '../../../texts/index.ts';
import type { PreparedPrivateBackport, PrivateBackportDraft } from '../../../jobs/backport/make/index.ts';
import type { BackportState } from '../../port/protocol.ts';
import { filesOf, peopleLines, stepsOf, type StepNames } from './state.ts';

/** The page of a backport that stays private: what goes into the private fork. */
export function privateState(
  prepared: PreparedPrivateBackport,
  draft: PrivateBackportDraft,
  { sandbox, steps }: { sandbox: boolean; steps: StepNames },
): BackportState {
  const { fork, there } = prepared;
  const { branch } = prepared.branch;
  const files = prepared.files.length === 1 ? '1 file' : `${prepared.files.length} files`;
  return {
    phase: 'review',
    sandbox,
    advisoryTitle: plainTitle(prepared.advisory.title),
    branch,
    into: 'private',
    source: `private PR #${prepared.pull}`,
    from: null,
    onto: { branch, commit: prepared.base.slice(0, 7) },
    checks: [
      {
        id: 'applies',
        label: prepared.byHand ? `Applied to ${branch} by hand` : `Applies to ${branch} exactly`,
        detail: files,
        state: 'ok',
      },
    ],
    targets: { commit: fork.fullName, pull: `into ${branch} of the private fork` },
    view: {
      fields: {
        'commit.branch': prepared.head,
        'commit.message': draft.message,
        'pull.title': draft.title,
        'pull.body': draft.body,
      },
      author: 'author',
      people: peopleLines({ author: prepared.author, committer: prepared.me }),
      signed: false,
      labels: { pull: [] },
      files: filesOf(prepared.files),
    },
    authors: [],
    signing: null,
    labels: { pull: [] },
    notes: {
      pull: there === null ? null : `Private PR #${there.number} into ${branch} is there already.`,
    },
    findings: [],
    steps: stepsOf(steps),
    summary:
      'Into the private fork. Nothing becomes public. ' +
      'If a step fails, Continue goes on from there; nothing is done twice.',
    ready: true,
    offers: [],
    droppedLabels: [],
  };
}
