import type { Scenario } from '../scenario.ts';
import { backport } from './backport.ts';
import { clone } from './clone.ts';
import { fork } from './fork.ts';
import { noteApproval } from './noteApproval.ts';
import { port } from './port.ts';
import { privateBackport } from './privateBackport.ts';
import { privatePull } from './privatePull.ts';

/** Every job of the matrix. */
export const scenarios: readonly Scenario[] = [
  fork,
  clone,
  privatePull,
  noteApproval,
  port,
  privateBackport,
  backport,
];

export function scenarioOf(job: string): Scenario {
  const found = scenarios.find(scenario => scenario.job === job);
  if (!found) throw new Error(`There is no job ${job}: ${scenarios.map(each => each.job).join(', ')}`);
  return found;
}
