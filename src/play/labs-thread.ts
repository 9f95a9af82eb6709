import { answerInThread } from '../runtime/thread.ts';
import { type LabTask, workOnLab } from './labs-work.ts';

answerInThread(({ what, input }: LabTask) => workOnLab(what, input));
