import { explain } from '../manifest/index.ts';
import { answerInThread } from '../runtime/thread.ts';
import type { DeckTask } from './check-in-thread.ts';
import { type CheckedDecks, checkDecks } from './index.ts';

answerInThread(({ file, taken }: DeckTask): CheckedDecks => checkDecks([file], explain, taken));
