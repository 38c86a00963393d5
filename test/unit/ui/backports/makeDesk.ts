import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  prepareBackport,
  type BackportLink,
  type BackportRequest,
  type PreparedBackport,
} from '../../../../src/jobs/backport/make/index.ts';
import type { BackportJob } from '../../../../src/ui/backports/make/job.ts';
import { BackportModel } from '../../../../src/ui/backports/make/model.ts';
import { PublicBackport } from '../../../../src/ui/backports/make/publicJob.ts';
import { before as ground, merged, onBranch, request } from '../../port/backportDesk.ts';
import type { Desk } from '../../port/harness.ts';

/** From the start: nothing on disk, and the file that the fix is of on its branches. */
export async function afresh(at: Desk): Promise<void> {
  await at.sandbox.reset();
  for (const name of await readdir(at.root)) await rm(join(at.root, name), { recursive: true });
  for (const branch of ['main', '3.12']) await onBranch(at, branch, ground);
}

/** What the page of a public backport is made of, and what was told. */
export interface Shown {
  readonly model: BackportModel;
  readonly prepared: PreparedBackport;
  readonly links: BackportLink[];
  readonly failures: string[];
}

export async function shownBackport(at: Desk, over: Partial<BackportRequest> = {}): Promise<Shown> {
  const prepared = await prepareBackport(at.tools, request(at, await merged(at), over));
  const links: BackportLink[] = [];
  const keep = async (link: BackportLink) => void links.push(link);
  const job = PublicBackport.review({ tools: at.tools, sandbox: true, keep }, prepared, { sign: false });
  const failures: string[] = [];
  return { model: modelOf(at, job, failures), prepared, links, failures };
}

export function modelOf(at: Desk, job: BackportJob, failures: string[] = []): BackportModel {
  return new BackportModel(job, {
    now: at.tools.now,
    ended: () => undefined,
    failed: step => failures.push(step),
  });
}
