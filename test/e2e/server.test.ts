import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deckSelect } from '../../src/discord/server/deck-select.ts';
import { type Actor, NotPossible, type Reply, type Seen, upload } from '../../src/preview/driver.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let ada: Actor;
let bob: Actor;
beforeEach(async () => {
  stage = await startStage();
  ada = stage.driver.person('Ada');
  bob = stage.driver.person('Bob');
});
afterEach(() => stage.close());

const DECK = `id: ours
title: Our deck
description: What we ask.
cards:
  - id: a
    kind: choice
    topic: levels
    difficulty: 1
    explanation: The pod says so.
    prompt: Which UID?
    options:
      - text: "1000"
        correct: true
      - text: "2000"
`;

function shown(reply: Reply): Seen {
  if (reply.message === null) throw new Error('no message');
  return reply.message;
}

async function settings(): Promise<Seen> {
  return shown(await ada.run('server'));
}

const channelSelect = /^server:channels/;
const roleSelect = /^server:role/;

/** What somebody is told who tries to open a match there. */
async function tried(person: Actor): Promise<string> {
  const { message } = await person.run('match', { rounds: 3, topic: 'choice' });
  return message?.text ?? '';
}
/** The fixtures have one card a topic: this far a match comes that may be opened. */
const ALLOWED = 'A match needs at least 3 cards';

describe('/server', () => {
  test('is for who may manage the server, its buttons too', async () => {
    expect(() => bob.run('server')).toThrow(NotPossible);
    const card = await settings();
    expect(card.ephemeral).toBe(true);
    // Somebody who may no longer manage the server still has the message.
    ada.person.admin = false;
    const told = await ada.choose(card, channelSelect, ada.place.id);
    expect(told.message?.text).toContain('Only people who manage this server');
    expect((await stage.store.serverSettings(stage.preview.guildId)).matchChannels).toEqual([]);
  });

  test('says what holds where nothing was set, and names only commands that there are', async () => {
    const { text } = await settings();
    expect(text).toContain('**Default deck**: none: questions come from every deck.');
    expect(text).toContain('**Matches**: may run in every channel.');
    expect(text).toContain('**Who imports, orders and removes decks**: only people who manage this server.');
    const offered = ada.commands().map(({ name }) => name);
    const named = [...text.matchAll(/`\/(\w+)/g)].map(([, name]) => name);
    expect(named.filter((name) => !offered.includes(name ?? ''))).toEqual([]);
  });

  test('lets matches run in the channels that were chosen and in threads below, and says elsewhere where', async () => {
    const lounge = stage.driver.channel('lounge');
    const card = await settings();
    await ada.choose(card, channelSelect, lounge.id);
    expect(card.text).toContain(`**Saved.** **Matches**: may run only in <#${lounge.id}>`);
    expect(card.selects.find(({ custom_id }) => channelSelect.test(custom_id ?? ''))?.default_values).toEqual(
      [{ id: lounge.id, type: 'channel' }],
    );
    expect(await tried(bob)).toContain(`In this server matches run only in <#${lounge.id}>.`);
    expect(await tried(bob.at(lounge))).toContain(ALLOWED);
    expect(await tried(bob.at(stage.driver.thread(lounge, 'evening')))).toContain(ALLOWED);
    expect(await tried(bob.at(stage.driver.thread(stage.driver.world.home, 'other')))).toContain(
      'matches run only',
    );
    await ada.press(card, 'Matches everywhere');
    expect(card.text).toContain('**Saved.** **Matches**: may run in every channel.');
    expect(await tried(bob)).toContain(ALLOWED);
  });

  test('does not count a channel that is gone, and opens nothing by itself when all are', async () => {
    const [one, two] = [stage.driver.channel('one'), stage.driver.channel('two')];
    await ada.choose(await settings(), channelSelect, one.id, two.id);
    stage.driver.removeChannel(one);
    const half = await settings();
    expect(half.text).toContain(
      `may run only in <#${two.id}>, threads included. One channel you had chosen is gone`,
    );
    expect(await tried(bob.at(two))).toContain(ALLOWED);
    stage.driver.removeChannel(two);
    expect(await tried(bob)).toContain('Matches may run nowhere in this server now');
    const none = await settings();
    expect(none.text).toContain('run nowhere now, because every channel you had chosen is gone');
    await ada.press(none, 'Matches everywhere');
    expect(await tried(bob)).toContain(ALLOWED);
  });

  test('gives the decks into the hands of a role, and takes them away with it', async () => {
    const editors = stage.driver.role('Editors');
    const file = upload('ours.yaml', DECK);
    expect(shown(await bob.run('deck import', { file })).text).toContain('permission "Manage Server"');
    const card = await settings();
    await ada.choose(card, roleSelect, editors.id);
    expect(card.text).toContain(
      `**Saved.** **Who imports, orders and removes decks**: people with <@&${editors.id}>`,
    );
    expect(shown(await bob.run('deck import', { file })).text).toContain(
      `or have the role <@&${editors.id}>`,
    );
    stage.driver.person('Bob', { roles: [editors.id] });
    expect(shown(await bob.run('deck import', { file })).text).toContain('Our deck');
    stage.driver.removeRole(editors);
    expect(shown(await bob.run('deck order', { deck: 'ours', place: 1 })).text).toContain(
      'Only people who manage',
    );
    expect((await settings()).text).toContain(
      'only people who manage this server: the role you had chosen is gone.',
    );
    const told = await ada.choose(card, roleSelect, stage.preview.guildId);
    expect(told.message?.text).toContain('With @everyone, anybody here could remove');
    await ada.choose(card, roleSelect);
    expect((await stage.store.serverSettings(stage.preview.guildId)).deckRole).toBeNull();
  });

  test('asks from the default deck where nobody names a deck or a topic, and from every deck once it is gone', async () => {
    await ada.run('deck import', { file: upload('ours.yaml', DECK) });
    const id = `${stage.preview.guildId}.ours`;
    const card = await settings();
    await ada.choose(card, /^server:default-deck/, id);
    expect(card.text).toContain('**Saved.** **Default deck**: **Our deck**.');
    for (let round = 0; round < 4; round += 1)
      expect(shown(await bob.run('quiz')).text).toContain('Our deck');
    expect(shown(await bob.run('quiz', { topic: 'number' })).text).toContain('First deck');
    expect(shown(await bob.run('quiz', { deck: 'Second deck' })).text).toContain('Second deck');
    // Nothing of this kind is in the default deck.
    expect(shown(await bob.run('quiz', { kind: 'locate' })).text).toContain('Second deck');
    await stage.store.removeDeck(stage.preview.guildId, 'ours');
    expect(shown(await bob.run('quiz')).text).toMatch(/First deck|Second deck/);
    const gone = await settings();
    expect(gone.text).toContain('none: the deck you had chosen is gone');
    const told = await ada.choose(card, /^server:default-deck/, id);
    expect(told.message?.text).toContain('That deck was removed a moment ago');
    await ada.choose(gone, /^server:default-deck/, '*');
    expect((await stage.store.serverSettings(stage.preview.guildId)).defaultDeck).toBeNull();
  });

  test('puts decks first, one after the other, and back in their usual order', async () => {
    const card = await settings();
    await ada.choose(card, /^server:first-deck/, 'first');
    await ada.choose(card, /^server:first-deck/, 'second');
    expect(card.text).toContain('come from **Second deck**, then **First deck** first');
    expect(shown(await bob.run('deck order')).text).toContain('1. **Second deck**\n2. **First deck**');
    await ada.press(card, 'Usual order of decks');
    expect(card.text).toContain('by turns from this server’s own decks and along the course');
    expect(card.buttons).toEqual([]);
  });

  test('shows more than 25 decks page by page', () => {
    const all = Array.from({ length: 30 }, (_, n) => ({ id: `deck-${n}`, title: `Deck ${n}`, topics: [] }));
    const pages = [0, 1, 2].map((page) =>
      deckSelect((at) => `x:y:${at}`, page, all, { placeholder: 'p', chosen: null }),
    );
    expect(pages.every(({ options }) => options.length <= 25)).toBe(true);
    const values = new Set(pages.slice(0, 2).flatMap(({ options }) => options.map(({ value }) => value)));
    expect(all.filter(({ id }) => !values.has(id))).toEqual([]);
    // The page after the last is the first again.
    expect(pages[2]).toEqual(pages[0]);
  });
});
