import { sameLogin } from '../../advisory/assignment.ts';
import type { Advisory, RepoRef } from '../../advisory/model.ts';
import { stripTags } from '../../advisory/title.ts';
import { GitHubError, type GitHub } from '../../github/index.ts';

export interface CreateParts {
  readonly github: {
    readonly advisories: Pick<GitHub['advisories'], 'pages' | 'create'>;
    readonly users: Pick<GitHub['users'], 'get'>;
  };
  readonly repo: RepoRef;
  readonly login: string;
  readonly signal?: AbortSignal | undefined;
}

export interface NewReport {
  readonly title: string;
  /** Markdown. */
  readonly description: string;
  /** The GitHub login of who reported it; null: nobody there. */
  readonly reporter?: string | null;
}

export type Created =
  | { readonly kind: 'done'; readonly advisory: Advisory; readonly note?: string }
  /** It was made before: by the call whose answer never came, or by hand. */
  | { readonly kind: 'there'; readonly advisory: Advisory }
  /** Only admins may open advisories. */
  | { readonly kind: 'forbidden' };

/**
 * Opens a draft with the reporter credited, unless it is among the newest drafts: of this account, with the same title
 * and the same text. Two mails may have one subject.
 *
 * @throws GitHubError
 */
export async function createAdvisory(
  parts: CreateParts,
  { title, description, reporter = null }: NewReport,
): Promise<Created> {
  const { github, repo, signal } = parts;
  const made = await findMade(parts, { title, description });
  if (made) return { kind: 'there', advisory: made };
  const credited = reporter === null || (await exists(parts, reporter)) ? reporter : null;
  try {
    const advisory = await github.advisories.create(
      repo,
      {
        // A tag in the subject of a mail would have the bot act on it.
        title: stripTags(title),
        description,
        ...(credited === null ? {} : { credits: [{ login: credited, type: 'reporter' }] }),
      },
      signal,
    );
    const isCredited = advisory.credits.some(({ login }) => reporter !== null && sameLogin(login, reporter));
    return {
      kind: 'done',
      advisory,
      ...(reporter === null || isCredited ? {} : { note: `GitHub does not credit ${reporter}.` }),
    };
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'forbidden') return { kind: 'forbidden' };
    throw error;
  }
}

async function findMade(
  { github, repo, login, signal }: CreateParts,
  { title, description }: NewReport,
): Promise<Advisory | null> {
  const pages = github.advisories.pages(repo, 'draft', { signal, onlyFirst: true });
  for await (const { advisories } of pages) {
    const made = advisories.find(
      other =>
        other.author !== null &&
        sameLogin(other.author, login) &&
        stripTags(other.title) === stripTags(title) &&
        words(other.description) === words(description),
    );
    if (made) return made;
  }
  return null;
}

/** White space aside: mail programs and GitHub change it. */
const words = (text: string) => text.replace(/\s+/g, ' ').trim();

async function exists({ github, signal }: CreateParts, login: string): Promise<boolean> {
  try {
    await github.users.get(login, signal);
    return true;
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'not-found') return false;
    throw error;
  }
}
