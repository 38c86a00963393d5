import type { NewsEntry } from './news.ts';
import type { Profile } from './profile.ts';

/** What a page needs of a profile, as plain data: the host says it, so that no page carries every project's rules. */
export interface ProfileFacts extends Pick<
  Profile,
  'name' | 'ecosystem' | 'mail' | 'cna' | 'signsReleases' | 'policyUrl'
> {
  readonly news: Pick<NewsEntry, 'noun' | 'kind' | 'kindWord'> | null;
}

export function profileFacts(profile: Profile): ProfileFacts {
  const { name, ecosystem, mail, cna, signsReleases, policyUrl, news } = profile;
  return {
    ...{ name, ecosystem, mail, cna, signsReleases, policyUrl },
    news: news && { noun: news.noun, kind: news.kind, kindWord: news.kindWord },
  };
}
