import type { Advisory } from '../../advisory/model.ts';
import { stripTags } from '../../advisory/title.ts';
import { scanText } from '../../embargo/index.ts';
import { profileOf, proposeTexts, type Profile } from '../../project/index.ts';
import { secretsOf } from '../line/secrets.ts';
import type { PortDraft, Prepared } from './types.ts';

export interface DraftSettings {
  /** `ask` proposes the patch's author with a noreply address, `me` the coordinator (`ghsa.port.author`). */
  readonly author: 'ask' | 'noreply' | 'me';
  /** From which rating release-blocker is proposed (`ghsa.port.releaseBlockerFrom`). */
  readonly releaseBlockerFrom: 'high' | 'critical' | 'never' | 'always';
  /** Sign, where the user's git does? What was chosen the last time; never the first time, because it can fail. */
  readonly sign: boolean;
}

export const defaultDraftSettings: DraftSettings = { author: 'ask', releaseBlockerFrom: 'high', sign: false };

/**
 * What the coordinator finds in the page: proposals for every text, made from the private pull request's title
 * (never from the report) and from the NEWS entry it carried, if any.
 */
export function proposeDraft(
  prepared: Prepared,
  news: string | null,
  existingIssue: number | null,
  settings: DraftSettings = defaultDraftSettings,
): PortDraft {
  const profile = profileOf(prepared.upstream.fullName);
  const { advisory } = prepared;
  const texts = proposeTexts({
    profile,
    pullTitle: cleanTitle(prepared, prepared.title),
    advisoryTitle: stripTags(advisory.title),
    blurbBody: news,
  });
  const blocker = proposesBlocker(advisory, settings) ? profile.optionalLabels : [];
  return {
    texts,
    existingIssue: existingIssue ?? prepared.privateNews?.issue ?? null,
    author: proposedAuthor(prepared, settings),
    sign: prepared.signing !== null && settings.sign,
    issueLabels: [...profile.issueLabels, ...blocker],
    pullLabels: [...profile.pullLabels, ...blocker],
    backports: prepared.branches.map(({ branch }) => branch),
    overruled: [],
  };
}

/** The private title, unless it carries something that must not cross. */
function cleanTitle(prepared: Prepared, title: string): string | null {
  const clean = stripTags(title).trim();
  return clean === '' || scanText(clean, secretsOf(prepared.advisory)).length > 0 ? null : clean;
}

function proposedAuthor({ authors }: Prepared, { author }: DraftSettings): string {
  const me = authors.at(-1)!;
  if (author === 'me') return me.id;
  return (authors.find(choice => !choice.exposes) ?? me).id;
}

function proposesBlocker({ severity }: Advisory, { releaseBlockerFrom: from }: DraftSettings): boolean {
  if (from === 'always') return true;
  return from === 'high' ? severity === 'high' || severity === 'critical' : from === severity;
}

/** The labels that go with a draft: the chosen ones and one per ticked backport. */
export function pullLabelsOf(draft: PortDraft, profile: Profile): string[] {
  const { backports } = profile;
  return [
    ...draft.pullLabels,
    ...(backports === null ? [] : draft.backports.map(branch => backports.label(branch))),
  ];
}
