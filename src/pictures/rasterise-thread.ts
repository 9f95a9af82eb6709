import { answerInThread } from '../thread.ts';
import { rasterise } from './rasterise.ts';

answerInThread(rasterise);
