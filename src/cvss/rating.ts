export type Rating = 'None' | 'Low' | 'Medium' | 'High' | 'Critical';

/** The qualitative rating of a score (CVSS v4.0 specification, section 6). */
export function rating(score: number): Rating {
  if (score >= 9) return 'Critical';
  if (score >= 7) return 'High';
  if (score >= 4) return 'Medium';
  return score > 0 ? 'Low' : 'None';
}
