import { quiz } from './ask/quiz.ts';
import { review } from './ask/review.ts';
import { quizRoutes } from './ask/routes-answer.ts';
import { beginRoutes } from './ask/routes-begin.ts';
import { lessonQuizRoutes } from './ask/routes-lesson.ts';
import { moreRoutes } from './ask/routes-more.ts';
import { pasteQuizRoutes } from './ask/routes-paste.ts';
import { reviewRoutes } from './ask/routes-review.ts';
import { daily } from './daily/command.ts';
import { dailyRoutes } from './daily/routes.ts';
import { deck } from './deck/command.ts';
import { deckRoutes } from './deck/routes.ts';
import { exam } from './exam/command.ts';
import { examRoutes } from './exam/routes.ts';
import { explain } from './explain/command.ts';
import { explainMessage } from './explain/message-command.ts';
import { explainRoutes } from './explain/routes.ts';
import { field } from './field/command.ts';
import { group } from './group/command.ts';
import { groupRoutes } from './group/routes.ts';
import { help } from './help/command.ts';
import { lab } from './lab/command.ts';
import { k } from './lab/k.ts';
import { labRoutes } from './lab/routes.ts';
import { labFileRoutes } from './lab/routes-files.ts';
import { leaderboard } from './leaderboard/command.ts';
import { leaderboardRoutes } from './leaderboard/routes.ts';
import { season } from './leaderboard/season.ts';
import { learn } from './learn/command.ts';
import { learnRoutes } from './learn/routes.ts';
import { match } from './match/command.ts';
import { matchRoutes } from './match/routes.ts';
import type { Command } from './platform/command.ts';
import type { Route } from './platform/route.ts';
import { privacy } from './privacy/command.ts';
import { privacyRoutes } from './privacy/routes.ts';
import { reminderRoutes } from './reminders/routes.ts';
import { reports } from './reports/command.ts';
import { reportRoutes } from './reports/routes.ts';
import { server } from './server/command.ts';
import { serverRoutes } from './server/routes.ts';
import { settings } from './settings/command.ts';
import { settingsRoutes } from './settings/routes.ts';
import { stats } from './stats/command.ts';

/** Every command, by hand, in the order `/help` lists them. */
export const commands: readonly Command[] = [
  explain,
  explainMessage,
  quiz,
  review,
  learn,
  lab,
  k,
  field,
  deck,
  reports,
  match,
  group,
  daily,
  exam,
  leaderboard,
  season,
  server,
  stats,
  settings,
  help,
  privacy,
];

/** Every line of every feature's table of routes, with what is done there. */
export const routes: readonly Route[] = [
  ...explainRoutes,
  ...quizRoutes,
  ...moreRoutes,
  ...beginRoutes,
  ...pasteQuizRoutes,
  ...lessonQuizRoutes,
  ...reviewRoutes,
  ...learnRoutes,
  ...labRoutes,
  ...labFileRoutes,
  ...reminderRoutes,
  ...deckRoutes,
  ...reportRoutes,
  ...matchRoutes,
  ...groupRoutes,
  ...dailyRoutes,
  ...examRoutes,
  ...leaderboardRoutes,
  ...serverRoutes,
  ...settingsRoutes,
  ...privacyRoutes,
];
