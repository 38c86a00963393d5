import type { MetricId } from '../metrics.ts';
import type { Words } from './words.ts';

type Exploitability = 'AV' | 'AC' | 'AT' | 'PR' | 'UI';
export type BaseId = Exploitability | 'VC' | 'VI' | 'VA' | 'SC' | 'SI' | 'SA';

/** The Base metrics (CVSS v4.0 specification, section 2). */
export const describedBase: Readonly<Record<BaseId & MetricId, Words>> = {
  AV: {
    name: 'Attack vector',
    question: 'How close must the attacker be?',
    values: {
      N: [
        'Network',
        'From anywhere, over the internet',
        'Attackable through the network stack from anywhere, typically across the internet and several router hops away.',
      ],
      A: [
        'Adjacent',
        'Same network, radio range or VPN',
        'Attackable only from a shared or bounded network: same subnet, radio range (Wi-Fi, Bluetooth) or the same restricted zone such as a VPN.',
      ],
      L: [
        'Local',
        'Own shell, or a user opens a file',
        'The attacker works from the machine itself (shell, console, SSH session) or gets a local user to open something malicious.',
      ],
      P: [
        'Physical',
        'Must touch the device',
        'The attacker has to touch or handle the device, briefly or for a long time.',
      ],
    },
  },
  AC: {
    name: 'Attack complexity',
    question: 'Is there a defence to get round?',
    values: {
      L: [
        'Low',
        'No defence to get round',
        'No built-in defence has to be worked around; the exploit can be repeated with predictable results.',
      ],
      H: [
        'High',
        'Must beat a defence or know a secret',
        'The attacker must first defeat a security mechanism of the target, such as ASLR or DEP, or obtain a target-specific secret.',
      ],
    },
  },
  AT: {
    name: 'Attack requirements',
    question: 'Must the set-up help them?',
    values: {
      N: [
        'None',
        'Works against most deployments',
        'Works against all or most deployments; nothing about the target environment has to line up.',
      ],
      P: [
        'Present',
        'Needs a certain set-up, or a won race',
        'Needs a particular deployment or execution condition, for example winning a race or sitting on the network path.',
      ],
    },
  },
  PR: {
    name: 'Privileges required',
    question: 'What rights must they have first?',
    values: {
      N: ['None', 'No account needed', 'The attacker needs no account or rights before attacking.'],
      L: [
        'Low',
        'Rights of an ordinary user',
        'The attacker needs ordinary user rights, normally limited to their own settings and files or to non-sensitive data.',
      ],
      H: [
        'High',
        'Rights of an administrator',
        'The attacker needs significant control beforehand, such as administrator rights over system-wide settings and files.',
      ],
    },
  },
  UI: {
    name: 'User interaction',
    question: 'Must somebody else take part?',
    values: {
      N: ['None', 'Nobody else takes part', 'No person other than the attacker has to do anything.'],
      P: [
        'Passive',
        'A user does something ordinary',
        'A user must do something ordinary and unknowing, such as opening a page that already carries the attack.',
      ],
      A: [
        'Active',
        'A user takes deliberate steps',
        'A user must take deliberate, specific steps, such as importing a file, pasting data or dismissing a warning.',
      ],
    },
  },
  VC: confidentiality('Vulnerable', 'the vulnerable system'),
  VI: integrity('Vulnerable', 'the vulnerable system'),
  VA: availability('Vulnerable', 'the vulnerable system'),
  SC: confidentiality('Subsequent', 'the subsequent systems'),
  SI: integrity('Subsequent', 'the subsequent systems'),
  SA: availability('Subsequent', 'the subsequent systems'),
};

function confidentiality(which: string, system: string): Words {
  return {
    name: `${which} system confidentiality`,
    question: 'What leaks?',
    values: {
      H: [
        'High',
        'All data, or key secrets',
        `All confidential data of ${system} is exposed, or the limited part that is exposed is seriously damaging (for example an admin password).`,
      ],
      L: [
        'Low',
        'Some data, not of their choice',
        `Some restricted data of ${system} leaks, but the attacker cannot choose what, or the loss is not seriously damaging.`,
      ],
      N: ['None', 'Nothing leaks', `No confidentiality is lost on ${system}.`],
    },
  };
}

function integrity(which: string, system: string): Words {
  return {
    name: `${which} system integrity`,
    question: 'What can be changed?',
    values: {
      H: [
        'High',
        'Any data, or data that matters',
        `The attacker can change any protected data of ${system}, or the limited changes possible have serious consequences.`,
      ],
      L: [
        'Low',
        'Some data, little harm',
        `Some data of ${system} can be changed, without control over the outcome or without serious consequences.`,
      ],
      N: ['None', 'Nothing is changed', `No integrity is lost on ${system}.`],
    },
  };
}

function availability(which: string, system: string): Words {
  return {
    name: `${which} system availability`,
    question: 'What stops?',
    values: {
      H: [
        'High',
        'Service stops, or nearly',
        `Access to ${system} can be denied completely, for as long as the attack lasts or afterwards, or the partial loss is serious.`,
      ],
      L: [
        'Low',
        'Slower, or short interruptions',
        `Performance drops or interruptions occur on ${system}, but service to legitimate users is never fully denied.`,
      ],
      N: ['None', 'Service goes on', `No availability is lost on ${system}.`],
    },
  };
}
