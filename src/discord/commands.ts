import { quiz } from './ask/quiz.ts';
import { review } from './ask/review.ts';
import { deck } from './deck/command.ts';
import { explain } from './explain/command.ts';
import { explainMessage } from './explain/message-command.ts';
import { field } from './field/command.ts';
import { help } from './help/command.ts';
import { leaderboard } from './leaderboard/command.ts';
import type { Command } from './platform/command.ts';
import { privacy } from './privacy/command.ts';
import { settings } from './settings/command.ts';
import { stats } from './stats/command.ts';

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
