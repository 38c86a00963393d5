import type { Advisory } from '../../advisory/model.ts';
import { stripTags, tagsIn } from '../../advisory/title.ts';
import { cveIdOrNone, plainText } from '../../texts/plain.ts';
import { fixGate } from './fixGate.ts';
import { hasMarkdown } from './markdown.ts';
import { severityGate } from './severity.ts';
import { problemsOf } from './problems.ts';
import type { Fix, Gate } from './types.ts';

export interface GateInput {
  readonly advisory: Advisory;
  /** null: it is being read. */
  readonly fix: Fix | null;
  /** Of the setting `ghsa.mail.to`. */
  readonly to: string;
  /** What the CVE services said; null: nobody asked. */
  readonly record: 'published' | 'rejected' | 'none' | null;
  /** A code-signing report that was verified as genuine: it may have no fix in the code. */
  readonly signing?: boolean;
  readonly now: Date;
}

/**
 * What has to be so before the e-mail may go out, in the order of the page. That it is accepted and that there is an
 * address is said only where it is not so.
 */
export function gates(input: GateInput): Gate[] {
  const { advisory } = input;
  return [
    ...accepted(advisory),
    severityGate(advisory),
    text('title', 'Title', stripTags(advisory.title), advisory),
    text('description', 'Description', advisory.description, advisory),
    cve(input),
    fixGate(input),
    ...address(input.to),
  ];
}

/** Why nothing may be sent now, as a sentence; null: it may. */
export function heldBy(found: readonly Gate[]): string | null {
  const missing = found.filter(({ state }) => state !== 'ok');
  if (missing.length === 0) return null;
  const [first = '', ...rest] = missing.map(({ label, waits }) => waits ?? label.toLowerCase());
  const last = rest.pop();
  return `Sending waits for ${last === undefined ? first : `${[first, ...rest].join(', ')} and ${last}`}.`;
}

function accepted({ state }: Advisory): Gate[] {
  if (state === 'draft' || state === 'published') return [];
  const gate = { id: 'accepted', label: 'Acceptance', state: 'open', warning: null } as const;
  return state === 'triage'
    ? [{ ...gate, detail: 'not accepted yet', repair: { id: 'accept', label: 'Accept' } }]
    : [{ ...gate, detail: `the advisory is ${state}`, repair: null }];
}

function text(id: 'title' | 'description', label: string, words: string, advisory: Advisory): Gate {
  const repair = { id, label: 'Write' } as const;
  if (words.trim() === '')
    return { id, label, state: 'open', detail: `no ${label.toLowerCase()}`, warning: null, repair };
  const { errors, warnings } = problemsOf(advisory, id);
  if (errors[0] !== undefined)
    return { id, label, state: 'open', detail: errors[0], warning: null, repair: { id, label: 'Show' } };
  const marked = id === 'description' && hasMarkdown(words);
  const warning = warnings[0] ?? (marked ? 'Has Markdown. The mail shows it as it stands.' : null);
  return {
    ...{ id, label, state: 'ok', detail: evidence(id, warning, advisory), warning },
    repair: warning === null ? null : { id, label: 'Show' },
  };
}

/** What the checks have found in order; nothing where they were not made. */
function evidence(id: 'title' | 'description', warning: string | null, advisory: Advisory): string {
  const { state, title, description } = advisory;
  if (id === 'title') {
    const tag = tagsIn(title).length > 0 ? 'tag taken out of the subject' : 'no tag';
    const checked = warning === null && (state === 'draft' || state === 'published');
    return checked ? `${tag}, component named` : tag;
  }
  const count = plainText(description).match(/\S+/g)?.length ?? 0;
  const words = count === 1 ? '1 word' : `${count} words`;
  return hasMarkdown(description) ? words : `plain text, ${words}`;
}

function cve({ advisory, record }: GateInput): Gate {
  const gate = { id: 'cveId', label: 'CVE ID', waits: 'CVE ID', warning: null } as const;
  const repair = { id: 'cveId', label: 'Set' } as const;
  const given = advisory.cveId?.trim() ?? '';
  if (given === '') return { ...gate, state: 'open', detail: 'none yet', repair };
  if (cveIdOrNone(given) === '') return { ...gate, state: 'open', detail: 'not in the form of one', repair };
  if (record === 'rejected')
    return {
      ...gate,
      state: 'open',
      detail: `${given} was rejected`,
      repair: { ...repair, label: 'Change' },
    };
  const warning = record === 'published' ? `The record of ${given} is published already.` : null;
  return { ...gate, state: 'ok', detail: given, warning, repair: null };
}

/** One address or more, in a form that every header may carry. */
function address(to: string): Gate[] {
  const gate = {
    id: 'address',
    label: 'Address',
    waits: 'an address',
    state: 'open',
    warning: null,
  } as const;
  const repair = { id: 'address', label: 'Open setting' } as const;
  if (to.trim() === '') return [{ ...gate, detail: 'none is set', repair }];
  const sound = to
    .split(',')
    .every(each => /^[^\s@<>()[\]\\,;:"\u007f-\uffff]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(each.trim()));
  return sound ? [] : [{ ...gate, detail: 'the one that is set is no e-mail address', repair }];
}
