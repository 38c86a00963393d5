import { profileOf, proposeTexts } from '../../project/index.ts';

/** The news entry that the port page would propose for a title; empty where the project has none that we write. */
export function proposedNews(repo: string, title: unknown): string {
  const profile = profileOf(repo);
  if (profile.news === null || typeof title !== 'string' || title.trim() === '') return '';
  const texts = proposeTexts({ profile, pullTitle: null, advisoryTitle: title, blurbBody: null });
  return texts['commit.blurb'];
}
