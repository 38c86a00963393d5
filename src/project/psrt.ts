/** What the projects of the Python Security Response Team have in common. */
export const announcementList = { to: 'security-announce@python.org', replyTo: 'security-sig@python.org' };

/** The Python Software Foundation, as its records name it (it became an authority in August 2023). */
export const psf = {
  orgId: '28c92f92-d60d-412d-b760-e73465c3df22',
  shortName: 'PSF',
  since: 2023,
  versionType: 'python',
};

/** It announces by e-mail and has an authority of its own: nothing is published on GitHub (devguide). */
export const psrt = {
  process: 'psrt',
  cveContact: 'cna@python.org',
  publishes: false,
  requestsCve: false,
  policyUrl: 'https://devguide.python.org/security/policy/',
} as const;
