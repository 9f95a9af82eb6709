import type { DailyTables } from './daily/tables.ts';
import type { DeckTables } from './decks/tables.ts';
import type { ExamTables } from './exams/tables.ts';
import type { GatewayTables } from './gateway/tables.ts';
import type { StudyGroupTables } from './groups/study-group-tables.ts';
import type { GroupTables } from './groups/tables.ts';
import type { LabTables } from './labs/tables.ts';
import type { LessonTables } from './lessons/tables.ts';
import type { MatchTables } from './matches/tables.ts';
import type { MemoryTables } from './memory/tables.ts';
import type { PeopleTables } from './people/tables.ts';
import type { QuestionTables } from './questions/tables.ts';
import type { ReportTables } from './reports/tables.ts';

/** The tables as the newest migration leaves them; the comments stand in `migrations/`. */
export interface Tables
  extends QuestionTables,
    MemoryTables,
    DeckTables,
    PeopleTables,
    GroupTables,
    StudyGroupTables,
    LabTables,
    LessonTables,
    MatchTables,
    ReportTables,
    DailyTables,
    ExamTables,
    GatewayTables {
  owed_rewrite: { one: number; since: number; serial: number };
}
