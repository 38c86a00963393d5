import { limits } from '../../advisory/fields.ts';
import { unseen } from '../../texts/index.ts';
import { type Check, finding } from './finding.ts';

/** What a reader reads would not be what is there. */
export const checkUnseen: Check = ({ fields, state }) =>
  (['title', 'description'] as const).flatMap(field => {
    const text = fields[field];
    if (state === 'triage' && field === 'description') return [];
    const start = text.slice(0, limits[field]).search(unseen);
    if (start === -1) return [];
    const change = { [field]: text.replace(unseen, '') };
    const message = 'Holds invisible characters, some of which turn text round.';
    const fixes = [{ id: 'take-out', title: 'Take them out', change }];
    return [finding(field, 'warning', 'unseen', message, { range: [start, start + 1], fixes })];
  });
