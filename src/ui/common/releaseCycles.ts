import type { ExtensionContext } from 'vscode';
import { ReleaseCycles } from '../../jobs/cycle.ts';
import { outgoing } from '../outgoing/ours.ts';
import { settings } from './settings.ts';

/** The release cycle of the setting; what was read last is kept for when it cannot be read. */
export function releaseCycles({ globalState }: Pick<ExtensionContext, 'globalState'>): ReleaseCycles {
  return new ReleaseCycles({
    url: settings.releaseCycleUrl,
    load: () => globalState.get('ghsa.releaseCycle'),
    keep: kept => globalState.update('ghsa.releaseCycle', kept),
    now: () => new Date(),
    onSent: outgoing.elsewhere,
  });
}
