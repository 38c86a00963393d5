import type { Reply } from './http.ts';
import type { Store } from './store.ts';

/** Where the public CVE services (cveawg.mitre.org) stand in the sandbox: beside GitHub's API, and without a token. */
export const cveBase = '/cve-services/api';
export const cvePath = `${cveBase}/cve/`;

/**
 * `GET /cve/{id}` as the CVE services answer it: the record, or 404 for an id that is reserved as well as for one that
 * nobody has.
 */
export function cveRecordPage(store: Store, id: string): Reply {
  if (!/^CVE-\d{4}-\d{4,19}$/.test(id)) {
    const details = [{ msg: 'Invalid CVE ID', param: 'id', location: 'params' }];
    return { status: 400, json: { error: 'BAD_INPUT', message: 'Parameters were invalid', details } };
  }
  const state = store.cveRecords.get(id);
  if (state === undefined) {
    const message = 'The cve record for the cve id does not exist.';
    return { status: 404, json: { error: 'CVE_RECORD_DNE', message } };
  }
  const at = store.stamp();
  const cveMetadata = {
    cveId: id,
    assignerOrgId: '28c92f92-d60d-412d-b760-e73465c3df22',
    assignerShortName: 'PSF',
    state,
    ...(state === 'PUBLISHED' ? { datePublished: at } : { dateRejected: at }),
  };
  return {
    status: 200,
    json: { dataType: 'CVE_RECORD', dataVersion: '5.2', cveMetadata, containers: { cna: {} } },
  };
}
