import { startSandbox, type Sandbox } from '../../../../src/sandbox/index.ts';
import type { Facts } from '../../../../src/process/index.ts';
import type { PortLinks } from '../../../../src/jobs/port/steps/rememberLinks.ts';
import { rowId } from '../../../../src/ui/advisories/model.ts';
import { AnnounceModel, type AnnounceModelParts } from '../../../../src/ui/announce/model.ts';
import { listOn, memory } from '../advisories/parts.ts';

export const spam = 'GHSA-7q4m-xv2c-93rp';
export const key = 'ghsa.announcement:test';

/** A coordinator's machine: the list of advisories on a sandbox, and what is kept. */
export async function openDesk() {
  const sandbox: Sandbox = await startSandbox();
  const links: PortLinks[] = [];
  const { model: list, github, progress, failures } = listOn(sandbox, { links: () => links });
  await list.refresh();
  const records = new Map<string, unknown>();
  const named: number[] = [];
  /** The announcement of an advisory, as a page opens it. */
  const announcement = (ghsaId = spam, more: Partial<AnnounceModelParts> = {}) => {
    const advisory = list.advisories.find(each => each.ghsaId === ghsaId)!;
    const facts = (): Facts => list.facts(list.advisoryOf(rowId(advisory)) ?? advisory);
    const model: AnnounceModel = new AnnounceModel({
      github: async () => github,
      sandbox: true,
      facts,
      closeStep: () => list.assessment(facts().advisory).steps.find(({ id }) => id === 'close') ?? null,
      links: () => links.find(link => link.ghsaId === ghsaId) ?? null,
      to: () => 'security-announce@python.org',
      cveUrl: () => sandbox.cveUrl,
      hideTitles: () => false,
      store: memory(records),
      key,
      remember: async change => {
        await progress.update(advisory, change);
        model.touch();
      },
      took: read => list.take(read.advisory),
      named: async ({ issue, pull }) => {
        named.push(pull!.number);
        links.push({
          ...{ repo: 'python/cpython', ghsaId, commit: '', droppedLabels: [] },
          ...{ issue, pull: pull!.number },
        });
      },
      log: error => failures.push(String((error as { kind?: unknown }).kind ?? error)),
      ...more,
    });
    return model;
  };
  const link = (issue: number, pull: number) =>
    links.push({ repo: 'python/cpython', ghsaId: spam, issue, pull, commit: '', droppedLabels: [] });
  return { sandbox, list, github, progress, failures, records, named, announcement, link };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;
