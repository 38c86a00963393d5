export * from './types.ts';
export { assessBackports, summaryOf } from './assess.ts';
