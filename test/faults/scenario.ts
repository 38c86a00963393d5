import type { Sandbox } from '../../src/sandbox/index.ts';

/** Where a job runs, as plain JSON: a press in another process (a window just opened) gets the same. */
export interface Place {
  /** Base of the API, base of clone addresses, the release cycle's address. */
  readonly api: string;
  readonly git: string;
  readonly releaseCycle: string;
  /** The account's token. */
  readonly token: string;
  /** Folder of the machine: scratch repositories, clones and the job store lie below it. */
  readonly root: string;
  /** The public clone; null where the job needs none. */
  readonly clone: string | null;
  /** Path of the git that the client runs: a shim that can kill it. */
  readonly gitBinary: string;
  /** How far this machine's clock is off, in milliseconds. */
  readonly skew: number;
  /** What the scenario itself needs. */
  readonly extra: Readonly<Record<string, string>>;
}

/** What is wrong once a job has ended; each a sentence, and none where all is well. */
export interface Verdict {
  /** Something is there twice. */
  readonly duplicates: readonly string[];
  /** Something that was confirmed or typed is not there, or somebody else's edit is gone. */
  readonly lost: readonly string[];
  /** Something embargoed reached a public place, an argv, a log or a file where it may not be. */
  readonly leaks: readonly string[];
}

/** One job, ready to be pressed and looked at. */
export interface World {
  readonly sandbox: Sandbox;
  readonly place: Place;
  /** Everything back to where nothing has been pressed. */
  rewind(): Promise<void>;
  /** What others do at GitHub between the first press and the second; absent: nothing, or the press itself sees to it. */
  others?(): Promise<void>;
  /** Looks at the sandbox and the machine after the job's end. */
  verdict(): Promise<Verdict>;
  close(): Promise<void>;
}

/** One job of the product, as the matrix drives it. */
export interface Scenario {
  /** "port", "save" */
  readonly job: string;
  open(): Promise<World>;
  /**
   * One press of the button, by a window that was just opened: tools, memory and record are made anew from the place.
   * Whatever a press before left is gone on from. True: the job is at its end.
   * @throws what the user would be told, where the press fails
   */
  press(place: Place, signal: AbortSignal): Promise<boolean>;
}
