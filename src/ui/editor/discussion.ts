import type { DiscussionState } from './discussionProtocol.ts';

/** Before the tab was opened. */
export const unreadDiscussion: DiscussionState = {
  kind: 'unread',
  problem: null,
  comments: [],
  mailed: [],
  mailedUnknown: [],
  reporter: null,
  similar: { kind: 'unread', problem: null, rows: [] },
  wider: null,
};
