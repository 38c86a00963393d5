export { repairBackport, type OnePressRepair, type RepairParts } from './repair.ts';
export { RepairError } from './error.ts';
