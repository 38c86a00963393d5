import type { Scenario } from '../scenario.ts';
import { port } from './port.ts';

/** Every job of the matrix. */
export const scenarios: readonly Scenario[] = [port];

export function scenarioOf(job: string): Scenario {
  const found = scenarios.find(scenario => scenario.job === job);
  if (!found) throw new Error(`There is no job ${job}: ${scenarios.map(each => each.job).join(', ')}`);
  return found;
}
