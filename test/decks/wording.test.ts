import { expect, test } from 'vitest';
import { loadDecks } from '../../src/decks/index.ts';
import { remarksOn, remarksOnFamilies } from '../../src/decks/wording.ts';
import type { Card } from '../../src/study/index.ts';

function card(prompt: string, options: readonly string[]): Card {
  const text = `id: d\ntitle: D\ndescription: D.\ncards:\n  - id: c\n    kind: choice\n    topic: t\n    difficulty: 1\n    prompt: ${JSON.stringify(prompt)}\n    options:\n${options
    .map((each, index) => `      - {text: ${JSON.stringify(each)}, correct: ${index === 0}, why: w}\n`)
    .join('')}    explanation: e\n    source: {title: t, url: "https://kubernetes.io/"}\n`;
  const found = loadDecks([{ name: 'd.yaml', text }]).decks[0]?.cards[0];
  if (found === undefined) throw new Error('the test deck is not valid');
  return found;
}

test.each([
  ['Which field is NOT allowed here?', 'negative'],
  ['All of these work EXCEPT one. Name it.', 'negative'],
  ["Which of the fields doesn't exist?", 'negative'],
])('%s is a negative question', (prompt, code) => {
  expect(remarksOn(card(prompt, ['aa', 'bb'])).map((each) => each.code)).toEqual([code]);
});

test.each(['Why does the kubelet not start it?', 'Which field is missing?', 'What does a note say?'])(
  '%s is no negative question',
  (prompt) => {
    expect(remarksOn(card(prompt, ['aa', 'bb']))).toEqual([]);
  },
);

test.each(['All of the above', 'none of these', 'Both A and C'])('the option %s is refused', (option) => {
  expect(remarksOn(card('Which?', ['something', option])).map((each) => each.code)).toContain(
    'all-of-the-above',
  );
});

function severities(card: Card): readonly string[] {
  return remarksOn(card).map(({ severity, code }) => `${severity} ${code}`);
}

test('options that differ only in spaces are the same; the spelling of a name may be what is asked', () => {
  expect(severities(card('Which?', ['UID 0', 'UID  0 ']))).toEqual(['error same-option']);
  expect(severities(card('How is it spelt?', ['fsGroup', 'fsgroup']))).toEqual(['warning same-option']);
});

test('a question or an option that may be meant well is not refused', () => {
  expect(severities(card('What happens to a pod that does not set fsGroup?', ['aa', 'bb']))).toEqual([
    'warning negative',
  ]);
  expect(severities(card('Which containers start?', ['app', 'neither of them']))).toEqual([
    'warning all-of-the-above',
  ]);
  expect(severities(card('Which is NOT a field?', ['app', 'none of the above']))).toEqual([
    'error negative',
    'error all-of-the-above',
  ]);
});

test('a right option that is conspicuously the longest is remarked on', () => {
  const long = 'the container’s own value, because the more specific level wins';
  expect(remarksOn(card('Which?', [long, 'the pod', 'the image'])).map((each) => each.code)).toEqual([
    'longest-is-right',
  ]);
});

const MANIFEST = 'kind: Pod\nspec:\n  securityContext: {runAsUser: 1000}\n';

/** Cards of one deck, each given as its family and its manifest. */
function cardsOf(
  ...given: readonly (readonly [family: string | undefined, manifest?: string])[]
): readonly Card[] {
  return given.map(([family, manifest], index) => ({
    ...card(`Question ${index}?`, ['a', 'b']),
    ...(family === undefined ? {} : { family: `d/${family}` }),
    ...(manifest === undefined ? {} : { manifest }),
  }));
}

test('a family of a single card is remarked on, one of two is not', () => {
  expect(remarksOnFamilies(cardsOf(['uid'], [undefined], ['gid'], ['gid']))).toEqual([
    {
      severity: 'warning',
      code: 'family-of-one',
      path: ['cards', 0, 'family'],
      message: 'is "uid", which no other card has: give it to a sibling too, or leave it out',
    },
  ]);
});

test('cards that share a manifest need a family', () => {
  expect(
    remarksOnFamilies(cardsOf([undefined, MANIFEST], ['uid'], ['uid', `${MANIFEST}\n`])).map(
      ({ code, path, message }) => [code, path, message],
    ),
  ).toEqual([
    [
      'shared-manifest',
      ['cards', 2, 'manifest'],
      'is also that of card "c"; cards that share a manifest give each other away: give them a family',
    ],
  ]);
  expect(remarksOnFamilies(cardsOf(['uid', MANIFEST], ['uid', MANIFEST]))).toEqual([]);
  expect(remarksOnFamilies(cardsOf([undefined, MANIFEST], [undefined, `${MANIFEST}# other\n`]))).toEqual([]);
});
