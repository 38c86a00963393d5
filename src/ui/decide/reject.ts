import type { Tag } from '../../process/index.ts';
import { duplicate, movedToPublicIssue, notAVulnerability } from '../../texts/index.ts';
import { chooseAdvisory } from '../advisories/choose.ts';
import { choose } from './ask.ts';
import type { Case } from './case.ts';
import { carryOut, likelyWay } from './change.ts';
import { askComment, type CommentAnswer, type Proposal } from './comment.ts';
import { sameAdvisory } from './fits.ts';

type Reason = 'invalid' | 'issue' | 'plain' | 'duplicate' | 'spam';

const reasons: readonly { readonly value: Reason; readonly label: string; readonly tag: Tag }[] = [
  { value: 'invalid', label: 'Invalid', tag: 'INVALID' },
  { value: 'issue', label: 'Not security, open a public issue first…', tag: 'CLOSED' },
  { value: 'plain', label: 'Not security, without an issue', tag: 'CLOSED' },
  { value: 'duplicate', label: 'Duplicate of…', tag: 'DUPLICATE' },
  { value: 'spam', label: 'Spam, without a reply', tag: 'INVALID' },
];

/**
 * Why, then what the reporter reads; only then is anything sent. A public issue comes before, on its own page. `proposal`
 * stands in place of the template: what was judged says why it is no vulnerability, what a person wrote is for any reason.
 */
export async function reject(at: Case, proposal?: Proposal): Promise<void> {
  const how = (tag: Tag) => likelyWay(at, { change: 'close', tag });
  const reason = await choose<Reason>(
    `${at.title}, 1/2`,
    'Why is it rejected?',
    reasons.map(({ value, label, tag }) => ({ label, detail: how(tag).label, value })),
  );
  if (reason === null) return;
  const { tag } = reasons.find(({ value }) => value === reason)!;
  const reply = await replyTo(at, reason, proposal);
  if (reply === null) return;
  await carryOut(at, how(tag).way, {
    change: 'close',
    tag,
    words: { done: '{id} is closed.', there: '{id} is closed already.' },
    undone: { done: '{id} is open again, as a draft.', there: '{id} is open.' },
    ...(reply === 'none' ? {} : { reply: reply.body }),
    again: () => reject(at, proposal),
  });
}

/** The reply as it will be posted after the advisory is closed or the bot asked; null: the question was left. */
async function replyTo(at: Case, reason: Reason, proposal?: Proposal): Promise<CommentAnswer> {
  const ask = (text: string) =>
    askComment(at, 'What the reporter reads', text, {
      title: `${at.title}, 2/2`,
      // Either press rejects: nothing is asked after it.
      post: 'Reject. Post this comment',
      without: 'Reject. Without a comment',
    });
  const written = proposal?.written ? proposal.text : null;
  switch (reason) {
    case 'spam':
      return 'none';
    case 'invalid':
    case 'plain':
      return ask(proposal?.text ?? notAVulnerability());
    case 'duplicate': {
      // The reporter is not told which one: it is under embargo, and theirs to read only as a collaborator.
      const of = await chooseAdvisory(at.parts.model, other => !sameAdvisory(other, at.advisory), {
        title: at.title,
        placeHolder: 'Duplicate of which advisory?',
      });
      return of && ask(written ?? duplicate());
    }
    case 'issue': {
      const issue = await (await at.parts.issues()).open(at.advisory);
      return issue && ask(withLink(movedToPublicIssue(issue.url), issue.url, written));
    }
  }
}

/** What a person wrote, below the words that tell where it is public; those only where it does not say so itself. */
function withLink(template: string, url: string, written: string | null): string {
  if (written === null) return template;
  return written.includes(url) ? written : `${template}\n\n${written}`;
}
