/** A repair that was not done, or did not last, in one sentence for a person. */
export class RepairError extends Error {
  override readonly name = 'RepairError';
  /** `changed`: somebody was there first. `dropped`: GitHub answered, and nothing came of it. */
  readonly kind: 'changed' | 'dropped';

  constructor(kind: RepairError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
