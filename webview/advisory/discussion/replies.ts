import type { TemplateFacts } from '../../../src/texts/templates.ts';
import { acceptanceReply, askForMissing, readJudgements, rejectionReply } from '../../../src/triage/index.ts';
import type { PageModel } from '../model.ts';
import { gapsOf } from './gaps.ts';
import { policyOf } from './project.ts';

/** What the templates are filled in with. */
export function templateFacts(model: PageModel): TemplateFacts {
  const { facts, repo, profile, discussion } = model.state;
  const [owner = '', name = ''] = repo.split('/');
  const { reporter } = discussion;
  const judgements = readJudgements(model.draft.triage);
  // What was accepted is described by us.
  const gaps = facts?.state === 'triage' ? gapsOf(model) : [];
  return {
    repo: { owner, name },
    profile,
    reporter,
    gaps: gaps.length === 0 ? null : askForMissing(gaps, reporter, policyOf(model)),
    judgements:
      Object.keys(judgements).length === 0
        ? null
        : { acceptance: acceptanceReply(judgements), rejection: rejectionReply(judgements) },
  };
}

/** The reply that goes with a decision, from what was answered. */
export function decisionReply(model: PageModel, what: 'accept' | 'reject'): string {
  const judgements = readJudgements(model.draft.triage);
  return what === 'accept' ? acceptanceReply(judgements) : rejectionReply(judgements);
}
