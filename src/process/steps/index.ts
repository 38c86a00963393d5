import type { Situation } from '../situation.ts';
import type { StepId } from '../types.ts';
import { announce, backports, close } from './after.ts';
import { credit } from './credit.ts';
import { cve, severity, texts, versions } from './describe.ts';
import { fork, patch, privatePull } from './fix.ts';
import { issue, merge, publicPull } from './public.ts';
import type { Rough, Rule } from './rough.ts';
import { signingSteps } from './signing.ts';
import { inSigningReport } from './signingReport.ts';
import { tests } from './tests.ts';
import { collaborators, coordinator, determination } from './who.ts';

type SigningStepId = Extract<StepId, `signing${string}`>;

/** In the order of the process. */
const rules: Readonly<Record<Exclude<StepId, SigningStepId>, Rule>> = {
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
  tests,
  issue,
  publicPull,
  merge,
  announce,
  backports,
  close,
};

/** Every step as its own rule sees it, in the order of the process. */
export function roughSteps(situation: Situation): Rough[] {
  const all = Object.values(rules).map(rule => inSigningReport(rule(situation), situation));
  // Verified first, decided then.
  const own = signingSteps(situation);
  return all.flatMap(step => (step.id === 'determination' ? [...own, step] : [step]));
}
