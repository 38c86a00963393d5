import { issueOf, repoOf } from '../access.ts';
import { paged } from '../http.ts';
import { mentionsOf } from '../mentions.ts';
import { route } from '../router.ts';
import { commentShape, eventShape, issueShape } from '../shapes/issue.ts';
import { fullName, fullRepo } from '../shapes/repo.ts';
import { simpleUser } from '../shapes/user.ts';
import { reviewShape } from './pulls.ts';

/** All that happened to an issue or a pull request, in order: comments, reviews, changes, and who mentions it. */
export const timeline = [
  route('GET /repos/{owner}/{repo}/issues/{number}/timeline', (call, parameters) => {
    const repo = repoOf(call, parameters);
    const issue = issueOf(call, repo, parameters);
    const url = `${call.api}/repos/${fullName(repo)}/issues/${issue.number}`;
    const entries = [
      ...issue.comments.map(comment => ({
        at: comment.createdAt,
        entry: {
          ...commentShape(call, url, comment),
          event: 'commented',
          actor: simpleUser(call, comment.author),
        },
      })),
      ...(issue.pull?.reviews ?? []).map(review => ({
        at: review.at,
        entry: { ...reviewShape(call, repo, issue, review), event: 'reviewed' },
      })),
      ...issue.events.map(event => ({ at: event.createdAt, entry: eventShape(call, repo, event) })),
      ...mentionsOf(call.store, call.login, repo, issue).map(({ repo: where, issue: source, at }) => ({
        at,
        entry: {
          event: 'cross-referenced',
          actor: simpleUser(call, source.author),
          created_at: at,
          updated_at: at,
          source: {
            type: 'issue',
            issue: { ...issueShape(call, where, source), repository: fullRepo(call, where) },
          },
        },
      })),
    ];
    entries.sort((a, b) => a.at.localeCompare(b.at));
    return paged(
      call,
      `${url}/timeline`,
      entries.map(({ entry }) => entry),
    );
  }),
];
