/** What is to be cloned. Names are the API's own, never guessed. */
export interface CloneRequest {
  /** `owner/name` of the private fork. */
  readonly fork: string;
  /** `owner/name` of the public repository. */
  readonly upstream: string;
  readonly defaultBranch: string;
  /** Where git finds repositories: `https://github.com`. */
  readonly gitUrl: string;
  readonly protocol: 'https' | 'ssh';
  /** Folder of the clone to be. */
  readonly target: string;
  /** `auto`: with the objects of the public clone where that is possible, else without file contents. */
  readonly method: 'auto' | 'blobless' | 'full';
  /** A local clone of the public repository, if one is known. */
  readonly publicClone: string | null;
}

export interface CloneRun {
  readonly signal?: AbortSignal | undefined;
  /** Told what is going on, to follow "Cloning 93rp: ". */
  readonly progress?: ((words: string) => void) | undefined;
}

/** Where the objects came from: hard links, copies (another file system), or the network alone. */
export type CloneMethod = 'local' | 'copied' | 'blobless' | 'full';

export interface Cloned {
  readonly path: string;
  /** The branch that is checked out: `advisory-fix-N`. */
  readonly branch: string;
  readonly method: CloneMethod;
  /** Bytes received, as packs written. */
  readonly received: number;
  /** Milliseconds until everything was here, and of the checkout after that. */
  readonly getMs: number;
  readonly checkoutMs: number;
  /** Sentences for the coordinator: submodules, LFS, why the public clone was not used. */
  readonly notes: readonly string[];
}
