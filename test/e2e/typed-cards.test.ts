import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import type { Actor, Reply } from '../../src/preview/driver.ts';
import { drawDrill, findDrill } from '../../src/study/drills/index.ts';
import { drawQuestion, type Question } from '../../src/study/index.ts';
import { ofOurs, oneQuestion } from './one-question.ts';
import { type Stage, startStage } from './stage.ts';

const REPAIR = 'mending-manifests/uid-for-one';
const questions = oneQuestion();
let stage: Stage;
let number = 0;
beforeAll(async () => {
  stage = await startStage({ questions: questions.source });
});
afterAll(() => stage.close());

/** A person of their own, so that no answer counts as practice. */
const somebody = (): Actor => stage.driver.person(`Person${++number}`);

const textOf = (reply: Reply): string => reply.message?.text ?? '';

const LABELS = {
  repair: 'Edit the manifest…',
  fill: 'Fill in the blank…',
  predict: 'Type what it prints…',
} as const;

async function asked(who: Actor, question: Question, command = 'quiz'): Promise<Reply> {
  questions.put(question);
  return who.run(command, {});
}

/** Opens the box of a question and submits a text. */
async function type(who: Actor, card: Reply, kind: keyof typeof LABELS, text: string): Promise<Reply> {
  return who.submit(await who.press(card.message, LABELS[kind]), { typed: text });
}

function right({ mend, blank, predict, kind }: Question): string {
  if (kind === 'fill') return blank ?? '';
  return predict?.prints ?? mend?.solution ?? '';
}

describe('every card that is answered by typing', async () => {
  const decks = await ourDecks();
  const cards = decks.flatMap((deck) => deck.cards).filter(({ kind }) => kind in LABELS);

  test.each(cards.map((card) => [card.key, card] as const))(
    '%s takes its right answer',
    async (_key, card) => {
      const who = somebody();
      const question = drawQuestion(card, 1);
      const shown = await asked(who, question);
      expect(textOf(shown)).toContain(question.prompt);
      await type(who, shown, card.kind as keyof typeof LABELS, right(question));
      expect(textOf(shown)).toContain('✓ Right');
      expect(textOf(shown)).not.toContain('✗');
    },
  );
});

describe('a manifest to mend', () => {
  const question = ofOurs(REPAIR);
  const solution = right(question);

  test('mended at the wrong level is wrong, with what became of whom and the smallest mend beside it', async () => {
    const who = somebody();
    const shown = await asked(who, question);
    await type(who, shown, 'repair', (question.manifest ?? '').replace('runAsUser: 1000', 'runAsUser: 2000'));
    expect(textOf(shown)).toContain('✗ Wrong');
    expect(textOf(shown)).toContain('Container `web` runs as UID 1000');
    expect(textOf(shown)).toContain('runs as UID 2000');
    expect(textOf(shown)).toContain('**The smallest fix**');
    expect(textOf(shown)).toContain('**Yours**');
  });

  test('submitted twice counts once, and what came of the first stays', async () => {
    const who = somebody();
    const shown = await asked(who, question);
    const opened = await who.press(shown.message, LABELS.repair);
    await who.submit(opened, { typed: solution });
    await who.submit(opened, { typed: (question.manifest ?? '').replace('1000', '7') });
    expect(textOf(shown)).toContain('✓ Right');
    expect((await stage.store.stats(who.id, Date.now())).answered).toBe(1);
  });

  test('in /review a right one is Good and a wrong one Again', async () => {
    const [one, two] = [somebody(), somebody()];
    const good = await asked(one, question, 'review');
    await type(one, good, 'repair', solution);
    expect(textOf(good)).toContain('Good');
    const again = await asked(two, question, 'review');
    await type(two, again, 'repair', (question.manifest ?? '').replace('1000', '2000'));
    expect(textOf(again)).toContain('Again');
  });

  test('of the drill is marked in the same way, at every difficulty', async () => {
    const drill = findDrill('drill/repair');
    if (drill === undefined) throw new Error('no drill');
    for (const difficulty of [1, 2, 3, 4, 5] as const) {
      const who = somebody();
      const drawn = drawDrill(drill, 40 + difficulty, difficulty);
      const shown = await asked(who, drawn);
      await type(who, shown, 'repair', right(drawn));
      expect(textOf(shown)).toContain('✓ Right');
    }
  });
});

test('a wrong key in a blank says what it would have done, once, and what belongs there', async () => {
  const question = ofOurs('mending-manifests/fill-fsgroup');
  const who = somebody();
  const wrong = await asked(who, question);
  await type(who, wrong, 'fill', 'runAsGroup');
  expect(textOf(wrong)).toContain('✗ Wrong');
  expect(textOf(wrong)).toContain('> Now: ');
  expect(textOf(wrong)).toContain('`runAsGroup` of container `store` should not have changed');
  expect(textOf(wrong)).not.toContain('`fsGroup` of container `store` should not have changed');
  expect(textOf(wrong)).toContain('**What belongs there:**');
});
