/** Practice cannot begin or go on, as one sentence for the user. */
export class PracticeError extends Error {
  override readonly name = 'PracticeError';
  readonly kind: 'no-git' | 'elsewhere' | 'not-running';

  constructor(kind: PracticeError['kind'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
