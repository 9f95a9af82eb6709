import type { Actor } from '../../src/preview/driver.ts';
import type { Store } from '../../src/store/store.ts';
import type { Deck } from '../../src/study/deck.ts';
import { drawQuestion } from '../../src/study/index.ts';
import { DAY } from '../../src/study/schedule/day.ts';

/** Answers the first cards of a topic, as they are in these decks, right and so many days ago, through the store. */
export async function knows(
  store: Store,
  decks: readonly Deck[],
  person: Actor,
  topic: string,
  ago: number,
): Promise<void> {
  const cards = decks.flatMap((deck) => deck.cards).filter((card) => card.topic === topic);
  for (const card of cards.slice(0, 3)) {
    const now = Date.now() - ago * DAY;
    const run = { index: 0, count: 1, deck: null, topic: null, shared: false, right: 0, seen: [] };
    const question = drawQuestion(card, 1);
    const { id: askId } = await store.ask({
      userId: person.id,
      guildId: person.place.guild?.id ?? null,
      channelId: person.place.id,
      question,
      run,
      now,
    });
    const keys = (question.options ?? []).filter(({ correct }) => correct).map(({ key }) => key);
    const answer = { kind: 'options', keys } as const;
    await store.recordAnswer({ askId, userId: person.id, answer, correct: true, points: 1, now });
  }
}
