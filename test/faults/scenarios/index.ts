import type { Scenario } from '../scenario.ts';
import { accept, acceptByTag } from './accept.ts';
import { announce } from './announce.ts';
import { backport } from './backport.ts';
import { clone } from './clone.ts';
import { close, closeByTag } from './close.ts';
import { fork } from './fork.ts';
import { issue } from './issue.ts';
import { noteApproval } from './noteApproval.ts';
import { port } from './port.ts';
import { privateBackport } from './privateBackport.ts';
import { privatePull } from './privatePull.ts';
import { publish } from './publish.ts';
import { requestCve } from './requestCve.ts';
import { save } from './save.ts';

/** Every job of the matrix. */
export const scenarios: readonly Scenario[] = [
  save,
  accept,
  acceptByTag,
  close,
  closeByTag,
  issue,
  publish,
  requestCve,
  fork,
  clone,
  privatePull,
  noteApproval,
  port,
  privateBackport,
  backport,
  announce,
];

export function scenarioOf(job: string): Scenario {
  const found = scenarios.find(scenario => scenario.job === job);
  if (!found) throw new Error(`There is no job ${job}: ${scenarios.map(each => each.job).join(', ')}`);
  return found;
}
