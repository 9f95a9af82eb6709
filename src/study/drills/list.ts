import { changeDrill } from './change.ts';
import { gidDrill } from './gid.ts';
import { homeDrill } from './home.ts';
import { idDrill } from './id-output.ts';
import type { Drill } from './kit/drill.ts';
import { faultDrill } from './locate-fault.ts';
import { ownerDrill } from './owner.ts';
import { privilegesDrill } from './privileges.ts';
import { repairDrill } from './repair.ts';
import { rootsDrill } from './roots.ts';
import { levelDrill } from './security-level.ts';
import { startDrill } from './start.ts';
import { uidDrill } from './uid.ts';

/** Every drill, in the order they are listed. */
export const DRILLS: readonly Drill[] = [
  uidDrill,
  gidDrill,
  rootsDrill,
  startDrill,
  idDrill,
  faultDrill,
  levelDrill,
  changeDrill,
  privilegesDrill,
  homeDrill,
  ownerDrill,
  repairDrill,
];
