import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { questionSource } from '../../src/play/library.ts';
import type { Actor } from '../../src/preview/driver.ts';
import { type Stage, startStage } from './stage.ts';

const DECKS = (await ourDecks()).filter(({ id }) => id === 'mending-manifests');
const [deck] = DECKS;
/** Our deck with one card alone, so that it is the one that is asked. */
const only = (id: string) =>
  questionSource(() =>
    deck === undefined ? [] : [{ ...deck, cards: deck.cards.filter((card) => card.id === id) }],
  );
const cardOf = (id: string) => {
  const card = deck?.cards.find((one) => one.id === id);
  if (card === undefined) throw new Error(`no card ${id}`);
  return card;
};

async function staged(id: string): Promise<{ stage: Stage; ada: Actor }> {
  const stage = await startStage({ questions: only(id) });
  return { stage, ada: stage.driver.person('Ada') };
}

describe('a manifest to mend', () => {
  const { manifest = '', solution = '' } = cardOf('explicit-root');
  let stage: Stage;
  let ada: Actor;
  beforeAll(async () => {
    ({ stage, ada } = await staged('explicit-root'));
  });
  afterAll(() => stage.close());

  test('shows its goals, opens a box with the manifest in it, and marks what comes back by its meaning', async () => {
    const asked = await ada.run('quiz', { deck: 'mending-manifests' });
    expect(asked.message?.text).toContain('Goals');
    expect(asked.message?.text).toContain('Container `api` starts');
    const opened = await ada.press(asked.message, 'Edit the manifest…');
    expect(JSON.stringify(opened.interaction.modal)).toContain('runAsUser: 0');
    await ada.submit(opened, { typed: manifest.replace('runAsUser: 0', 'runAsUser: 1000 # not root') });
    // The pod's own value was asked for: a value of the container's own misses that goal.
    expect(asked.message?.text).toContain('✗ Wrong');
    expect(asked.message?.text).toContain('✓ Container `api` starts');
    expect(asked.message?.text).toContain('from the container level');
    expect(asked.message?.text).toContain('The smallest fix');
  });

  test('what is no manifest, and what is unchanged, is told and does not count; what was typed stands there again', async () => {
    const asked = await ada.run('quiz', { deck: 'mending-manifests' });
    const unchanged = await ada.submit(await ada.press(asked.message, 'Edit the manifest…'), {
      typed: manifest,
    });
    expect(unchanged.message?.text).toContain('You have not changed anything');
    const broken = 'no manifest at all';
    const told = await ada.submit(await ada.press(asked.message, 'Edit the manifest…'), { typed: broken });
    expect(told.message?.ephemeral).toBe(true);
    expect(told.message?.text).toContain('does not count as an answer');
    const again = await ada.press(asked.message, 'Edit the manifest…');
    expect(JSON.stringify(again.interaction.modal)).toContain(broken);
    await ada.submit(again, { typed: solution });
    expect(asked.message?.text).toContain('✓ Right');
  });

  test('nobody else’s text is taken', async () => {
    const asked = await ada.run('quiz', { deck: 'mending-manifests', share: true });
    const told = await stage.driver.person('Bob').press(asked.message, 'Edit the manifest…');
    expect(told.message?.text).toContain('only they may answer it');
  });

  test('text of strangers breaks out of nothing and pings nobody', async () => {
    const asked = await ada.run('quiz', { deck: 'mending-manifests' });
    const typed = solution.replace('name: billing', 'name: "```@everyone **bold** <@1>"');
    await ada.submit(await ada.press(asked.message, 'Edit the manifest…'), { typed });
    expect(asked.message?.text).toContain('✗ Wrong');
    expect(asked.message?.raw.mention_everyone).toBe(false);
    expect(asked.message?.raw.mentions).toEqual([]);
    const fences = asked.message?.text.match(/```/g) ?? [];
    expect(fences.length % 2).toBe(0);
  });
});

test('a blank is filled in, in any spelling that means the same', async () => {
  const { stage, ada } = await staged('fill-drop');
  const asked = await ada.run('quiz', { deck: 'mending-manifests' });
  await ada.submit(await ada.press(asked.message, 'Fill in the blank…'), { typed: '[ ALL ]' });
  expect(asked.message?.text).toContain('✓ Right');
  const second = await ada.run('quiz', { deck: 'mending-manifests' });
  await ada.submit(await ada.press(second.message, 'Fill in the blank…'), { typed: 'ALL' });
  expect(second.message?.text).toContain('✗ Wrong');
  expect(second.message?.text).toContain('`drop` is a list, and this is a single value');
  await stage.close();
});

test('a prediction is compared with what the cluster prints', async () => {
  const { stage, ada } = await staged('id-fsgroup');
  const asked = await ada.run('quiz', { deck: 'mending-manifests' });
  const opened = await ada.press(asked.message, 'Type what it prints…');
  await ada.submit(opened, { typed: 'uid=1000 gid=3000 groups=3000,2000' });
  expect(asked.message?.text).toContain('✗ Wrong');
  expect(asked.message?.text).toContain('The groups: you have `3000,2000`, it is `2000,3000,4000`');
  await stage.close();
});
