import type { AdvisoryFinding, Check } from './finding.ts';

/** The form of each weakness; whether the number exists only where the host was asked for its name. */
export const checkWeaknesses: Check = ({ fields: { cweIds }, weaknessNames = {} }) =>
  cweIds.flatMap((id, index): AdvisoryFinding[] => {
    const base = { field: 'cweIds' as const, index };
    if (/^CWE-[1-9]\d{0,4}$/.test(id)) {
      const known = !Object.hasOwn(weaknessNames, id) || weaknessNames[id] !== '';
      const message = `There is no ${id}.`;
      return known ? [] : [{ ...base, id: 'cwe-unknown', severity: 'warning', message, fixes: [] }];
    }
    const number = /^\s*(?:CWE)?[\s_:-]*0*([1-9]\d{0,4})\s*$/i.exec(id)?.[1];
    const change = { cweIds: cweIds.with(index, `CWE-${number}`) };
    return [
      {
        ...base,
        id: 'cwe-form',
        severity: 'error',
        message: 'Not a CWE ID. It looks like CWE-125.',
        fixes: number ? [{ id: 'write', title: `Write CWE-${number}`, change }] : [],
      },
    ];
  });
