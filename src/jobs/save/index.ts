export {
  originalComment,
  originalOf,
  plainComment,
  postOnce,
  type Original,
  type Posted,
} from './original.ts';
export { saveAdvisory, type Saved } from './save.ts';
