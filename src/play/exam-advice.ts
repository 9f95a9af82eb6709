import type { ExamItem } from '../store/store.ts';
import { topicNamed } from '../study/topics.ts';
import type { ExamPlay } from './exams.ts';
import { labOfCard } from './labs-card.ts';
import type { LessonSource } from './lessons-source.ts';

/** What to do next about what was missed. */
export interface Advice {
  /** Titles of a lesson and a lab; null where none is about it. */
  readonly lesson: string | null;
  readonly lab: string | null;
}

/** Keys of the cards that were missed or left out, labs not among them. */
export function missedCards(items: readonly ExamItem[]): readonly string[] {
  return items
    .filter(({ correct, dropped }) => correct === false && dropped === null)
    .map(({ question }) => question.card)
    .filter((card) => labOfCard(card) === undefined);
}

/** For each section the lesson that asks most about the topics missed there, and a lab about one of them. */
export function adviceOf(
  play: Pick<ExamPlay, 'labs' | 'questions'> & { readonly lessons: LessonSource },
  items: readonly ExamItem[],
  section: number,
): Advice | null {
  const missed = items.filter((item) => item.section === section && item.correct === false);
  if (missed.length === 0) return null;
  const topics = new Set(missed.map(({ question }) => question.topic.toLowerCase()));
  const about = (topic: string | undefined): boolean =>
    topic !== undefined && topicNamed(topic) !== undefined && topics.has(topic.toLowerCase());
  const cards = new Map(
    play.questions.whole.flatMap((deck) => deck.cards.map(({ key, topic }) => [key, topic])),
  );
  const lessons = play.lessons.all
    .map((lesson) => ({
      title: lesson.title,
      asks: lesson.steps.filter(({ question }) => question !== undefined && about(cards.get(question)))
        .length,
    }))
    .filter(({ asks }) => asks > 0)
    .toSorted((a, b) => b.asks - a.asks);
  const lab = play.labs.all.find(({ topic, kind }) => kind !== 'task' && about(topic));
  return { lesson: lessons[0]?.title ?? null, lab: lab?.title ?? null };
}
