import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, type Seen, upload } from '../../src/preview/driver.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { type Stage, startStage } from './stage.ts';

interface Written {
  readonly id: string;
  readonly prompt?: string;
  readonly right?: 'root' | 'postgres';
}

/** A deck of choices; each card has its id in its prompt. */
function deckText(id: string, cards: readonly Written[]): string {
  const written = cards.map(
    ({ id: card, prompt = `Which user runs ${card}?`, right = 'postgres' }) => `  - id: ${card}
    kind: choice
    topic: pods
    difficulty: 2
    prompt: ${prompt}
    options:
      - {text: postgres, ${right === 'postgres' ? 'correct: true, ' : ''}why: It is in the manifest.}
      - {text: root, ${right === 'root' ? 'correct: true, ' : ''}why: We took care of that.}
    explanation: The database has a user of its own.
    source: {title: Our wiki, url: "https://example.com/wiki"}
`,
  );
  return `id: ${id}\ntitle: Deck ${id}\ndescription: What we run.\ncards:\n${written.join('')}`;
}

const THREE: readonly Written[] = [{ id: 'one' }, { id: 'two' }, { id: 'three' }];
const WITHOUT: readonly Written[] = [
  { id: 'one', right: 'root' },
  { id: 'two', prompt: 'Who runs two?' },
  { id: 'new' },
];

let stage: Stage;
let ada: Actor;
beforeAll(async () => {
  stage = await startStage();
  ada = stage.driver.person('Ada');
});
afterAll(() => stage.close());

async function imports(id: string, cards: readonly Written[], who = ada): Promise<Seen | null> {
  return (await who.run('deck import', { file: upload(`${id}.yaml`, deckText(id, cards)) })).message;
}

async function cardsOf(id: string): Promise<readonly string[]> {
  const deck = await stage.store.serverDeck(ada.place.guild?.id ?? '', id);
  return deck?.cards.map(({ id: card }) => card) ?? [];
}

const labels = (message: Seen | null) => message?.buttons.map(({ label }) => label);

describe('/deck import of a deck that is there', () => {
  test('says what would go and change and who is learning it, and changes nothing until Replace', async () => {
    await imports('asks', THREE);
    for (const name of ['Bea', 'Cy']) {
      const learner = stage.driver.person(name);
      const { message } = await learner.run('quiz', { deck: 'Deck asks', count: 3 });
      for (const last of [false, false, true]) {
        await learner.press(message, 'A');
        if (!last) await learner.press(message, 'Next');
      }
    }
    const message = await imports('asks', WITHOUT);
    expect(message?.text).toContain('**Nothing has changed yet.**');
    expect(message?.text).toContain(
      '- **1 card would go**: “Which user runs three?”. 2 people have it in `/review`; what they know is kept in case it comes back.',
    );
    expect(message?.text).toContain(
      '- **1 card would have another right answer**: “Which user runs one?”. 2 people would learn it again.',
    );
    expect(message?.text).toContain(
      '- **1 card would read differently and keep its schedule**: “Which user runs two?”.',
    );
    expect(message?.text).toContain('- 1 card would be new.');
    const changes = message?.file('changes.diff') ?? '';
    expect(changes).toContain('@@ three: would go @@\n- id: three\n');
    expect(changes).toContain('- prompt: Which user runs two?\n+ prompt: Who runs two?');
    expect(await cardsOf('asks')).toEqual(['one', 'two', 'three']);
    await ada.press(message, 'Replace');
    expect(message?.text).toContain(
      'Imported: Deck asks** · 3 cards (1 new, 1 kept with its schedule, 1 with a different right answer, to be learned again, 1 gone)',
    );
    expect(await cardsOf('asks')).toEqual(['one', 'two', 'new']);
  });

  test('asks nothing where cards only come, or stay as they are in another order', async () => {
    await imports('grows', THREE);
    expect((await imports('grows', [...THREE, { id: 'four' }]))?.text).toContain('4 cards (1 new, 3 kept');
    expect((await imports('grows', [...THREE, { id: 'four' }].toReversed()))?.text).toContain('4 kept');
  });

  test('a short list of changes stands on the message itself', async () => {
    await imports('short', THREE);
    const message = await imports('short', [
      ...THREE.slice(0, 2),
      { id: 'three', prompt: 'Who runs three?' },
    ]);
    expect(message?.text).toContain('```diff\n@@ three: reads differently @@');
    expect(message?.files).toEqual([]);
    await ada.press(message, 'Cancel');
    expect(message?.text).toContain('Cancelled: the deck stays as it was.');
    expect(await cardsOf('short')).toEqual(['one', 'two', 'three']);
  });

  test('a second one makes the first void, and both say so; so does removing the deck', async () => {
    await imports('twice', THREE);
    const first = await imports('twice', [{ id: 'one' }]);
    const second = await imports('twice', [{ id: 'two' }]);
    expect(second?.text).toContain('Your earlier import of this deck, which waited here, is void now.');
    const pressed = await ada.press(first, 'Replace');
    expect(pressed.message?.text).toContain('This import is void');
    expect(await cardsOf('twice')).toEqual(['one', 'two', 'three']);
    const third = await imports('twice', THREE);
    expect(third?.text).toContain('Imported: Deck twice');
    expect(third?.text).toContain(
      'Your earlier import of this deck, which waited for a decision, is void now.',
    );
    const last = await imports('twice', [{ id: 'three' }]);
    const asked = await ada.run('deck remove', { deck: 'Deck twice' });
    await ada.press(asked.message, 'Remove it');
    expect((await ada.press(last, 'Replace')).message?.text).toContain('imported once more or removed');
    expect(await cardsOf('twice')).toEqual([]);
  });

  test('waits for a day: then the deck is as it was, and the file is forgotten', async () => {
    await imports('waits', THREE);
    const message = await imports('waits', [{ id: 'one' }]);
    stage.advance(DAY + 1000);
    expect((await ada.press(message, 'Replace')).message?.text).toContain('waited for a day');
    expect(await stage.store.sweepImports(Date.now() + DAY + 1000)).toBeGreaterThan(0);
    expect((await ada.press(message, 'Replace')).message?.text).toContain('waited for a day');
    stage.advance(-DAY - 1000);
    expect(await cardsOf('waits')).toEqual(['one', 'two', 'three']);
  });

  test('is decided once, and by the one who imported, as long as they may manage the server', async () => {
    await imports('whose', THREE);
    const message = await imports('whose', [{ id: 'one' }]);
    const id = message?.buttons.find(({ label }) => label === 'Replace')?.customId ?? '';
    const eve = stage.driver.person('Eve', { admin: true });
    for (const what of [id, id.replace('replace', 'cancel')]) {
      const shown = await eve.run('help');
      const raw = shown.message?.stored.message as { components: unknown };
      const forged = { type: 2, id: 2, style: 2, label: 'Forged', custom_id: what };
      raw.components = [{ type: 1, id: 1, components: [forged] }];
      const { message: told } = await eve.press(shown.message, 'Forged');
      expect(told?.text).toContain('Only the person who imported that file');
    }
    ada.person.admin = false;
    expect((await ada.press(message, 'Replace')).message?.text).toContain('"Manage Server"');
    ada.person.admin = true;
    expect(await cardsOf('whose')).toEqual(['one', 'two', 'three']);
    expect(labels(message)).toEqual(['Replace', 'Cancel']);
    const gone = await ada.press(message, 'Replace');
    expect(gone.message?.text).toContain('2 gone');
    await expect(
      stage.store.replaceDeck({
        id: Number(id.split(':').at(-1)),
        guildId: ada.place.guild?.id ?? '',
        userId: ada.id,
        now: Date.now(),
      }),
    ).rejects.toMatchObject({ message: 'This import has been carried out already.' });
  });

  test('the largest deck that would change whole does not hold up anybody, and its list fits', async () => {
    const many = (prompt: string) =>
      Array.from({ length: 1000 }, (_, index) => ({ id: `card-${index}`, prompt: `${prompt} ${index}?` }));
    await imports('many', many('Who runs'));
    const importing = imports('many', many('Which user runs'));
    const others = await Promise.all(
      Array.from({ length: 5 }, () => stage.driver.person('Bea').run('field', { name: 'fsGroup' })),
    );
    expect(Math.max(...others.map(({ ackMs }) => ackMs ?? Number.POSITIVE_INFINITY))).toBeLessThan(3000);
    const message = await importing;
    expect(message?.text).toContain('**1000 cards would read differently and keep their schedules**');
    expect(message?.file('changes.diff')).toContain('@@ and 700 cards more @@');
    await ada.press(message, 'Cancel');
  });
});

test('nothing of it was logged as trouble', () => {
  expect(stage.logged.filter(({ level }) => Number(level) >= 40)).toEqual([]);
});
