/** What is said of a metric; names and codes are the standard's, the sentences are ours. */
export interface Words {
  readonly name: string;
  readonly question: string;
  /** By code: name, short text, full text. */
  readonly values: Readonly<Record<string, readonly [name: string, short: string, full: string]>>;
}
