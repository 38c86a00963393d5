import type * as self from './work.ts';

/**
 * The floors below the window and the pages that stand on them, as one bundle of its own: Octokit and simple-git
 * are evaluated when the first command or the first visible view needs them, never at activation.
 */
export { connect, toGitHubError } from './github/index.ts';
export { profileOf, profileProblems } from './project/profiles.ts';
export * as brain from './ui/advisories/brain.ts';
export { Announcements } from './ui/announce/announcements.ts';
export { Backporting } from './ui/backports/make/index.ts';
export { Overview } from './ui/backports/overview.ts';
export { generateBlurb } from './ui/blurb/generate.ts';
export { Desk } from './ui/decide/desk.ts';
export { Editors } from './ui/editor/editors.ts';
export { Forks } from './ui/fork/forks.ts';
export { PublicIssues } from './ui/issue/index.ts';
export { offerLinks } from './ui/links/offer.ts';
export { outgoing } from './ui/outgoing/ours.ts';
export { OutgoingList } from './ui/outgoing/show.ts';
export { PublishPages } from './ui/publish/pages.ts';
export { Leftovers } from './ui/port/leftovers.ts';
export { Ports } from './ui/port/open.ts';
export { enterPractice } from './ui/practice/enter.ts';
export { findRunning, Home, takeOver } from './ui/practice/home.ts';
export { leave, sweep, wipe } from './ui/practice/leave.ts';
export { openMenu } from './ui/practice/menu.ts';
export { Reports } from './ui/reports/reports.ts';

export type Work = typeof self;
