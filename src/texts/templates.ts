import type { RepoRef } from '../advisory/model.ts';
import type { Profile } from '../project/index.ts';
import {
  accepted,
  askAboutCredit,
  codeSigningReply,
  duplicate,
  notAVulnerability,
  submitThroughGitHub,
} from './replies.ts';

/** What the templates are filled in with. Texts that others made (`src/triage`) come in ready. */
export interface TemplateFacts {
  readonly repo: RepoRef;
  readonly profile: Pick<Profile, 'policyUrl' | 'signsReleases'>;
  /** Login; null: GitHub does not say. */
  readonly reporter: string | null;
  /** Asks for what the report lacks; null: it lacks nothing. */
  readonly gaps: string | null;
  /** The replies with what was answered; null: nothing was. */
  readonly judgements: { readonly acceptance: string; readonly rejection: string } | null;
}

export interface Template {
  readonly id:
    | 'accept'
    | 'notAVulnerability'
    | 'duplicate'
    | 'submitThroughGitHub'
    | 'askForMissing'
    | 'askAboutCredit'
    | 'codeSigning';
  readonly label: string;
  readonly text: string;
}

/**
 * The replies that a coordinator may start from. Nothing to ask for: the template that asks is left out, as is the one of
 * Python's certificates elsewhere.
 */
export function templates({ repo, profile, reporter, gaps, judgements }: TemplateFacts): Template[] {
  return [
    { id: 'accept', label: 'Accept', text: judgements?.acceptance ?? accepted() },
    {
      id: 'notAVulnerability',
      label: 'Not a vulnerability',
      text: judgements?.rejection ?? notAVulnerability(),
    },
    { id: 'duplicate', label: 'Duplicate', text: duplicate() },
    {
      id: 'submitThroughGitHub',
      label: 'Submit through GHSA',
      text: submitThroughGitHub(repo, profile.policyUrl),
    },
    ...(gaps === null
      ? []
      : [{ id: 'askForMissing', label: 'Ask for what is missing', text: gaps } as const]),
    { id: 'askAboutCredit', label: 'Ask about credit', text: askAboutCredit(reporter) },
    ...(profile.signsReleases
      ? [
          {
            id: 'codeSigning',
            label: 'Code signing: ask for checksums and signatures',
            text: codeSigningReply(),
          } as const,
        ]
      : []),
  ];
}
