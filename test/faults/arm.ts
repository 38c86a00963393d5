import type { Fault } from '../../src/sandbox/index.ts';
import type { CallStep, Kind, Step } from './kinds.ts';
import type { World } from './scenario.ts';
import type { Shim } from './shim.ts';
import { silence } from './silence.ts';

/** A fault that waits for its step. */
export interface Armed {
  /** Whether it happened. */
  met(): Promise<boolean>;
  /** Nothing goes wrong any more. */
  heal(): Promise<void>;
}

export interface ArmOptions {
  readonly steps: readonly Step[];
  readonly shim: Shim;
  /** Called at the step by what cancels or kills. */
  readonly strike: () => void;
}

const escaped = (path: string) => new RegExp(`^${path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

/** On a connection that it used before, git's curl asks once more by itself; to a 401 it says its name. */
const times = ({ git }: CallStep, { kind, status }: Fault) =>
  git && (kind === 'reset' || status === 401) ? 2 : 1;

/** Makes everything ready for the press that meets the fault. */
export async function arm(
  { sandbox }: World,
  kind: Kind,
  step: Step,
  { steps, shim, strike }: ArmOptions,
): Promise<Armed> {
  const { means } = kind;
  let happened = false;
  const at = (call: CallStep, fault: Fault, met: () => void = () => undefined) =>
    sandbox.fail({
      times: times(call, fault),
      ...fault,
      method: call.method,
      path: escaped(call.path),
      skip: call.nth,
      met: () => {
        happened = true;
        met();
      },
    });
  const heal = async () => {
    sandbox.heal();
    silence.rest();
    // Whoever still waits for an answer is let go.
    await sandbox.shut();
    await sandbox.reopen();
    await shim.arm();
  };
  if (step.kind === 'git') {
    if (means.by !== 'kill' && means.by !== 'clock') throw new Error(`${kind.name} is for calls.`);
    await shim.arm(step.nth, means.by === 'kill' ? means.when : 'after');
    return { met: async () => (await shim.started()).length >= step.nth, heal };
  }
  await shim.arm();
  if (means.by === 'answer') at(step, means.fault);
  else if (means.by === 'silence') at(step, { kind: 'timeout', effect: means.effect }, silence.pass);
  else if (means.by === 'cancel' || means.by === 'gone')
    at(step, { kind: 'timeout', effect: means.effect }, strike);
  else if (means.by === 'clock') at(step, { kind: 'reset', effect: 'after' });
  else if (means.by === 'refused') {
    const before = steps[steps.indexOf(step) - 1];
    const shut = () => {
      happened = true;
      void sandbox.shut();
    };
    if (before?.kind === 'call') at(before, { kind: 'pass' }, shut);
    else {
      happened = true;
      await sandbox.shut();
    }
  }
  return { met: async () => happened, heal };
}
