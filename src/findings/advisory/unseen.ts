import { limits } from '../../advisory/fields.ts';
import type { Check } from './finding.ts';

/** Controls that turn text round, and characters nobody sees: what a reader reads is not what is there. */
const unseen = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

export const checkUnseen: Check = ({ fields }) =>
  (['title', 'description'] as const).flatMap(field => {
    const text = fields[field];
    const found = unseen.exec(text.slice(0, limits[field]));
    if (!found) return [];
    const change = { [field]: text.replace(new RegExp(unseen, 'g'), '') };
    return [
      {
        id: 'unseen',
        field,
        severity: 'warning' as const,
        message: 'Holds invisible characters, some of which turn text round.',
        range: [found.index, found.index + 1] as const,
        fixes: [{ id: 'take-out', title: 'Take them out', change }],
      },
    ];
  });
