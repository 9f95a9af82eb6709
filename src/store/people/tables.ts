import type { Generated } from 'kysely';

export interface PeopleTables {
  days: DaysTable;
  topics: Counters & { user_id: string; topic: string };
}

export interface Counters {
  points: number;
  answered: number;
  correct: number;
}

interface DaysTable extends Counters {
  user_id: string;
  day: number;
  introduced: Generated<number>;
  recalled: Generated<number>;
  forgotten: Generated<number>;
}
