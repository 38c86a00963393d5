import { settings } from '../common/settings.ts';
import { Ledger } from './ledger.ts';

/** Of this window: everything of ours that sends tells it. */
export const outgoing = new Ledger(() => ({
  apiUrl: settings.apiUrl(),
  repositories: settings.repositories(),
}));
