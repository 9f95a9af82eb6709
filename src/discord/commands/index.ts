import type { Command } from '../command.ts';
import { deck } from './deck.ts';
import { explain } from './explain.ts';
import { explainMessage } from './explain-message.ts';
import { field } from './field.ts';
import { help } from './help.ts';
import { leaderboard } from './leaderboard.ts';
import { privacy } from './privacy.ts';
import { quiz } from './quiz.ts';
import { review } from './review.ts';
import { settings } from './settings.ts';
import { stats } from './stats.ts';

/** Every command, by hand, in the order `/help` lists them. */
export const commands: readonly Command[] = [
  explain,
  explainMessage,
  quiz,
  review,
  field,
  deck,
  leaderboard,
  stats,
  settings,
  help,
  privacy,
];
