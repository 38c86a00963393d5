import type { Comment, Issue } from './model.ts';
import type { Store } from './store.ts';

/** Somebody comments on an issue or a pull request. */
export function say(store: Store, issue: Issue, author: string, body: string): Comment {
  const at = store.stamp();
  const comment = { id: store.id(), author, body, createdAt: at, updatedAt: at };
  issue.comments.push(comment);
  issue.updatedAt = at;
  return comment;
}

/** Did that account say something that fits? */
export function said(issue: Issue, author: string, fits: (body: string) => boolean): boolean {
  return issue.comments.some(comment => comment.author === author && fits(comment.body));
}
