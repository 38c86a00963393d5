import { calculateBaseScore, calculateBaseScoreV4 } from 'cvss4';

/** The score GitHub would show for a stored vector; null for one it could not read. */
export function cvss4Score(vector: string): number | null {
  try {
    return vector.startsWith('CVSS:4') ? calculateBaseScoreV4(vector) : calculateBaseScore(vector);
  } catch {
    return null;
  }
}

/** CVSS v4.0's rating of a score (FIRST, section 6). */
export function rating(score: number | null): 'low' | 'medium' | 'high' | 'critical' | null {
  if (score === null || score === 0) return null;
  return score >= 9 ? 'critical' : score >= 7 ? 'high' : score >= 4 ? 'medium' : 'low';
}
