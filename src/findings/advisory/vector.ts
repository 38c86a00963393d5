import { type Check, finding } from './finding.ts';

const older = /^CVSS:(3\.[01])\//;

/** The PSRT scores with v4.0; GitHub's form proposes v3 first. */
export const checkVector: Check = ({ fields: { vector }, score, vectors, state }) => {
  if (state === 'triage' || score || vectors.v4) return [];
  const version = older.exec(vector)?.[1] ?? older.exec(vectors.v3 ?? '')?.[1];
  if (!version) return [];
  const message = `A v${version} vector stands where v4.0 belongs.`;
  const fixes = [{ id: 'propose', title: `Propose from v${version}`, action: 'proposeFromV3' as const }];
  return [finding('vector', 'warning', 'vector-version', message, { fixes })];
};
