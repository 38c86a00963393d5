import type { MetricId } from '../metrics.ts';
import { type BaseId, describedBase } from './base.ts';
import type { Words } from './words.ts';

type Value = Words['values'][string];

const notAssessed: Value = ['Not defined', 'Not stated', 'Not assessed; never affects the score.'];

/** Threat, Environmental and Supplemental metrics (CVSS v4.0 specification, sections 3 to 5). */
export const describedRest: Readonly<Record<Exclude<MetricId, BaseId>, Words>> = {
  E: {
    name: 'Exploit maturity',
    question: 'What is known of exploits?',
    values: {
      X: [
        'Not defined',
        'Not stated, taken as attacked',
        'No threat intelligence is used; scored as Attacked, the worst case.',
      ],
      A: [
        'Attacked',
        'Attacks seen, or ready tools',
        'Attacks have been reported, or ready-made tools make exploiting it easy.',
      ],
      P: [
        'Proof of concept',
        'Proof of concept is public',
        'A proof of concept is public, but no attacks and no ready-made tools are known.',
      ],
      U: [
        'Unreported',
        'No public exploit known',
        'No public proof of concept, attack or ready-made tool is known.',
      ],
    },
  },
  CR: requirement('Confidentiality', 'How much do secrets matter here?'),
  IR: requirement('Integrity', 'How much does correct data matter here?'),
  AR: requirement('Availability', 'How much does service matter here?'),
  MAV: modified('AV', 'How close must the attacker be here?'),
  MAC: modified('AC', 'Is there a defence to get round here?'),
  MAT: modified('AT', 'Must the set-up help them here?'),
  MPR: modified('PR', 'What rights must they have first here?'),
  MUI: modified('UI', 'Must somebody else take part here?'),
  MVC: modified('VC', 'What leaks here?'),
  MVI: modified('VI', 'What can be changed here?'),
  MVA: modified('VA', 'What stops here?'),
  MSC: negligible(modified('SC', 'What leaks here?'), 'confidentiality'),
  MSI: safety(negligible(modified('SI', 'What can be changed here?'), 'integrity'), 'integrity'),
  MSA: safety(negligible(modified('SA', 'What stops here?'), 'availability'), 'availability'),
  S: {
    name: 'Safety',
    question: 'Can people be hurt?',
    values: {
      X: notAssessed,
      N: ['Negligible', 'Minor injuries at worst', 'At worst minor injuries (IEC 61508 negligible).'],
      P: [
        'Present',
        'Injury is possible',
        'Injury or worse is possible (IEC 61508 marginal, critical or catastrophic).',
      ],
    },
  },
  AU: {
    name: 'Automatable',
    question: 'Can the whole attack run by itself?',
    values: {
      X: notAssessed,
      N: [
        'No',
        'Some step needs a person',
        'At least one step from reconnaissance to exploitation cannot be reliably automated.',
      ],
      Y: [
        'Yes',
        'Can spread by itself',
        'Every step from reconnaissance to exploitation can be reliably automated, so it could spread like a worm.',
      ],
    },
  },
  R: {
    name: 'Recovery',
    question: 'How does service come back?',
    values: {
      X: notAssessed,
      A: ['Automatic', 'Recovers by itself', 'The system restores its services by itself.'],
      U: ['User', 'A person must step in', 'A person must step in to restore the services.'],
      I: ['Irrecoverable', 'Cannot be recovered', 'The services cannot be restored by the user.'],
    },
  },
  V: {
    name: 'Value density',
    question: 'How much does one victim yield?',
    values: {
      X: notAssessed,
      D: [
        'Diffuse',
        'Little gain per victim',
        'One victim yields few resources, for example a single client or device.',
      ],
      C: [
        'Concentrated',
        'Much gain per victim',
        'One victim yields many resources, for example a central server.',
      ],
    },
  },
  RE: {
    name: 'Vulnerability response effort',
    question: 'How hard is it to respond?',
    values: {
      X: notAssessed,
      L: ['Low', 'Little effort', 'Little or no effort, such as reading guidance or a simple update.'],
      M: [
        'Moderate',
        'Some effort',
        'Some effort and minor service impact, such as a remote update or turning a feature off.',
      ],
      H: [
        'High',
        'Much effort, or new hardware',
        'Large effort or long service impact, such as field visits or replacing hardware.',
      ],
    },
  },
  U: {
    name: 'Provider urgency',
    question: 'How urgent is it to the provider?',
    values: {
      X: notAssessed,
      Clear: ['Clear', 'No urgency', 'Informational; no urgency.'],
      Green: ['Green', 'Low urgency', 'Reduced urgency.'],
      Amber: ['Amber', 'Moderate urgency', 'Moderate urgency.'],
      Red: ['Red', 'Highest urgency', 'Highest urgency.'],
    },
  },
};

function requirement(of: string, question: string): Words {
  const lost = `Losing ${of.toLowerCase()} would likely`;
  return {
    name: `${of} requirement`,
    question,
    values: {
      X: ['Not defined', 'Not stated, taken as high', 'Not assessed; scored as High, the worst case.'],
      H: [
        'High',
        'Loss would be catastrophic',
        `${lost} be catastrophic for the organisation or the people tied to it.`,
      ],
      M: ['Medium', 'Loss would be serious', `${lost} have serious consequences.`],
      L: ['Low', 'Loss would be limited', `${lost} have only limited consequences.`],
    },
  };
}

function modified(base: BaseId, question: string): Words {
  const { name, values } = describedBase[base];
  return {
    name: `Modified ${name[0]!.toLowerCase()}${name.slice(1)}`,
    question,
    values: { X: ['Not defined', 'As in Base', `Keeps the value of ${base}.`], ...values },
  };
}

/** Of subsequent systems the standard calls N "negligible" once it is modified. */
function negligible(words: Words, what: string): Words {
  const { N, ...rest } = words.values;
  const full = `No ${what}, or only a negligible amount, is lost on the subsequent systems.`;
  return { ...words, values: { ...rest, N: ['Negligible', N![1], full] } };
}

function safety(words: Words, what: string): Words {
  const full = `Misusing the loss of ${what} can be expected to injure people (IEC 61508 marginal or worse).`;
  return { ...words, values: { ...words.values, S: ['Safety', 'People could be hurt', full] } };
}
