import './discussion.css';
import type { PageModel, Panel } from '../model.ts';
import { DiscussionPanel } from './panel.ts';

/** What was said between the people of the advisory, and, in triage, what decides about it. */
export const discussionPanel = (model: PageModel): Panel => new DiscussionPanel(model);
