import { fieldsOf } from '../../advisory/fields.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { tagsIn } from '../../advisory/title.ts';
import { checkAdvisory } from '../../findings/index.ts';
import { profileOf } from '../../project/index.ts';
import { scoreOfAdvisory } from './severity.ts';

/** What the checks of the advisory's page say of one of its texts, as sentences. */
export function problemsOf(
  advisory: Advisory,
  field: 'title' | 'description',
): { readonly errors: readonly string[]; readonly warnings: readonly string[] } {
  const found = checkAdvisory({
    fields: fieldsOf(advisory),
    tags: tagsIn(advisory.title).map(({ tag }) => tag),
    profile: profileOf(repoName(advisory.repo)),
    login: '',
    author: advisory.author,
    reported: advisory.reported,
    score: scoreOfAdvisory(advisory),
    vectors: { v4: advisory.cvssV4?.vector ?? null, v3: advisory.cvssV3?.vector ?? null },
    state: advisory.state,
    creditStates: advisory.creditStates,
  }).filter(finding => finding.field === field);
  const of = (severity: string) =>
    found.filter(finding => finding.severity === severity).map(({ message }) => message);
  return { errors: of('error'), warnings: of('warning') };
}
