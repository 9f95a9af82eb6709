import { answerInThread } from '../../runtime/thread.ts';
import { workOn } from './work.ts';

answerInThread(workOn);
