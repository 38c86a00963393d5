import { type AdvisoryFinding, type Check, finding } from './finding.ts';

/** The form of each weakness; whether the number exists only where the host was asked for its name. */
export const checkWeaknesses: Check = ({ fields: { cweIds }, weaknessNames = {} }) =>
  cweIds.flatMap((id, index): AdvisoryFinding[] => {
    if (/^CWE-[1-9]\d{0,4}$/.test(id)) {
      const known = !Object.hasOwn(weaknessNames, id) || weaknessNames[id] !== '';
      const message = `There is no ${id}.`;
      return known ? [] : [finding('cweIds', 'warning', 'cwe-unknown', message, { index })];
    }
    const number = /^\s*(?:CWE)?[\s_:-]*0*([1-9]\d{0,4})\s*$/i.exec(id)?.[1];
    const change = { cweIds: cweIds.with(index, `CWE-${number}`) };
    const fixes = number ? [{ id: 'write', title: `Write CWE-${number}`, change }] : [];
    const message = 'Not a CWE ID. It looks like CWE-125.';
    return [finding('cweIds', 'error', 'cwe-form', message, { index, fixes })];
  });
