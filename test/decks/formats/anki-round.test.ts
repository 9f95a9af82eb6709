import { describe, expect, test } from 'vitest';
import { deckOf, fileOf } from '../../../src/decks/deck-file.ts';
import { DECK_DIRECTORY, readDeckFiles } from '../../../src/decks/files.ts';
import { loadDecks, writeDeck } from '../../../src/decks/index.ts';
import { nextVersion } from '../../../src/decks/next-version.ts';
import { askedOf } from '../../../src/study/asked.ts';
import { type Ticked, throughAnki } from './through-anki.ts';

const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));

const DECK = `id: my-levels
title: Levels
description: Which level wins.
after: [users-and-groups]
cards:
  - id: wins
    kind: choice
    topic: two levels
    difficulty: 3
    prompt: Which level wins?
    options:
      - {id: pod, text: pod, why: It is the default.}
      - {id: container, text: container, correct: true, why: It is nearer.}
    explanation: Field by field.
  - id: uid
    kind: number
    topic: two levels
    difficulty: 1
    prompt: Which UID is root?
    answer: 0
    explanation: Always.
  - id: psa
    kind: recall
    topic: standards
    difficulty: 2
    prompt: What is PSA?
    answer: Pod Security Admission
    explanation: Since 1.25.
`;

function load(text: string, name = 'Notes.txt') {
  const { decks: read, problems } = loadDecks([{ name, text }]);
  const errors = problems.filter(({ severity }) => severity === 'error');
  return { deck: read[0], errors: errors.map(({ line, message }) => `${line} ${message}`), problems };
}
const { deck: written } = load(DECK, 'my-levels.yaml');
if (written === undefined) throw new RangeError('the deck of this test has a fault');
/** With its options in the order in which they are written out. */
const mine = deckOf(fileOf(written));
const exported = writeDeck(mine, 'anki');

describe('a deck that went through Anki lost its kinds and was learned anew', () => {
  test.each<readonly [string, Ticked]>([
    ['everything ticked', {}],
    ['no unique identifier', { guid: false }],
    ['no note type and no deck', { notetype: false, deck: false }],
    ['HTML alone', { guid: false, notetype: false, deck: false, tags: false }],
    ['no lines with # (Anki before 2.1.55)', { guid: false, notetype: false, deck: false, headers: false }],
    [
      'no lines with #, and no tags',
      { guid: false, notetype: false, deck: false, tags: false, headers: false },
    ],
  ])('with %s every deck of ours comes back as the same deck', (_what, ticked) => {
    for (const deck of [...decks, mine]) {
      const { deck: again, errors } = load(throughAnki(writeDeck(deck, 'anki'), ticked));
      expect(errors).toEqual([]);
      expect(again).toEqual(deck);
    }
  });

  test('without HTML nothing of a card is left but its words: that is refused, with what to tick', () => {
    const { deck, errors } = load(throughAnki(exported, { html: false }));
    expect(deck).toBeUndefined();
    expect(errors).toEqual(
      ['choice', 'number', 'recall'].map(
        (kind, index) =>
          `${index + 7} this note came from Podium, and without its HTML it is no card of the kind ${kind} any more: in Anki, export again with "Include HTML and media references"`,
      ),
    );
    expect(load(throughAnki(exported, { html: false, tags: false })).errors).toHaveLength(3);
    expect(load(throughAnki(exported, { html: false, guid: false })).errors).toHaveLength(3);
  });

  test('a question reworded in Anki, and the answer of a plain card, are taken over', () => {
    const edited = throughAnki(exported)
      .replace('Which level wins?', 'Which <b>level</b> decides?')
      .replace('Pod Security Admission', 'The admission plug-in of Pod Security');
    const { deck, errors } = load(edited);
    expect(errors).toEqual([]);
    expect(deck?.cards.map(({ id, kind, prompt }) => [id, kind, prompt])).toEqual([
      ['wins', 'choice', 'Which **level** decides?'],
      ['uid', 'number', 'Which UID is root?'],
      ['psa', 'recall', 'What is PSA?'],
    ]);
    expect(deck?.cards[2]).toMatchObject({
      answer: 'The admission plug-in of Pod Security',
      explanation: 'Since 1.25.',
    });
    expect(deck?.cards[0]?.options).toEqual(mine.cards[0]?.options);
  });

  test('what a card cannot follow is refused with the way out, never left out without a word', () => {
    const notes = throughAnki(exported);
    const options = load(notes.replace(/(\d\. )container/, '$1the container')).errors;
    expect(options).toEqual([
      expect.stringMatching(/^7 the manifest or the options of this note was changed in Anki/),
    ]);
    const back = load(notes.replace('Field by field.', 'Always the nearest.')).errors;
    expect(back).toEqual([expect.stringMatching(/^7 the back of this note was changed in Anki/)]);
    const damaged = load(notes.replace(/podium:.{20}/, 'podium:')).errors;
    expect(damaged).toEqual([
      expect.stringMatching(/^7 this note came from Podium, and the card hidden in it is damaged/),
    ]);
  });

  test('what Anki’s editor does to HTML is no change', () => {
    const { errors, deck } = load(
      throughAnki(exported).replaceAll('<br><br>', '<div><br></div>').replaceAll('UID', 'UI&#68;'),
    );
    expect(errors).toEqual([]);
    expect(deck).toEqual(mine);
  });

  test('a note of one’s own among them is a card like any other', () => {
    const own = `${throughAnki(exported)}a1b2c3\tBasic\tLevels\tWhat is <i>GID</i>?\ta group\tleech podium_words\n`;
    const { deck, errors } = load(own);
    expect(errors).toEqual([]);
    expect(deck).toMatchObject({
      id: 'my-levels',
      cards: [{}, {}, {}, { kind: 'recall', topic: 'podium words' }],
    });
  });

  test('a deck exported before, whose notes carry no card, keeps kinds, ids and answers as far as they show', () => {
    const before = throughAnki(exported)
      .replace(/<!--.*?-->/g, '')
      .replaceAll(/podium::\w+ ?/g, '');
    const { deck, errors, problems } = load(before);
    expect(errors).toEqual([]);
    expect(deck?.id).toBe('my-levels');
    for (const [index, card] of (deck?.cards ?? []).entries()) {
      const was = mine.cards[index];
      if (was === undefined) throw new RangeError('a card too many');
      expect([card.id, card.kind]).toEqual([was.id, was.kind]);
      expect(nextVersion(askedOf(was), askedOf(card)).anew).toBe(false);
    }
    expect(problems.filter(({ code }) => code === 'rebuilt')).toHaveLength(2);
  });
});
