import type { LineFinding } from '../../line/finding.ts';
import type { PortField } from '../types.ts';

/** A finding of the port: in one of its texts, in the change, or about the author. */
export type PortIssue = LineFinding<PortField | 'files' | 'author'>;
