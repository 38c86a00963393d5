import { publish as job } from '../../../src/jobs/publish/index.ts';
import { makeAdvisory } from '../../../src/sandbox/newAdvisory.ts';
import { PublishModel } from '../../../src/ui/publish/model.ts';
import type { Scenario, Verdict, World } from '../scenario.ts';
import { arrived, connected, leaksOf, openRemote } from './remote.ts';

/** A project that is none of the response team's, and a draft of it. */
export const repo = { owner: 'attic', name: 'shelf' };
export const ghsaId = 'GHSA-4f5g-6h7j-8m9p';
export const path = `/repos/attic/shelf/security-advisories/${ghsaId}`;

export const words = {
  summary: 'Jar lid turns both ways',
  description: 'Whoever turns the lid the other way opens every jar of the shelf.',
};

/** An advisory of a project that publishes on GitHub is shown to everybody: its page, read and confirmed. */
export const publish: Scenario = {
  job: 'publish',
  open: () => openRemote({ who: 'admin', begin, verdict }),
  async press(place, signal) {
    const github = connected(place);
    const { login } = await github.users.me(signal);
    const seen = await github.advisories.get(repo, ghsaId, signal);
    if (seen.state === 'published') return true;
    const model = new PublishModel(
      {
        sandbox: true,
        merged: true,
        publish: (read, confirmed) => job({ github, repo, ghsaId, login, signal }, read, confirmed),
      },
      seen,
    );
    model.confirm(ghsaId.slice(-4));
    await model.makePublic(model.state.view);
    return model.advisory.state === 'published';
  },
};

export async function begin({ store }: World['sandbox']): Promise<Record<string, string>> {
  const like = store.repo('pypa/pip')!;
  store.addRepo({ ...like, ...repo, id: store.id(), issues: new Map(), labels: [] });
  store.addAdvisory(
    makeAdvisory(store, {
      ...{ repo: 'attic/shelf', ghsaId, ...words, author: 'parsley-dev', reported: true, severity: 'medium' },
      vectorV4: 'CVSS:4.0/AV:L/AC:L/AT:N/PR:L/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N',
      credits: [{ login: 'parsley-dev', type: 'reporter' }],
      vulnerabilities: [
        {
          package: { ecosystem: 'pip', name: 'shelf' },
          vulnerable_version_range: '< 2.0',
          patched_versions: '2.0',
          vulnerable_functions: ['shelf.turn'],
        },
      ],
    }),
  );
  return {};
}

async function verdict({ sandbox, place }: Pick<World, 'sandbox' | 'place'>): Promise<Verdict> {
  const { state, summary, description } = sandbox.store.advisory(ghsaId)!;
  // One that arrived and was sent again would be told to everybody twice.
  const sent = sandbox.recorder.writes().filter(arrived);
  return {
    duplicates: sent.length > 1 ? [`Published ${sent.length} times.`] : [],
    lost: [
      ...(state === 'published' ? [] : [`It is ${state}.`]),
      ...(summary === words.summary && description === words.description ? [] : ['Its words are others.']),
    ],
    leaks: await leaksOf(
      { sandbox, place },
      { allowed: new RegExp(`^${path}$`), canaries: [words.summary, words.description] },
    ),
  };
}
