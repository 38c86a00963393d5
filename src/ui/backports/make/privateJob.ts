import {
  privateBackportSteps,
  proposePrivateBackport,
  runPrivateBackport,
  type BackportTools,
  type PreparedPrivateBackport,
  type PrivateBackportDraft,
} from '../../../jobs/backport/make/index.ts';
import type { Ended } from '../../../jobs/job.ts';
import type { RunHooks } from '../../port/behind.ts';
import type { BackportState } from '../../port/protocol.ts';
import type { BackportFieldId, BackportJob } from './job.ts';
import { privateState } from './privateState.ts';

/** A backport into the private fork, while the fix is embargoed. Nothing is written down: it is prepared anew. */
export class PrivateBackport implements BackportJob {
  readonly #tools: BackportTools;
  readonly #prepared: PreparedPrivateBackport;
  readonly #sandbox: boolean;
  #draft: PrivateBackportDraft;
  #confirmed = false;

  constructor(tools: BackportTools, prepared: PreparedPrivateBackport, sandbox: boolean) {
    this.#tools = tools;
    this.#prepared = prepared;
    this.#sandbox = sandbox;
    this.#draft = proposePrivateBackport(prepared);
  }

  get key(): string {
    return this.#prepared.key;
  }

  get source() {
    const { fork, pull } = this.#prepared;
    return { fullName: fork.fullName, pull };
  }

  get isConfirmed(): boolean {
    return this.#confirmed;
  }

  readonly isKept = false;
  /** Its change comes from the private fix alone. */
  readonly edited = {};
  /** Closing its page does that. */
  readonly mayDiscard = false;
  async discard(): Promise<void> {}

  get change() {
    return { scratch: this.#prepared.scratch, files: this.#prepared.files };
  }

  get state(): BackportState {
    const steps = privateBackportSteps();
    return privateState(this.#prepared, this.#draft, { sandbox: this.#sandbox, steps });
  }

  edit(field: BackportFieldId, value: string): void {
    const name = names[field];
    if (name !== null) this.#draft = { ...this.#draft, [name]: value };
  }

  /** The private fork has no labels of ours, and its commit is signed by nobody. */
  setLabel(): void {}
  async setSigned(): Promise<void> {}
  /** Nothing becomes public, so nothing is searched for leaks. */
  fix(): void {}
  keep(): void {}
  unkeep(): void {}

  async confirm(): Promise<void> {
    this.#confirmed = true;
  }

  run({ tell, stop }: RunHooks): Promise<Ended> {
    return runPrivateBackport(this.#tools, this.#prepared, this.#draft, { tell, stop });
  }
}

/** What of the draft a field is; null: it stays as it is. */
const names = {
  'commit.branch': null,
  'commit.message': 'message',
  'pull.title': 'title',
  'pull.body': 'body',
} as const satisfies Record<BackportFieldId, keyof PrivateBackportDraft | null>;
