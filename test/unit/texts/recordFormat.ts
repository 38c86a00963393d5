/**
 * What the CVE record format 5.2 asks of the parts that we write, put down from its description (required fields,
 * limits, enumerations); nothing else is allowed.
 */
const text = (maxLength: number, more: object = {}) => ({ type: 'string', minLength: 1, maxLength, ...more });
const shape = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const list = (items: object) => ({ type: 'array', minItems: 1, uniqueItems: true, items });
const oneOf = (words: string) => ({ enum: words.split(', ') });
const uuid = {
  type: 'string',
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
};
const lang = { const: 'en' };
const url = text(2048, { pattern: '^https://' });
const three = oneOf('NONE, LOW, HIGH');

const range = (end: string) =>
  shape({ version: text(1024), status: { const: 'affected' }, versionType: text(128), [end]: text(1024) });

const product = shape(
  {
    vendor: text(512),
    product: text(2048),
    repo: url,
    defaultStatus: { const: 'unaffected' },
    modules: list(text(4096)),
    programRoutines: list(shape({ name: text(4096) })),
    versions: list({
      oneOf: [
        shape({ version: text(1024), status: { const: 'affected' }, versionType: text(128) }),
        range('lessThan'),
        range('lessThanOrEqual'),
      ],
    }),
  },
  ['vendor', 'product', 'defaultStatus'],
);

const cvss = shape(
  {
    version: { const: '4.0' },
    vectorString: text(300, {
      pattern:
        '^CVSS:4[.]0/AV:[NALP]/AC:[LH]/AT:[NP]/PR:[NLH]/UI:[NPA]/VC:[HLN]/VI:[HLN]/VA:[HLN]/SC:[HLN]/SI:[HLN]/SA:[HLN]',
    }),
    baseScore: { type: 'number', minimum: 0, maximum: 10, multipleOf: 0.1 },
    baseSeverity: oneOf('NONE, LOW, MEDIUM, HIGH, CRITICAL'),
    attackVector: oneOf('NETWORK, ADJACENT, LOCAL, PHYSICAL'),
    attackComplexity: oneOf('HIGH, LOW'),
    attackRequirements: oneOf('NONE, PRESENT'),
    privilegesRequired: three,
    userInteraction: oneOf('NONE, PASSIVE, ACTIVE'),
    vulnConfidentialityImpact: three,
    vulnIntegrityImpact: three,
    vulnAvailabilityImpact: three,
    subConfidentialityImpact: three,
    subIntegrityImpact: three,
    subAvailabilityImpact: three,
  },
  ['version', 'vectorString', 'baseScore', 'baseSeverity'],
);

export const recordFormat = shape({
  dataType: { const: 'CVE_RECORD' },
  dataVersion: { const: '5.2' },
  cveMetadata: shape({
    cveId: { type: 'string', pattern: '^CVE-[0-9]{4}-[0-9]{4,19}$' },
    assignerOrgId: uuid,
    assignerShortName: text(32),
    state: { const: 'PUBLISHED' },
  }),
  containers: shape({
    cna: shape(
      {
        providerMetadata: shape({ orgId: uuid, shortName: text(32) }),
        title: text(256),
        descriptions: list(shape({ lang, value: text(4096) })),
        affected: list(product),
        problemTypes: list(
          shape({
            descriptions: list(
              shape({
                lang,
                type: { const: 'CWE' },
                cweId: text(9, { pattern: '^CWE-[1-9][0-9]*$' }),
                description: text(4096),
              }),
            ),
          }),
        ),
        metrics: list(
          shape({
            format: { const: 'CVSS' },
            scenarios: list(shape({ lang, value: { const: 'GENERAL' } })),
            cvssV4_0: cvss,
          }),
        ),
        credits: list(
          shape({
            lang,
            value: text(4096),
            type: oneOf(
              'finder, reporter, analyst, coordinator, remediation developer, remediation reviewer, remediation verifier, tool, sponsor, other',
            ),
          }),
        ),
        references: list(shape({ url, tags: list(oneOf('issue-tracking, patch, vendor-advisory')) })),
        source: shape({ discovery: { const: 'UNKNOWN' } }),
      },
      ['providerMetadata', 'descriptions', 'affected', 'references', 'source'],
    ),
  }),
});
