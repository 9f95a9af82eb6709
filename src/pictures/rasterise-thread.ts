import { answerInThread } from '../runtime/thread.ts';
import { rasterise } from './rasterise.ts';

answerInThread(rasterise);
