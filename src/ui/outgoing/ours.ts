import { Ledger } from './ledger.ts';

/** Of this window: everything of ours that sends tells it. */
export const outgoing = new Ledger();
