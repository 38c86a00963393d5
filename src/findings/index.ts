export type { Finding } from './finding.ts';
export { checkNews, checkPullBody } from './news.ts';
export { checkBranch } from './branch.ts';
export { checkIssueTitle, checkPullTitle } from './titles.ts';
export { checkAdvisory, type AdvisoryFinding, type AdvisoryInput, type Fix } from './advisory/index.ts';
