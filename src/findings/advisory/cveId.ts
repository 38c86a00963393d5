import { type Check, finding } from './finding.ts';

const form = /^CVE-(\d{4})-\d{4,19}$/;

/**
 * The form of an id, and the one thing a number tells of who reserved it: its year. An authority has no ids of the
 * years before it began. All share the numbers of a year, so an id of a later year proves nothing; the owner of a
 * reserved id is not public.
 */
export const checkCveId: Check = ({ fields, profile }) => {
  const { cveId } = fields;
  if (cveId === '') return [];
  const year = Number(form.exec(cveId)?.[1]);
  if (!year) {
    const repaired = repair(cveId);
    const fixes = repaired ? [{ id: 'write', title: `Write ${repaired}`, change: { cveId: repaired } }] : [];
    const message = 'Not a CVE ID. It looks like CVE-2026-12345.';
    return [finding('cveId', 'error', 'cve-form', message, { fixes })];
  }
  if (profile.cna && year < profile.cna.since) {
    const message = `Not an ID of the ${profile.cna.shortName}.`;
    return [finding('cveId', 'warning', 'cve-authority', message)];
  }
  return [];
};

/** `cve 2026 12345`, in any casing and with any dash: the id it means, or null. */
function repair(text: string): string | null {
  const found = /^\s*CVE[\s_\p{Pd}:]{0,3}(\d{4})[\s_\p{Pd}:]{1,3}(\d{4,19})[\s.,;]*$/iu.exec(
    text.slice(0, 100),
  );
  return found ? `CVE-${found[1]}-${found[2]}` : null;
}
