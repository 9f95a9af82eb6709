import { explain } from './manifest/index.ts';
import { type CheckedDecks, checkDecks, type DeckText } from './study/index.ts';
import { answerInThread } from './thread.ts';

answerInThread((file: DeckText): CheckedDecks => checkDecks([file], explain));
