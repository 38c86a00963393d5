import type { GitHub, PullCommit } from '../../github/index.ts';
import type { AuthorChoice } from './types.ts';

interface Me {
  readonly login: string;
  readonly name: string | null;
  readonly noreplyEmail: string;
}

/**
 * Who may stand as author of the public commit: each author of the private commits (with GitHub's noreply
 * address, or with the private address they used), or you with them as co-authors. The first is proposed.
 */
export async function authorChoices(
  github: GitHub,
  commits: readonly PullCommit[],
  me: Me,
  signal?: AbortSignal,
): Promise<AuthorChoice[]> {
  const authors = uniqueAuthors(commits);
  const people = await Promise.all(
    authors.map(async author => {
      const user = author.login === null ? null : await github.users.get(author.login, signal);
      return { ...author, noreply: user?.noreplyEmail ?? null };
    }),
  );
  const choices: AuthorChoice[] = [];
  for (const person of people) {
    const who = person.login ?? person.name;
    // Two people may have one name.
    const id = person.login ?? person.email;
    if (person.noreply !== null) {
      const label = `${who}, noreply address`;
      choices.push({
        id: `noreply:${id}`,
        label,
        name: person.name,
        email: person.noreply,
        exposes: false,
        coAuthors: [],
      });
    }
    if (person.email !== person.noreply) {
      const label = `${who}, private address`;
      choices.push({
        id: `private:${id}`,
        label,
        name: person.name,
        email: person.email,
        exposes: true,
        coAuthors: [],
      });
    }
  }
  const others = people.filter(person => person.login?.toLowerCase() !== me.login.toLowerCase());
  const coAuthors = others.flatMap(({ name, noreply }) =>
    noreply === null ? [] : [{ name, email: noreply }],
  );
  const mine = {
    id: 'me',
    name: me.name ?? me.login,
    email: me.noreplyEmail,
    exposes: false,
    coAuthors,
    label:
      coAuthors.length === 0
        ? 'You, noreply address'
        : `You, with ${others.map(({ login, name }) => login ?? name).join(', ')} as co-author`,
  };
  return [...choices.filter(choice => choice.id !== `noreply:${me.login}`), mine];
}

function uniqueAuthors(commits: readonly PullCommit[]): PullCommit['author'][] {
  const seen = new Map<string, PullCommit['author']>();
  for (const { author } of commits) {
    const key = (author.login ?? author.email).toLowerCase();
    if (!seen.has(key)) seen.set(key, author);
  }
  return [...seen.values()];
}
