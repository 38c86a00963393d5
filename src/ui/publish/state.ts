import { shortId, type Advisory } from '../../advisory/model.ts';
import type { Overruled } from '../../embargo/index.ts';
import { leaksCheck } from '../../jobs/line/checks.ts';
import { plural } from '../../jobs/line/finding.ts';
import { isShortId, reviewPublish, type PublishView } from '../../jobs/publish/index.ts';
import { plainTitle } from '../../texts/index.ts';
import type { PublishedPart, PublishState } from '../port/protocol.ts';

/** What the page knows before and behind the line. */
export interface PublishFacts {
  readonly advisory: Advisory;
  readonly overruled: readonly Overruled[];
  readonly typed: string;
  readonly sandbox: boolean;
  /** Is the fix public, as far as is known? */
  readonly merged: boolean;
  readonly step: 'todo' | 'busy' | 'done';
  /** What is to be said of it once it is published. */
  readonly note: string | null;
}

/** The page as it is shown. */
export function publishState(facts: PublishFacts): PublishState {
  const { advisory, overruled, typed, sandbox, merged, step, note } = facts;
  const { view, findings, toSettle } = reviewPublish(advisory, overruled);
  const ready =
    step === 'todo' && advisory.state === 'draft' && toSettle.length === 0 && isShortId(typed, advisory);
  const fix = merged
    ? ({ label: 'The fix is merged', detail: '', state: 'ok' } as const)
    : ({
        label: 'No merged fix is known',
        detail: 'everybody would read of a hole that is open',
        state: 'warning',
      } as const);
  return {
    phase: step === 'done' ? 'done' : 'review',
    sandbox,
    advisoryTitle: plainTitle(advisory.title),
    shortId: shortId(advisory.ghsaId),
    checks: [{ id: 'embargo', ...fix }, leaksCheck(findings, 'all texts')],
    view: { fields: {}, shown: partsOf(view), typed },
    findings: findings.map(({ leak: _, ...finding }) => finding),
    notes: notesOf(advisory),
    steps: [
      {
        id: 'publish',
        label: 'Publish on GitHub',
        state: step,
        text: step === 'done' ? (note ?? 'Published, read back') : null,
        link: step === 'done' ? advisory.htmlUrl : null,
      },
    ],
    summary: summaryOf(facts, toSettle.length),
    ready,
    offers: [],
    droppedLabels: [],
  };
}

function summaryOf({ step, advisory }: PublishFacts, open: number): string {
  if (step === 'done') return 'Done. Everybody can read it.';
  if (step === 'busy') return 'Publishing. GitHub is looked at first, then asked.';
  if (advisory.state !== 'draft') return `It is ${advisory.state}: only a draft can be published.`;
  if (open > 0) return `Settle ${plural(open, 'finding')} before this can be published.`;
  return `Type ${shortId(advisory.ghsaId)}, then publish. It cannot be taken back.`;
}

function notesOf({ privateFork }: Advisory): string[] {
  return [
    'Publishing cannot be taken back: GitHub makes no published advisory private again.',
    ...(privateFork === null
      ? []
      : [`GitHub deletes the private fork ${privateFork} with it. What is not merged is lost.`]),
  ];
}

function partsOf(view: PublishView): PublishedPart[] {
  const line = (text: string) => (text === '' ? [] : [text]);
  return [
    { id: 'title', label: 'Title', lines: line(view.title) },
    { id: 'description', label: 'Description', lines: line(view.description) },
    { id: 'severity', label: 'Severity', lines: [...line(view.severity), ...view.vectors] },
    { id: 'cve', label: 'CVE ID', lines: line(view.cveId) },
    { id: 'cwe', label: 'Weaknesses', lines: view.cweIds },
    { id: 'products', label: 'Affected versions', lines: view.products },
    { id: 'credits', label: 'Credits', lines: view.credits },
  ];
}
