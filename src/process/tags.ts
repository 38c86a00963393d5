import type { Advisory } from '../advisory/model.ts';
import { tagsIn } from '../advisory/title.ts';

/** The tags that we write. The bot reads more of them (psrt-ghsa-bot `app.py`). */
export type Tag = 'ACCEPTED' | 'CLOSED' | 'INVALID' | 'DUPLICATE' | 'COMPLETED';

/** What the bot can be asked for. */
export type Asked = 'accept' | 'close';

/** Why something is closed, as the devguide tells the tags apart. */
export type ClosingReason = 'completed' | 'not-security' | 'invalid' | 'duplicate';

const closing: Readonly<Record<ClosingReason, Tag>> = {
  completed: 'COMPLETED',
  'not-security': 'CLOSED',
  invalid: 'INVALID',
  duplicate: 'DUPLICATE',
};

/** The tag that asks for it; an advisory whose announcement is out is closed as completed. */
export function tagFor(change: Asked, reason: ClosingReason = 'completed'): Tag {
  return change === 'accept' ? 'ACCEPTED' : closing[reason];
}

/** What a tag of the bot's asks for, in any casing, with or without its brackets; null for no tag of the bot's. */
export function changeOfTag(tag: string): Asked | null {
  const [found, ...more] = tagsIn(tag.startsWith('[') ? tag : `[${tag}]`);
  if (!found || more.length > 0) return null;
  return /^accept/i.test(found.tag) ? 'accept' : 'close';
}

/**
 * What the title asks of the bot, in the order in which the bot looks: to close, in triage and draft; else to accept,
 * in triage. The bot strips no tags, so in other states they are left over and ask for nothing.
 */
export function requested({
  title,
  state,
}: Pick<Advisory, 'title' | 'state'>): { readonly tag: string; readonly change: Asked } | null {
  if (state !== 'triage' && state !== 'draft') return null;
  const tags = tagsIn(title).map(({ tag }) => tag.toUpperCase());
  const close = tags.find(tag => changeOfTag(tag) === 'close');
  if (close !== undefined) return { tag: close, change: 'close' };
  const accept = tags[0];
  return accept === undefined || state !== 'triage' ? null : { tag: accept, change: 'accept' };
}
