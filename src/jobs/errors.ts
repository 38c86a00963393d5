/** A job that cannot go on, in one sentence for a person. Nothing was made public by the failing check itself. */
export class JobError extends Error {
  override readonly name = 'JobError';
  readonly kind:
    | 'no-fork'
    | 'no-pull'
    | 'several-pulls'
    | 'conflict'
    | 'empty'
    | 'upstream'
    | 'findings'
    | 'changed'
    | 'overtaken'
    | 'busy'
    | 'ask';

  constructor(kind: JobError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
