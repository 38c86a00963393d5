import { limits } from '../../advisory/fields.ts';
import { tagsIn } from '../../advisory/title.ts';
import { namesComponent } from './component.ts';
import { type AdvisoryFinding, type Check, finding } from './finding.ts';

/** A title is read in lists and in the subjects of mails. */
const long = 80;

/** In triage the title is the reporter's, so only what the bot or GitHub would stumble over is named. */
export const checkTitle: Check = ({ fields, profile, state }) => {
  const { title } = fields;
  if (title.trim() === '') return [finding('title', 'error', 'title-empty', 'An advisory needs a title.')];
  const findings = tags(title);
  if (title.length > limits.title) {
    const message = 'Longer than the 1,024 characters that GitHub takes.';
    const range = [limits.title, title.length] as const;
    return [...findings, finding('title', 'error', 'title-limit', message, { range })];
  }
  if (state === 'triage') return findings;
  if (title.length > long) {
    const range = [long, title.length] as const;
    findings.push(finding('title', 'warning', 'title-long', 'Longer than 80 characters.', { range }));
  }
  if (!namesComponent(title, fields, profile)) {
    findings.push(finding('title', 'warning', 'title-component', 'Names no component.'));
  }
  return findings;
};

/** Tags are asked of the bot by a command, and shown as chips; typed here they would be part of the title. */
function tags(title: string): AdvisoryFinding[] {
  const seen = new Set<string>();
  return tagsIn(title.slice(0, limits.title)).flatMap(({ tag, start, end }) => {
    const name = tag.toUpperCase();
    if (seen.has(name)) return [];
    seen.add(name);
    const without = title
      .replaceAll(new RegExp(`\\[${name}\\]`, 'gi'), ' ')
      .replace(/\s+/g, ' ')
      .trim();
    const message = `The title carries the tag [${name}]. Readers would see it.`;
    return finding('title', 'warning', 'title-tag', message, {
      range: [start, end],
      fixes: [{ id: 'take-out', title: 'Take it out', change: { title: without } }],
    });
  });
}
