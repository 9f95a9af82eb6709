import type { Card } from '../study/deck.ts';
import type { Drill } from '../study/index.ts';
import { type Exam, TOPICS, topicNamed } from '../study/topics.ts';
import type { CardFilter } from './library.ts';

/** Whether a card fits a filter in all but its deck and topic, by which it was found. */
export function takesCard(
  { difficulty, exam, kind, only }: CardFilter,
  card: Pick<Card, 'key' | 'difficulty' | 'kind' | 'topic'>,
): boolean {
  return (
    (difficulty === undefined || card.difficulty === difficulty) &&
    (kind === undefined || card.kind === kind) &&
    asksFor(exam, card.topic) &&
    (only === undefined || only.includes(card.key))
  );
}

/** The same for a drill, which draws at every difficulty that it has; `key` is its card's. */
export function takesDrill(
  { difficulty, exam, kind, only }: CardFilter,
  { topic, difficulties }: Drill,
  key: string,
): boolean {
  return (
    (difficulty === undefined || difficulties?.includes(difficulty) !== false) &&
    (kind === undefined || kind === 'drill') &&
    asksFor(exam, topic) &&
    (only === undefined || only.includes(key))
  );
}

/** Whether a filter asks for more than a deck or a topic, which the store itself finds cards by. */
export function isNarrowed({ difficulty, exam, kind, only }: CardFilter): boolean {
  return [difficulty, exam, kind, only].some((each) => each !== undefined);
}

/** The names of the topics that an exam asks about. */
export function topicsOfExam(exam: Exam): readonly string[] {
  return TOPICS.filter(({ exams }) => exams.includes(exam)).map(({ name }) => name);
}

/** Names of topics in the order of the course, those of others after them by the alphabet; each once. */
export function inCourseOrder(topics: readonly string[]): readonly string[] {
  const place = new Map(TOPICS.map(({ name }, index) => [name.toLowerCase(), index]));
  const placeOf = (topic: string): number => place.get(topic.toLowerCase()) ?? TOPICS.length;
  return [...new Set(topics)].sort((a, b) => placeOf(a) - placeOf(b) || a.localeCompare(b, 'en'));
}

function asksFor(exam: Exam | undefined, topic: string): boolean {
  return exam === undefined || topicNamed(topic)?.exams.includes(exam) === true;
}
