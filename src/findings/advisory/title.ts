import { limits } from '../../advisory/fields.ts';
import { tagsIn } from '../../advisory/title.ts';
import { namesComponent } from './component.ts';
import type { AdvisoryFinding, Check } from './finding.ts';

/** A title is read in lists and mail subjects. */
const long = 80;

export const checkTitle: Check = ({ fields, profile }) => {
  const { title } = fields;
  const findings: AdvisoryFinding[] = [];
  const add = (finding: Omit<AdvisoryFinding, 'field' | 'fixes'> & Partial<AdvisoryFinding>) =>
    findings.push({ field: 'title', fixes: [], ...finding });

  if (title.trim() === '') {
    add({ id: 'title-empty', severity: 'error', message: 'An advisory needs a title.' });
    return findings;
  }
  for (const { tag, start, end } of tagsIn(title)) {
    const without = `${title.slice(0, start)} ${title.slice(end)}`.replace(/\s+/g, ' ').trim();
    add({
      id: 'title-tag',
      severity: 'warning',
      message: `The title carries the tag [${tag.toUpperCase()}]. Readers would see it.`,
      range: [start, end],
      fixes: [{ id: 'take-out', title: 'Take it out', change: { title: without } }],
    });
  }
  if (title.length > limits.title) {
    add({
      id: 'title-limit',
      severity: 'error',
      message: 'Longer than the 1,024 characters that GitHub takes.',
      range: [limits.title, title.length],
    });
    return findings;
  }
  if (title.length > long) {
    add({
      id: 'title-long',
      severity: 'warning',
      message: 'Longer than 80 characters.',
      range: [long, title.length],
    });
  }
  if (!namesComponent(title, fields, profile)) {
    add({ id: 'title-component', severity: 'warning', message: 'Names no component.' });
  }
  return findings;
};
