import type { CliCommand } from './command.ts';
import { backupCommand, restoreCommand } from './database.ts';
import { decksCheckCommand } from './decks-check.ts';
import { drillCommand } from './drill.ts';
import { examsCheckCommand } from './exams-check.ts';
import { explainCommand } from './explain.ts';
import { healthCommand } from './health.ts';
import { labCommand } from './lab.ts';
import { labsCheckCommand } from './labs-check.ts';
import { labsListCommand } from './labs-list.ts';
import { labsMissesCommand } from './labs-misses.ts';
import { lessonCommand } from './lesson.ts';
import { lessonsCheckCommand } from './lessons-check.ts';
import { lessonsListCommand } from './lessons-list.ts';
import { moveCommand } from './move.ts';
import { reportsCommand } from './reports.ts';

/** Every sub-command, in the order of the help. */
export const COMMANDS: readonly CliCommand[] = [
  explainCommand,
  drillCommand,
  decksCheckCommand,
  lessonCommand,
  lessonsListCommand,
  lessonsCheckCommand,
  labCommand,
  labsListCommand,
  labsCheckCommand,
  labsMissesCommand,
  reportsCommand,
  examsCheckCommand,
  backupCommand,
  restoreCommand,
  moveCommand,
  healthCommand,
];
