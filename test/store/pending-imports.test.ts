import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { deckOf } from '../../src/decks/deck-file.ts';
import { openStore } from '../../src/store/index.ts';
import type { Deck } from '../../src/study/deck.ts';
import { NOON, tempFolder } from './fixtures.ts';

const ME = '100000000000000001';
const GUILD = '200000000000000001';

function deck(ids: readonly string[], answer = 'That, which nobody else is to read.'): Deck {
  const cards = ids.map((id) => ({
    id,
    kind: 'recall' as const,
    topic: 't',
    difficulty: 1 as const,
    prompt: `What is ${id}?`,
    answer,
  }));
  return deckOf({ id: 'ours', title: 'Ours', description: '', cards });
}

test('an import that waits survives a restart, its remarks too, and its deck is gone once it is decided', async () => {
  const path = join(tempFolder(), 'podium.db');
  const before = await openStore({ path });
  await before.importDeck(GUILD, deck(['a', 'b']), NOON);
  const remark = {
    severity: 'warning',
    code: 'no-source',
    file: 'ours.yaml',
    line: 3,
    column: 1,
    message: 'card "a" has no source',
    path: 'cards[0]',
    excerpt: '',
    length: 1,
  } as const;
  const input = { guildId: GUILD, userId: ME, deck: deck(['a']), remarks: [remark], now: NOON };
  const proposed = await before.proposeImport(input);
  if (proposed.kind !== 'asked') throw new Error('it was not asked');
  expect(proposed.loss).toMatchObject({ title: 'Ours', added: 0, same: 1, changed: [] });
  expect(proposed.loss.dropped.map(({ id }) => id)).toEqual(['b']);
  await before.close();

  const store = await openStore({ path });
  const decision = { id: proposed.id, guildId: GUILD, userId: ME, now: NOON + 1 };
  await expect(store.replaceDeck({ ...decision, guildId: '3' })).rejects.toMatchObject({
    code: 'not-possible',
  });
  await expect(store.replaceDeck({ ...decision, userId: '3' })).rejects.toMatchObject({ code: 'not-yours' });
  // Pressed twice at once, it is carried out once.
  const both = await Promise.allSettled([store.replaceDeck(decision), store.replaceDeck(decision)]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(both[0]).toMatchObject({ value: { remarks: [remark], result: { removed: 1, kept: 1 } } });
  await store.close();
  const db = new Database(path, { readonly: true });
  expect(db.prepare('SELECT state, body FROM pending_imports').all()).toEqual([
    { state: 'replaced', body: null },
  ]);
  db.close();
});
