import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deckOf } from '../../src/decks/deck-file.ts';
import { loadDecks } from '../../src/decks/index.ts';
import { nextVersion } from '../../src/decks/next-version.ts';
import type { CardFile, DeckFile } from '../../src/decks/schema.ts';
import { askedOf } from '../../src/study/asked.ts';
import type { Card } from '../../src/study/deck.ts';
import { propertyRuns } from '../property-runs.ts';

type Option = { readonly id?: string; readonly text: string; readonly correct?: true };

function version(before: object, now: object) {
  const [a, b] = [before, now].map((more) => {
    const card = { id: 'c', kind: 'choice', topic: 't', difficulty: 1, prompt: 'Who?', ...more };
    const deck = { id: 'd', title: 'D', description: 'D.', cards: [card as CardFile] } as DeckFile;
    return deckOf(deck).cards[0] as Card;
  });
  if (a === undefined || b === undefined) throw new Error('no card');
  return nextVersion(askedOf(a), askedOf(b));
}

/** Options by their texts; the one with a star is right, and `id: text` has an id. */
function options(...texts: readonly string[]): { readonly options: readonly Option[] } {
  return {
    options: texts.map((each) => {
      const [, star, id, text = ''] = /^(\*?)(?:([a-z]+): )?(.*)$/.exec(each) ?? [];
      return {
        ...(id === undefined ? {} : { id }),
        text,
        ...(star === '*' ? { correct: true } : {}),
      };
    }),
  };
}

describe('a rewording is the same answer', () => {
  test.each([
    ['a full stop', ['*The pod decides', 'The image'], ['*The pod decides.', 'The image']],
    ['another order', ['*pod', 'container', 'image'], ['image', 'container', '*pod']],
    [
      'everything in other words',
      ['*The pod decides', 'The image'],
      ['*It is up to the pod', 'Up to the image'],
    ],
    ['another language, the right one alone', ['*Der Pod', 'x', 'y'], ['*Kapsel', 'x', 'y']],
    ['in Chinese', ['*由容器决定', '由镜像决定'], ['*由容器来决定。', '由镜像决定']],
    ['wrong options that come and go', ['*pod', 'a', 'b'], ['c', '*pod', 'd', 'e']],
    ['ids that are added', ['*pod', 'container'], ['*p: pod', 'c: container']],
    ['ids that are taken away', ['*p: pod', 'c: container'], ['*pod', 'container']],
    ['other ids for the same texts', ['*p: pod', 'c: container'], ['*a: pod', 'b: container']],
    ['a text that becomes another, with its id', ['*p: pod', 'c: container'], ['*p: 2000', 'c: 1000']],
  ])('%s', (_, before, now) => {
    expect(version(options(...before), options(...now)).anew).toBe(false);
  });

  test('of a line that moved', () => {
    const manifest = 'kind: Pod\nspec:\n  securityContext:\n    runAsUser: 1\n';
    const lines = (text: string, right: number, wrong: number) => ({
      kind: 'locate',
      manifest: text,
      options: [{ line: right, correct: true }, { line: wrong }],
    });
    const moved = version(lines(manifest, 4, 3), lines(`# a comment\n${manifest}`, 5, 4));
    expect(moved.anew).toBe(false);
    expect([...moved.ids]).toEqual([
      ['line-4', 'line-5'],
      ['line-3', 'line-4'],
    ]);
    expect(version(lines(manifest, 4, 3), lines(manifest, 3, 4)).anew).toBe(true);
  });
});

describe('another answer is learned anew', () => {
  test.each([
    ['another option is right', ['*pod', 'container'], ['pod', '*container']],
    ['another option is right, all reworded', ['*The pod', 'The node'], ['The pod.', '*The node.']],
    ['another number in its text', ['*UID 2000', 'UID 0'], ['*UID 3000', 'UID 0']],
    ['another field in its text', ['*`runAsUser`', 'a'], ['*`fsGroup`', 'a']],
    ['an option of another id is right', ['*p: pod', 'c: container'], ['*i: image', 'c: container']],
  ])('%s', (_, before, now) => {
    expect(version(options(...before), options(...now)).anew).toBe(true);
  });

  test('one right option more or less of several', () => {
    const multi = (...texts: readonly string[]) => ({ kind: 'multi', ...options(...texts) });
    expect(version(multi('*a', '*b', 'c'), multi('*a', '*b', '*c', 'd')).anew).toBe(true);
    expect(version(multi('*a', '*b', 'c'), multi('*a', 'b', 'c')).anew).toBe(true);
    expect(version(multi('*a', '*b', 'c'), multi('*b', 'd', '*a')).anew).toBe(false);
  });

  test('another number, another kind, a raised revision; a back is wording', () => {
    const number = (answer: number, more = {}) => ({ kind: 'number', answer, ...more });
    const recall = (answer: string, more = {}) => ({ kind: 'recall', answer, ...more });
    expect(version(number(1), number(2)).anew).toBe(true);
    expect(version(number(1), number(1, { revision: 1 })).anew).toBe(false);
    expect(version(number(1), number(1, { revision: 2 })).anew).toBe(true);
    expect(version(recall('1'), number(1)).anew).toBe(true);
    expect(version(recall('1.25'), recall('1.30'))).toMatchObject({ anew: false, guessed: true });
    expect(version(recall('Since 1.25'), recall('since  1.25.'))).toMatchObject({ guessed: false });
  });
});

test('what is only taken for the same answer is told, what an id or the words say is not', () => {
  const guessed = (before: readonly string[], now: readonly string[]) =>
    version(options(...before), options(...now)).guessed;
  expect(guessed(['*The pod decides', 'x'], ['*The container decides', 'x'])).toBe(true);
  expect(guessed(['*The pod decides', 'x'], ['*the pod decides.', 'x'])).toBe(false);
  expect(guessed(['*p: The pod', 'x'], ['*p: It is the pod', 'x'])).toBe(false);
  // An id that was written by an export and stayed while the number was corrected.
  expect(guessed(['*u: UID 2000', 'x'], ['*u: UID 3000', 'x'])).toBe(true);
  expect(guessed(['*pod', 'node'], ['*pod', 'not the node'])).toBe(false);
});

const text = fc.oneof(
  fc.constantFrom('pod', 'The pod', 'container', '2000', 'UID 2000', '由容器决定'),
  fc.string({ minLength: 1 }),
);

const texts = fc.uniqueArray(text, {
  minLength: 2,
  maxLength: 5,
  selector: (each) => each.normalize('NFC').trim().replace(/\s+/g, ' '),
});

test('whatever the texts, an option has one successor at most, and in another order nothing is new', () => {
  fc.assert(
    fc.property(texts, texts, fc.nat(), (before, now, place) => {
      const of = (all: readonly string[], right: string | undefined) => ({
        options: all.map((each) => ({ text: each, ...(each === right ? { correct: true } : {}) })),
      });
      const right = before[place % before.length];
      const { ids } = version(of(before, right), of(now, now[0]));
      expect(new Set(ids.values()).size).toBe(ids.size);
      const turned = version(of(before, right), of(before.toReversed(), right));
      expect(turned).toMatchObject({ anew: false, guessed: false });
      expect(turned.ids.size).toBe(before.length);
    }),
    { numRuns: propertyRuns(300) },
  );
});

test('the ids that follow from texts are never two of a kind', () => {
  fc.assert(
    fc.property(fc.uniqueArray(text, { minLength: 2, maxLength: 5 }), (texts) => {
      const cards = [
        {
          id: 'c',
          kind: 'choice',
          topic: 't',
          difficulty: 1,
          prompt: 'p',
          options: texts.map((each, index) => ({ text: each, correct: index === 0 })),
        },
      ];
      const { decks } = loadDecks([
        { name: 'd.yaml', text: JSON.stringify({ id: 'd', title: 'D', description: 'D', cards }) },
      ]);
      const ids = decks[0]?.cards[0]?.options.map(({ id }) => id) ?? [];
      expect(new Set(ids).size).toBe(ids.length);
    }),
    { numRuns: propertyRuns(300) },
  );
});
