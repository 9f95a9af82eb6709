import type { DailyStore } from './daily/interface.ts';
import type { DeckStore } from './decks/interface.ts';
import type { Rewrite } from './engine/sqlite/rewrites.ts';
import type { ExamStore } from './exams/interface.ts';
import type { GatewayStore } from './gateway/interface.ts';
import type { GroupStore } from './groups/interface.ts';
import type { StudyGroupStore } from './groups/study-group-interface.ts';
import type { LabStore } from './labs/interface.ts';
import type { LessonStore } from './lessons/interface.ts';
import type { MatchStore } from './matches/interface.ts';
import type { MemoryStore } from './memory/interface.ts';
import type { PeopleStore } from './people/interface.ts';
import type { QuestionStore } from './questions/interface.ts';
import type { ReportStore } from './reports/interface.ts';

export type * from './daily/interface.ts';
export type * from './decks/interface.ts';

export type * from './exams/interface.ts';
export type * from './gateway/interface.ts';
export type * from './groups/interface.ts';
export type * from './groups/study-group-interface.ts';
export type * from './labs/interface.ts';
export type * from './lessons/interface.ts';
export type * from './matches/interface.ts';
export type * from './memory/interface.ts';
export type * from './people/interface.ts';
export type * from './questions/interface.ts';
export type * from './reports/interface.ts';

/**
 * What must survive a restart, as use-cases, a folder each. Every method is one transaction.
 * Ids of Discord (snowflakes) are text; times are milliseconds since the epoch and are always passed in.
 */
export interface Store
  extends QuestionStore,
    MemoryStore,
    DeckStore,
    PeopleStore,
    GroupStore,
    StudyGroupStore,
    LabStore,
    LessonStore,
    MatchStore,
    ReportStore,
    DailyStore,
    ExamStore,
    GatewayStore {
  /**
   * Rewrites the database where something was removed for good since the last time: only then no copy of it is left.
   * Meant to be called every minute; it waits for a quiet moment and holds up nobody for long. Throws StoreError
   * `no-room`.
   */
  rewrite(): Promise<Rewrite>;
  close(): Promise<void>;
}
