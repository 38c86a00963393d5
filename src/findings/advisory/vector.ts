import { parseVector } from '../../cvss/index.ts';
import { type Check, finding } from './finding.ts';

/** The PSRT scores with v4.0; GitHub's form proposes v3 first, and keeps vectors that are not in their proper form. */
export const checkVector: Check = ({ fields: { vector }, score, vectors, state }) => {
  const stored = parseVector(vectors.v4 ?? '');
  // What is chosen here stands over what is on GitHub.
  if (vectors.v4 !== null && vector === vectors.v4) {
    if (stored.ok && stored.repairs.length > 0) {
      const message = `The vector on GitHub is not in its proper form: ${stored.repairs.join(', ')}.`;
      const fixes = [{ id: 'repair', title: 'Repair', action: 'repairVector' as const }];
      return [finding('vector', 'warning', 'vector-form', message, { fixes })];
    }
    if (!stored.ok && !stored.version)
      return [finding('vector', 'error', 'vector-broken', stored.errors[0]!)];
  }
  if (state === 'triage' || score || stored.ok) return [];
  const older = [vector, vectors.v4 ?? '', vectors.v3 ?? '']
    .map(parseVector)
    .find(read => !read.ok && read.version);
  if (!older || older.ok || older.version === '2.0') return [];
  const message = `A v${older.version} vector stands where v4.0 belongs.`;
  const fixes = [
    { id: 'propose', title: `Propose from v${older.version}`, action: 'proposeFromV3' as const },
  ];
  return [finding('vector', 'warning', 'vector-version', message, { fixes })];
};
