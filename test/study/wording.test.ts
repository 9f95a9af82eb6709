import { expect, test } from 'vitest';
import type { Card } from '../../src/study/index.ts';
import { loadDecks } from '../../src/study/index.ts';
import { nearDuplicates, remarksOn, remarksOnFamilies } from '../../src/study/wording.ts';

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

test('options that differ only in case or spaces are the same', () => {
  expect(remarksOn(card('Which?', ['UID 0', 'uid  0.'])).map((each) => each.code)).toEqual(['same-option']);
});

test('a right option that is conspicuously the longest is remarked on', () => {
  const long = 'the container’s own value, because the more specific level wins';
  expect(remarksOn(card('Which?', [long, 'the pod', 'the image'])).map((each) => each.code)).toEqual([
    'longest-is-right',
  ]);
});

test('nearly the same question is found, another one is not', () => {
  const options = ['the value of the container', 'the value of the pod'];
  const first = card('Which of the two values counts when both levels set runAsUser in one pod?', options);
  const again = card('Which of the two values counts when both levels set runAsUser in a pod?', options);
  const other = card('Where does fsGroup belong?', options);
  expect(nearDuplicates([first, other, again])).toEqual([{ first: 0, second: 2 }]);
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
      'is also that of cards[0]; cards that share a manifest give each other away: give them a family',
    ],
  ]);
  expect(remarksOnFamilies(cardsOf(['uid', MANIFEST], ['uid', MANIFEST]))).toEqual([]);
  expect(remarksOnFamilies(cardsOf([undefined, MANIFEST], [undefined, `${MANIFEST}# other\n`]))).toEqual([]);
});
