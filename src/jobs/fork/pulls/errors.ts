/** What keeps a private pull request from being opened, checked out or approved, in one sentence for a person. */
export class PullError extends Error {
  override readonly name = 'PullError';
  readonly kind:
    | 'no-remote'
    | 'no-branch'
    | 'default-branch'
    | 'nothing-committed'
    | 'behind'
    | 'no-base'
    | 'unsaved'
    | 'in-the-way'
    | 'changed'
    | 'own'
    | 'detached'
    | 'closed';

  constructor(kind: PullError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
