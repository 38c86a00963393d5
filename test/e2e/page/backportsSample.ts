import { backportsState, type Given } from '../../../src/ui/backports/state.ts';
import type { BackportsState } from '../../../src/ui/backports/protocol.ts';
import { now } from '../../unit/ui/advisories/facts.ts';
import { bread, cycle, tofu } from '../../unit/ui/backports/boards.ts';

/** States of the page of all backports as the host makes them, and in no other way. */
export function state(more: Partial<Given> = {}): BackportsState {
  return backportsState({
    ...{ entries: [tofu, bread], cycle, show: 'all', folds: {}, reading: false, stale: null },
    ...{ unread: null, goTo: null, sandbox: false, hideTitles: false, now, ...more },
  });
}

export const drawn = state();
