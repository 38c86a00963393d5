export type { DecideGitHub, DecideParts, Outcome, Undo } from './types.ts';
export { volunteer } from './volunteer.ts';
export { handOver } from './handOver.ts';
export { changeState, type How } from './changeState.ts';
export { takeBackTag } from './askBot.ts';
export { cveProblem, setCveId } from './cveId.ts';
export { addCollaborators, type Collaborators } from './collaborators.ts';
export { recordCredit } from './recordCredit.ts';
export { createAdvisory, type Created, type CreateParts, type NewReport } from './create.ts';
