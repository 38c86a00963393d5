/** One step of a job. It looks first whether its effect is there, then acts; running it twice is harmless. */
export interface Step<Context> {
  readonly id: string;
  /** "Open issue" */
  readonly label: string;
  /** What a person must do meanwhile, where the step waits for one. */
  readonly waits?: (context: Context) => string | null;
  /** Does the step and says what came of it ("Issue gh-210499 opened"), with a link where there is one. */
  run(context: Context): Promise<StepDone>;
}

export interface StepDone {
  readonly text: string;
  readonly link?: string;
}

/** What a watcher of a running job is told. */
export type StepEvent =
  | { readonly id: string; readonly state: 'busy'; readonly text: string | null }
  | { readonly id: string; readonly state: 'done'; readonly text: string; readonly link: string | null }
  | { readonly id: string; readonly state: 'failed'; readonly error: unknown };

/** How a run of steps ended: at its end, at a failure, or because somebody asked to stop after a step. */
export type Ended = 'done' | 'failed' | 'stopped';

/**
 * Runs steps in order. Nothing is undone on failure: the next run looks at what is there and goes on.
 * `stop` is asked between steps.
 */
export async function runSteps<Context>(
  steps: readonly Step<Context>[],
  context: Context,
  tell: (event: StepEvent) => void,
  stop: () => boolean = () => false,
): Promise<Ended> {
  for (const step of steps) {
    if (stop()) return 'stopped';
    tell({ id: step.id, state: 'busy', text: step.waits?.(context) ?? null });
    try {
      const { text, link = null } = await step.run(context);
      tell({ id: step.id, state: 'done', text, link });
    } catch (error) {
      tell({ id: step.id, state: 'failed', error });
      return 'failed';
    }
  }
  return 'done';
}
