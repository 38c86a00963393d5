import type { Fault } from '../../sandbox/index.ts';

/** How the next request can fail, with what a coordinator meets then. */
export const failures: readonly {
  readonly label: string;
  readonly detail: string;
  readonly fault: Fault;
}[] = [
  {
    label: 'Only admins may do this',
    detail: 'GitHub answers 403 to the next change.',
    fault: { changes: true, status: 403, body: { message: 'Must have admin rights to Repository.' } },
  },
  {
    label: 'It is gone',
    detail: 'GitHub answers 404, as for what is not there or not yours.',
    fault: { status: 404, body: { message: 'Not Found' } },
  },
  {
    label: 'Wait',
    detail: 'GitHub asks to wait two seconds (429).',
    fault: {
      status: 429,
      headers: { 'retry-after': '2' },
      body: { message: 'You have exceeded a secondary rate limit.' },
    },
  },
  {
    label: 'GitHub broke before anything happened',
    detail: 'The next change is answered with an error (502).',
    fault: { changes: true, status: 502, body: { message: 'Server Error' } },
  },
  {
    label: 'GitHub broke after it happened',
    detail: 'The next change has its effect, and the answer is an error (502).',
    fault: { changes: true, status: 502, effect: 'after', body: { message: 'Server Error' } },
  },
  {
    label: 'The connection is lost',
    detail: 'The next request gets no answer.',
    fault: { kind: 'reset' },
  },
  {
    label: 'GitHub signed you out',
    detail: 'The next request is answered with 401.',
    fault: { status: 401, body: { message: 'Bad credentials' } },
  },
];
