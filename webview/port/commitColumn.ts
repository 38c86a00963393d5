import type { Asks } from './asks.ts';
import { Author, type AuthorState } from './author.ts';
import { at, column, locked, type Columns } from './column.ts';
import { Field } from './field.ts';
import { fileList, type FilesState } from './files.ts';

/** What the commit's column shows of a port or of a backport. */
export type CommitState = AuthorState &
  FilesState & {
    readonly targets: { readonly commit: string };
    /** The branch has the name that bots know it by. */
    readonly branchFixed?: boolean;
  };

/** Branch, message, author and files of the commit; below them what only some have. */
export function commitColumn(
  asks: Asks,
  number: string,
  ...more: readonly HTMLElement[]
): Columns<CommitState> {
  const branch = new Field('commit.branch', 'Branch', asks, { mono: true });
  const message = new Field('commit.message', 'Message', asks);
  const author = new Author(asks);
  const files = fileList(asks);
  const { element, to } = column(
    number,
    'Commit',
    branch.element,
    message.element,
    author.element,
    files.element,
    ...more,
  );
  return {
    element,
    update(state, value) {
      to.textContent = state.targets.commit;
      branch.update(value('commit.branch'), at(state, 'commit.branch'), {
        locked: locked(state) || state.branchFixed === true,
      });
      message.update(value('commit.message'), at(state, 'commit.message'), { locked: locked(state) });
      author.update(state);
      files.update(state, value);
    },
  };
}
