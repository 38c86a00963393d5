export { originalComment, originalOf, postOnce, type Original } from './original.ts';
export { saveAdvisory, type Saved } from './save.ts';
