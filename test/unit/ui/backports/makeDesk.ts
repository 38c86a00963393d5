import {
  prepareBackport,
  type BackportLink,
  type BackportRequest,
  type PreparedBackport,
} from '../../../../src/jobs/backport/make/index.ts';
import type { BackportJob } from '../../../../src/ui/backports/make/job.ts';
import { BackportModel } from '../../../../src/ui/backports/make/model.ts';
import { PublicBackport } from '../../../../src/ui/backports/make/publicJob.ts';
import { merged, request } from '../../port/backportDesk.ts';
import type { Desk } from '../../port/harness.ts';

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
