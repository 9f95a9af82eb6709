import { explain } from '../manifest/index.ts';
import { answerInThread } from '../runtime/thread.ts';
import { type CheckedDecks, checkDecks, type DeckText } from './index.ts';

answerInThread((file: DeckText): CheckedDecks => checkDecks([file], explain));
