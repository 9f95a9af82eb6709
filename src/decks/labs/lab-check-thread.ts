import { answerInThread } from '../../runtime/thread.ts';
import { type CheckedLabs, checkLabs } from './index.ts';
import type { LabsToCheck } from './lab-check-in-thread.ts';

answerInThread(({ files, known }: LabsToCheck): CheckedLabs => checkLabs(files, known));
