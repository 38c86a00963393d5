import { plainLogin } from '../process/words.ts';
import type { ReportGap } from './gaps.ts';

/**
 * Asks the reporter for what is missing, and to leave out what should not be there. `reporter`: null where GitHub does
 * not say who. `policyUrl`: of the project; null where it has none that is known.
 */
export function askForMissing(
  gaps: readonly ReportGap[],
  reporter: string | null,
  policyUrl: string | null,
): string {
  const name = reporter !== null && plainLogin(reporter) === reporter ? ` @${reporter}` : '';
  const points = (kind: ReportGap['kind']) =>
    gaps.filter(gap => gap.kind === kind).map(({ ask }) => `- ${ask}`);
  const missing = points('missing');
  const unwanted = points('unwanted');
  return [
    `Hello${name},`,
    'thank you for the report.',
    ...(missing.length > 0 ? [`To look into it we still need:\n\n${missing.join('\n')}`] : []),
    ...(unwanted.length > 0 ? [`In your next comments and reports, please:\n\n${unwanted.join('\n')}`] : []),
    ...(policyUrl === null ? [] : [`How reports are written is in our security policy:\n${policyUrl}`]),
  ].join('\n\n');
}
