import type { AnswerInput, AskInput } from '../../src/store/store.ts';
import type { AskingCard } from '../../src/study/asked.ts';
import type { Question } from '../../src/study/question.ts';

/** Monday 2026-03-02 12:00 UTC. */
export const NOON = Date.UTC(2026, 2, 2, 12);

export function question(card: string, more: Partial<Question> = {}): Question {
  return {
    card,
    revision: '1',
    seed: 7,
    kind: 'choice',
    deckTitle: 'Security context',
    topic: 'runAsUser',
    difficulty: 2,
    prompt: 'Which UID does the container run as?',
    options: [
      { key: 'A', text: '1000', correct: false, why: 'The container sets its own.' },
      { key: 'B', text: '2000', correct: true, why: 'Container level wins.' },
    ],
    explanation: 'Container level wins, field by field.',
    source: { title: 'Kubernetes', url: 'https://kubernetes.io/' },
    ...more,
  };
}

export function askInput(more: Partial<AskInput> = {}): AskInput {
  return {
    userId: '100000000000000001',
    guildId: '200000000000000001',
    channelId: '300000000000000001',
    question: question('basics/uid'),
    run: { index: 0, count: 1, deck: null, topic: null, shared: false, right: 0, seen: [] },
    now: NOON,
    ...more,
  };
}

export function right(askId: number, more: Partial<AnswerInput> = {}): AnswerInput {
  return {
    askId,
    userId: '100000000000000001',
    answer: { kind: 'options', keys: ['B'] },
    correct: true,
    points: 2,
    now: NOON,
    ...more,
  };
}

/** What a card asks for a number, as `reviseCards` takes note of it. */
export function numberCard(key: string, answer: number): AskingCard {
  return { key, kind: 'number', revision: 1, options: [], answer };
}
