import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadDecks } from '../../../src/decks/index.ts';
import { DECK_LIMITS } from '../../../src/study/index.ts';
import { propertyRuns } from '../../property-runs.ts';

const filled = (part: string): string => part.repeat(Math.floor((DECK_LIMITS.bytes - 200) / part.length));
const ANKI = '#separator:tab\n#html:true\n#notetype:Cloze\n';

/** Each of these once took seconds to minutes, or could have. */
test.each([
  ['blanks that are opened and never closed', 'a.txt', ANKI + filled('{{c1::')],
  [
    'a blank of every number',
    'a.txt',
    ANKI + Array.from({ length: 60_000 }, (_, n) => `{{c${n}::a}}`).join(''),
  ],
  ['tags inside each other', 'a.txt', ANKI + filled('<b>')],
  ['blocks inside each other', 'a.txt', ANKI + filled('<div>')],
  ['nothing but separators', 'a.csv', `prompt,answer\n${filled(',')}`],
  ['quotes', 'a.csv', `prompt,answer\n${filled('"')}`],
  ['quotes where none belongs', 'a.csv', `prompt,answer\n${filled('a"b,')}`],
  ['settings', 'a.csv', filled('#a:b\n')],
  ['columns', 'a.csv', filled('option 1,why 2,')],
])('a megabyte of %s is refused', (_what, name, text) => {
  const { decks, problems } = loadDecks([{ name, text }]);
  expect(decks).toEqual([]);
  expect(problems.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(0);
});

const piece = fc.constantFrom(
  ...[
    'prompt',
    'answer',
    'option 1',
    'correct',
    'front',
    'Podium',
    '#separator:',
    '#columns:',
    '#html:true',
    '#guid column:1',
  ],
  ...[
    '\n',
    '\r\n',
    '\r',
    ',',
    ';',
    '\t',
    '"',
    '""',
    ' ',
    '{{c1::a}}',
    '<b>',
    '</b>',
    '&lt;',
    '{"id":"a"}',
    '1 3',
    'ü',
    '\0',
    '🙂',
  ],
);

test('whatever stands in a table, reading it never throws and every problem has its place', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }),
      fc.constantFrom('a.csv', 'a.txt', 'a.tsv'),
      (pieces, name) => {
        const text = pieces.join('');
        const lines = text.split(/\r\n?|\n/).length;
        for (const { line, column } of loadDecks([{ name, text }]).problems) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(lines);
          expect(column).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: propertyRuns(3000) },
  );
});
