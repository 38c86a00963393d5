import { activation } from './suite/activation.ts';
import { announce } from './suite/announce.ts';
import { backports } from './suite/backports.ts';
import { backport } from './suite/backport.ts';
import { decide } from './suite/decide.ts';
import { discussion } from './suite/discussion.ts';
import { editor } from './suite/editor.ts';
import { fork } from './suite/fork.ts';
import { guard } from './suite/guard.ts';
import { leaked } from './suite/leaked.ts';
import { load } from './suite/load.ts';
import { outgoing } from './suite/outgoing.ts';
import { port } from './suite/port.ts';
import { reports } from './suite/reports.ts';
import { fixTests } from './suite/tests.ts';
import { tree } from './suite/tree.ts';
import { unfinished } from './suite/unfinished.ts';

/** In this order: the tree is looked at before a port leaves its links in the window. */
export const suites = [
  activation,
  tree,
  decide,
  reports,
  leaked,
  outgoing,
  editor,
  discussion,
  fork,
  fixTests,
  guard,
  port,
  announce,
  backports,
  unfinished,
  backport,
  load,
];
