import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repoName, type RepoRef } from '../../advisory/model.ts';
import type { PortLinks } from './steps/rememberLinks.ts';

/** The links of finished ports, for the terminal: one 0600 file that holds ids only. */
export function linksFile(root: string) {
  const path = join(root, 'links.json');
  const all = async (): Promise<PortLinks[]> => {
    try {
      const value = JSON.parse(await readFile(path, 'utf8')) as unknown;
      return Array.isArray(value) ? (value as PortLinks[]) : [];
    } catch {
      return [];
    }
  };
  const same = (a: PortLinks, repo: string, ghsaId: string) => a.repo === repo && a.ghsaId === ghsaId;
  return {
    async find(repo: RepoRef, ghsaId: string): Promise<PortLinks | null> {
      return (await all()).find(links => same(links, repoName(repo), ghsaId)) ?? null;
    },
    async keep(links: PortLinks): Promise<void> {
      const others = (await all()).filter(known => !same(known, links.repo, links.ghsaId));
      await writeFile(`${path}.new`, JSON.stringify([...others, links]), { mode: 0o600 });
      await rename(`${path}.new`, path);
    },
  };
}
