import type { CardFilter, QuestionSource } from '../../src/play/library.ts';
import { takesCard } from '../../src/play/matching.ts';
import type { Question } from '../../src/study/question.ts';

const common = {
  revision: '1',
  difficulty: 2,
  explanation: 'Container level wins, field by field.',
  source: { title: 'Configure a security context', url: 'https://kubernetes.io/docs/' },
} as const;

const manifest = ['apiVersion: v1', 'kind: Pod', 'spec:', '  securityContext:', '    runAsUser: 1000'].join(
  '\n',
);

/** One card of every kind, each alone in its topic, in two decks. */
export const fixtureCards: readonly Omit<Question, 'seed'>[] = [
  {
    ...common,
    card: 'first/choice',
    kind: 'choice',
    deckTitle: 'First deck',
    topic: 'choice',
    prompt: 'Which UID does the container run as?',
    manifest,
    options: [
      { key: 'A', text: '1000', correct: false, why: 'The pod gives way to the container.' },
      { key: 'B', text: '2000', correct: true, why: 'The container sets it.' },
      { key: 'C', text: '0', correct: false, why: 'Nothing asks for root.' },
    ],
  },
  {
    ...common,
    card: 'first/multi',
    kind: 'multi',
    deckTitle: 'First deck',
    topic: 'multi',
    prompt: 'Which fields stand at both levels?',
    options: [
      { key: 'A', text: 'runAsUser', correct: true, why: 'Both levels have it.' },
      { key: 'B', text: 'fsGroup', correct: false, why: 'Only a pod has volumes to own.' },
      { key: 'C', text: 'runAsGroup', correct: true, why: 'Both levels have it, too.' },
    ],
  },
  {
    ...common,
    card: 'first/number',
    kind: 'number',
    deckTitle: 'First deck',
    topic: 'number',
    prompt: 'As which UID does it run?',
    manifest,
    number: 1000,
  },
  {
    ...common,
    card: 'second/recall',
    kind: 'recall',
    deckTitle: 'Second deck',
    topic: 'recall',
    prompt: 'What does fsGroup own?',
    answer: 'The volumes of the pod.',
  },
  {
    ...common,
    card: 'second/locate',
    kind: 'locate',
    deckTitle: 'Second deck',
    topic: 'locate',
    prompt: 'Which line sets the UID?',
    manifest,
    options: [
      { key: '4', text: '  securityContext:', correct: false, why: 'It only opens the section.' },
      { key: '5', text: '    runAsUser: 1000', correct: true, why: 'The UID stands here.' },
    ],
  },
];

function matching(filter: CardFilter, seen: readonly string[]): readonly Omit<Question, 'seed'>[] {
  const { deck, topic } = filter;
  return fixtureCards.filter(
    ({ card, topic: its, difficulty, kind }) =>
      (deck === null || card.startsWith(`${deck}/`)) &&
      (topic === null || topic === its) &&
      takesCard(filter, { key: card, topic: its, difficulty, kind }) &&
      !seen.includes(card),
  );
}

/** The decks above as /quiz needs them. */
export const fixtureSource: QuestionSource = {
  whole: [],
  decks: [
    { id: 'first', title: 'First deck', topics: ['choice', 'multi', 'number'] },
    { id: 'second', title: 'Second deck', topics: ['recall', 'locate'] },
  ],
  count: (filter) => matching(filter, []).length,
  draw(filter, seen, seed) {
    const cards = matching(filter, seen);
    const card = cards[seed % Math.max(1, cards.length)];
    return card === undefined ? undefined : { ...card, seed };
  },
  pool: (filter) => matching(filter, []).map(({ card }) => ({ card })),
  drawCard(key, seed) {
    const card = fixtureCards.find((each) => each.card === key);
    return card === undefined ? undefined : { ...card, seed };
  },
};
