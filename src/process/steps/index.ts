import type { Situation } from '../situation.ts';
import type { StepId } from '../types.ts';
import { announce, backports, close } from './after.ts';
import { credit } from './credit.ts';
import { cve, severity, texts, versions } from './describe.ts';
import { fork, patch, privatePull } from './fix.ts';
import { issue, merge, publicPull } from './public.ts';
import type { Rough, Rule } from './rough.ts';
import { collaborators, coordinator, determination } from './who.ts';

/** In the order of the process. */
const rules: Readonly<Record<StepId, Rule>> = {
  coordinator,
  determination,
  cve,
  severity,
  texts,
  versions,
  credit,
  patch,
  collaborators,
  fork,
  privatePull,
  issue,
  publicPull,
  merge,
  announce,
  backports,
  close,
};

export const stepOrder = Object.keys(rules) as readonly StepId[];

/** Every step as its own rule sees it. */
export function roughSteps(situation: Situation): Rough[] {
  return Object.values(rules).map(rule => rule(situation));
}
