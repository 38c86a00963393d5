export { activation } from './suite/activation.ts';
export { decide } from './suite/decide.ts';
export { editor } from './suite/editor.ts';
export { port } from './suite/port.ts';
export { tree } from './suite/tree.ts';
export { unfinished } from './suite/unfinished.ts';
