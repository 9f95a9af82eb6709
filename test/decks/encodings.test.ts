import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deckTextOf, loadDecks, NotTextError } from '../../src/decks/index.ts';
import { podium } from '../cli/podium.ts';
import { propertyRuns } from '../property-runs.ts';

const CSV = 'prompt,answer\nWie heißt das?,Größe\n';
const UMLAUTS = Buffer.from(CSV, 'latin1');
const le = Buffer.from(CSV, 'utf16le');
const be = Buffer.from(le).swap16();
const mark = (...bytes: readonly number[]) => Buffer.from(bytes);

function read(bytes: Uint8Array) {
  const { decks, problems } = loadDecks([deckTextOf('x.csv', bytes)]);
  const remarks = problems.filter(({ code }) => code === 'encoding');
  return {
    prompt: decks[0]?.cards[0]?.prompt,
    said: remarks.map(({ line, column, severity, message }) => `${line}:${column} ${severity}: ${message}`),
  };
}

describe('a table is read in the encoding that its spreadsheet wrote', () => {
  const bytes = Buffer.from(CSV);
  test.each([
    ['UTF-8', bytes],
    ['UTF-8 with a byte order mark', Buffer.concat([mark(0xef, 0xbb, 0xbf), bytes])],
    ['UTF-16 LE with a byte order mark', Buffer.concat([mark(0xff, 0xfe), le])],
    ['UTF-16 BE with a byte order mark', Buffer.concat([mark(0xfe, 0xff), be])],
  ])('%s says so itself, and nothing is remarked', (_name, given) => {
    expect(read(given)).toEqual({ prompt: 'Wie heißt das?', said: [] });
  });

  test.each([
    ['LE', le],
    ['BE', be],
  ])('UTF-16 %s without a mark is read, and it is said that it was assumed', (_name, given) => {
    expect(read(given)).toEqual({
      prompt: 'Wie heißt das?',
      said: ['2:8 warning: the file does not say in which encoding it is, and was read as UTF-16'],
    });
  });

  test('a Latin-1 CSV was refused as no text; the remark stands where one sees whether it is right', () => {
    expect(read(UMLAUTS)).toEqual({
      prompt: 'Wie heißt das?',
      said: [
        '2:8 warning: the file is not in UTF-8, and was read as Windows-1252 (Latin-1): if "heißt" is not right, save it as UTF-8',
      ],
    });
    expect(
      read(Buffer.from([...Buffer.from('prompt,answer\n'), 0x93, 0x51, 0x94, 0x2c, 0x80, 0x0a])).prompt,
    ).toBe('“Q”');
  });

  test('UTF-8 with a broken character is not taken for Latin-1, which would break all the others', () => {
    const broken = Buffer.concat([bytes, Buffer.from('a,b'), mark(0xc3), Buffer.from('\n')]);
    expect(read(broken)).toEqual({
      prompt: undefined,
      said: ['3:4 error: a character of "b�" is broken: write it again, and save the file as UTF-8'],
    });
  });
});

test.each([
  ['a picture', mark(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d)],
  [
    'a spreadsheet itself',
    Buffer.concat([Buffer.from('PK\u0003\u0004'), mark(0x14, 0, 6, 0, 8, 0, 0, 0, 0x21, 0)]),
  ],
  ['an executable', mark(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 3, 0, 0x3e, 0)],
  ['bytes that Windows-1252 has no letters for', mark(0x8d, 0xe9, 0x90, 0x0a)],
  ['control characters among letters beyond ASCII', mark(0xe9, 0x01, 0x02, 0x0a)],
])('%s is refused with the way out', (_name, bytes) => {
  expect(() => deckTextOf('x.csv', bytes)).toThrow(NotTextError);
  expect(() => deckTextOf('x.csv', bytes)).toThrow(/save it as plain text in UTF-8/);
});

test('whatever text there is, it comes back as it was from the encodings that tell themselves', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (drawn) => {
      const text = Buffer.from(`${drawn.replaceAll('\0', '')}\n`)
        .toString()
        .replace(/^\ufeff+/, '');
      expect(deckTextOf('x', Buffer.from(text)).text).toBe(text);
      const utf16 = Buffer.concat([mark(0xff, 0xfe), Buffer.from(text, 'utf16le')]);
      expect(deckTextOf('x', utf16).text).toBe(text);
    }),
    { numRuns: propertyRuns(300) },
  );
});

test('the CLI reads the same bytes as the bot, and names a file that is no text', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'podium-encodings-'));
  const [latin, binary] = [join(folder, 'latin.csv'), join(folder, 'binary.csv')];
  writeFileSync(latin, UMLAUTS);
  writeFileSync(binary, mark(0, 1, 2, 0));
  const good = await podium(['decks', 'check', latin]);
  expect(good.out).toContain(
    'latin.csv:2:8: warning: the file is not in UTF-8, and was read as Windows-1252',
  );
  expect(good.code).toBe(0);
  const bad = await podium(['decks', 'check', binary]);
  expect(bad.code).toBe(2);
  expect(bad.err).toBe(
    `podium decks check: ${binary} is not text: save it as plain text in UTF-8 (in a spreadsheet as "CSV UTF-8") and try again\n`,
  );
  const manifest = join(folder, 'pod.yaml');
  writeFileSync(
    manifest,
    Buffer.concat([mark(0xff, 0xfe), Buffer.from('securityContext: {runAsUser: 5}\n', 'utf16le')]),
  );
  expect((await podium(['explain', manifest])).code).toBe(0);
});
