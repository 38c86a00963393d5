import { calculateBaseScore } from 'cvss4';
import { parseVector, scoreVector } from '../cvss/index.ts';

/** The score GitHub would show for a stored vector; null for one it could not read. */
export function cvssScore(vector: string): number | null {
  if (parseVector(vector).ok) return scoreVector(vector).score;
  try {
    return calculateBaseScore(vector);
  } catch {
    return null;
  }
}

/** CVSS v4.0's rating of a score (FIRST, section 6). */
export function rating(score: number | null): 'low' | 'medium' | 'high' | 'critical' | null {
  if (score === null || score === 0) return null;
  return score >= 9 ? 'critical' : score >= 7 ? 'high' : score >= 4 ? 'medium' : 'low';
}
