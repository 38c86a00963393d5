/**
 * The memory of unfinished jobs, by key. In VS Code it is SecretStorage, in the terminal one 0600 file; what it
 * holds may be under embargo. A record is removed when its job ends.
 */
export interface JobStore {
  load(key: string): Promise<unknown>;
  save(key: string, record: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}
