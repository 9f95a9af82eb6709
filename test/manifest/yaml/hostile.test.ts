import { expect, test } from 'vitest';
import { ManifestError } from '../../../src/manifest/explanation.ts';
import { decodeText, readYaml } from '../../../src/manifest/yaml/index.ts';

const SIZE = 256 * 1024;
/** Far above the 250 ms that are promised, so that a busy machine fails nothing, and far below anything quadratic. */
const LIMIT_MS = 2000;
const fill = (piece: string): string => piece.repeat(Math.floor(SIZE / piece.length));

function codeOf(text: string): string | undefined {
  try {
    return readYaml(text).problem?.code;
  } catch (error) {
    if (error instanceof ManifestError) return error.code;
    throw error;
  }
}

const laughs = [...'abcdefghij'].map((name, i, all) =>
  i === 0 ? 'a: &a [x, x, x, x, x, x, x, x, x]' : `${name}: &${name} [${`*${all[i - 1]}, `.repeat(9)}]`,
);

test.each([
  ['billion laughs', laughs.join('\n'), 'too-many-aliases'],
  ['10,000 lists in one another', '['.repeat(10_000), 'too-deep'],
  ['10,000 mappings in one another', '{a: '.repeat(10_000), 'too-deep'],
  ['10,000 dashes', '- '.repeat(10_000), 'too-deep'],
  ['10,000 question marks', '? '.repeat(10_000), 'too-deep'],
  [
    '700 levels of indentation',
    Array.from({ length: 700 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    'too-deep',
  ],
  ['a NUL', 'a: \0', 'binary'],
  ['a control character', 'a: 1\n---\nb: \x1b[0m', 'control-character'],
  ['an anchor in itself', 'a: &a [*a]', 'anchor-in-itself'],
  ['an unknown anchor', 'a: *b', 'unknown-anchor'],
  ['five megabytes', 'a'.repeat(5_000_000), 'too-large'],
  [
    'a deep chain of aliases',
    `a0: &a0 ${'['.repeat(60)}${']'.repeat(60)}\na1: ${'['.repeat(60)}*a0${']'.repeat(60)}`,
    'too-deep',
  ],
  ['YAML 1.2', '%YAML 1.2\n---\na: 1', 'yaml-version'],
  ['a lone surrogate', 'a: \ud800', undefined],
])('%s', (_, text, code) => {
  expect(codeOf(text)).toBe(code);
});

test.each([
  ['one line', 'a'.repeat(1_000_000)],
  [
    'keys',
    Array.from({ length: 40_000 }, (_, i) => `k${i}: 1`)
      .join('\n')
      .slice(0, SIZE),
  ],
  ['the same key', fill('a: 1\n')],
  ['__proto__', fill('__proto__: {constructor: 1}\n')],
  ['containers', fill('- name: a\n')],
  ['unclosed quotes', fill('k: "\n')],
  ['single quotes', fill("'''\n")],
  ['comments between blank lines', `-${fill('\n\n  # c\n')}`],
  ['comments', fill('#\n')],
  ['documents', fill('---\n')],
  ['anchors', Array.from({ length: 20_000 }, (_, i) => `a${i}: &a${i} 1`).join('\n')],
  ['merges', `a: &a {x: 1}\nb:\n${fill('  <<: *a\n')}`],
  ['blank block', `a: |\n${fill(' \n')}`],
  ['carriage returns', fill('\r')],
  ['commas', `[${fill(',')}]`],
  ['flow pairs', `[${fill('a: b,')}]`],
  ['tags', fill('!')],
  ['escapes', `"${fill('\\u0041')}"`],
])('256 KiB of %s are read in linear time', (_, text) => {
  const start = performance.now();
  codeOf(text);
  expect(performance.now() - start).toBeLessThan(LIMIT_MS);
});

test('a key named __proto__ is a key like any other', () => {
  const root = readYaml('__proto__: 1\nconstructor: 2').documents[0]?.root;
  expect(root?.kind === 'map' && root.entries.map(({ key }) => key)).toEqual(['__proto__', 'constructor']);
  expect(root?.kind === 'map' && root.get('toString')).toBe(undefined);
});

test('bytes are UTF-8, or UTF-16 with its mark, or an error that says which line', () => {
  expect(decodeText(new TextEncoder().encode('a: ü'))).toBe('a: ü');
  expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x3a, 0))).toBe('a:');
  expect(() => decodeText(Uint8Array.of(0x61, 0x0a, 0xff))).toThrow(/^Line 2 is not valid UTF-8/);
  expect(() => decodeText(Uint8Array.of(0x61, 0))).toThrow(/binary/);
});
