import { forkForAdvisory } from '../fork.ts';
import { resolve } from '../refs.ts';
import { addPull } from '../routes/pulls.ts';
import { cvssScore, rating } from '../score.ts';
import type { Store } from '../store.ts';
import type { Commit } from './history.ts';
import { writeHistory } from './history.ts';

/** As pip's own `pyproject.toml` sets towncrier up. */
const pyproject = `[project]
name = "pip"
version = "26.4.dev0"

[tool.towncrier]
# For finding the __version__
package = "pip"
package_dir = "src"
# For writing into the correct file
filename = "NEWS.rst"
# For finding the news fragments
directory = "news/"

# For rendering properly for this project
issue_format = "\`#{issue} <https://github.com/pypa/pip/issues/{issue}>\`_"
template = "tools/news/template.rst"

# Grouping of entries, within our changelog
type = [
  { name = "Process", directory = "process", showcontent = true },
  { name = "Deprecations and Removals", directory = "removal", showcontent = true },
  { name = "Features", directory = "feature", showcontent = true },
  { name = "Bug Fixes", directory = "bugfix", showcontent = true },
  { name = "Vendored Libraries", directory = "vendor", showcontent = true },
  { name = "Improved Documentation", directory = "doc", showcontent = true },
  { name = "Trivial Changes", directory = "trivial", showcontent = false },
]
`;

const path = 'src/pip/_internal/models/wheel.py';
const wheel = (check: string) => `"""The name of a wheel."""


class Wheel:
    def __init__(self, filename):
${check}        self.filename = filename
`;

export const pipStart: Commit = {
  branch: 'main',
  message: 'Start of the practice pip',
  files: {
    'README.rst': 'pip\n===\n',
    'NEWS.rst': '.. towncrier release notes start\n',
    'pyproject.toml': pyproject,
    'news/.gitignore': '!.gitignore\n',
    'news/README.rst': 'Fragments of the news: one file for each change.\n',
    'news/13402.bugfix.rst': 'Say which file a hash does not fit.\n',
    'src/pip/__init__.py': '__version__ = "26.4.dev0"\n',
    [path]: wheel(''),
    'tests/unit/test_models_wheel.py':
      'from pip._internal.models.wheel import Wheel\n\nassert Wheel("a").filename == "a"\n',
  },
};

/** Names, colours and meanings of pip's labels that matter. */
export const pipLabels: readonly (readonly [string, string, string])[] = [
  ['type: security', 'e99695', 'Has potential security implications'],
  ['type: bug', 'd73a4a', 'A confirmed bug or unintended behavior'],
  ['skip news', 'cccccc', 'Does not need a NEWS file entry (eg: trivial changes)'],
];

const ghsaId = 'GHSA-q2r3-v4w5-x6c7';
const vector = 'CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:N/VI:H/VA:N/SC:N/SI:N/SA:N';

/** "Wheel name is taken as a path" is accepted, and its fix (without news) waits in the private fork. Once. */
export async function acceptWheel(store: Store, root: string): Promise<void> {
  const advisory = store.advisory(ghsaId)!;
  if (advisory.fork !== null) return;
  const at = store.stamp();
  Object.assign(advisory, {
    state: 'draft',
    cveId: 'CVE-2026-900455',
    vectorV4: vector,
    severity: rating(cvssScore(vector)),
    updatedAt: at,
  });
  if (!advisory.credits.some(({ type }) => type === 'coordinator'))
    advisory.credits = [...advisory.credits, { login: 'octo-coordinator', type: 'coordinator' }];
  const fork = await forkForAdvisory(store, root, ghsaId);
  const from = (await resolve(fork.dir, 'refs/heads/main'))!;
  const files = {
    [path]: wheel(
      '        if "/" in filename:\n            raise ValueError("the name of a wheel is no path")\n',
    ),
    'tests/unit/test_models_wheel_path.py':
      'from pip._internal.models.wheel import Wheel\n\nassert Wheel("b").filename == "b"\n',
  };
  const title = 'Take the name of a wheel as a name';
  await writeHistory(
    fork.dir,
    [{ branch: 'advisory-fix-1', message: title, files, from }],
    Date.UTC(2026, 9, 26) / 1000,
  );
  const parts = { title, body: '', author: 'oregano-core', ref: 'advisory-fix-1', base: 'main' };
  const { pull } = await addPull({ store }, fork, fork, parts);
  for (const author of ['nutmeg-core', 'parsley-core'])
    pull!.reviews.push({ id: store.id(), author, state: 'APPROVED', body: '', at, commit: pull!.headSha });
}
