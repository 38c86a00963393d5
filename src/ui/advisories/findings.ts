import { fieldsOf } from '../../advisory/fields.ts';
import { repoName, type Advisory } from '../../advisory/model.ts';
import { tagsIn } from '../../advisory/title.ts';
import { parseVector, scoreVector } from '../../cvss/index.ts';
import { checkAdvisory } from '../../findings/index.ts';
import type { Facts } from '../../process/types.ts';
import { profileOf } from '../../project/index.ts';

/**
 * What is wrong in an advisory as it stands on GitHub, for its steps. In the bundle that is loaded later: the checks
 * need the CVSS tables.
 */
export function findingsOf(advisory: Advisory, login: string): Facts['findings'] {
  const v4 = advisory.cvssV4?.vector ?? null;
  const found = checkAdvisory({
    fields: fieldsOf(advisory),
    tags: tagsIn(advisory.title).map(({ tag }) => tag),
    profile: profileOf(repoName(advisory.repo)),
    login,
    author: advisory.author,
    reported: advisory.reported,
    score: v4 !== null && parseVector(v4).ok ? scoreVector(v4) : null,
    vectors: { v4, v3: advisory.cvssV3?.vector ?? null },
    state: advisory.state,
    creditStates: advisory.creditStates,
  });
  return found.map(({ field, severity }) => ({ field, severity }));
}
