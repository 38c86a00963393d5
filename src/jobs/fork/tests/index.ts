export { filled, testsOf, unfilled } from './propose.ts';
export { changedPaths, testedIn, type Tested } from './state.ts';
export { commentOf, evidenceOf, notStarted, shown, type TestRun } from './result.ts';
