import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Block, blocksOf } from '../../src/preview/page/markdown-blocks.ts';
import { type Span, spansOf } from '../../src/preview/page/markdown-inline.ts';
import { growthPerDoubling } from '../growth.ts';
import { propertyRuns } from '../property-runs.ts';

const LINE_ENDS = ['\n', '\r\n', '\r', '\u2028', '\u2029'];

test.each(LINE_ENDS)(
  'a line ends with %j, and what follows is another block (a lone \\r once hung the page)',
  (end) => {
    expect(blocksOf(`# Title${end}body${end}- one${end}- two${end}> said`)).toEqual([
      { kind: 'heading', level: 1, content: ['Title'] },
      { kind: 'paragraph', content: ['body'] },
      {
        kind: 'list',
        items: [
          { nested: false, content: ['one'] },
          { nested: false, content: ['two'] },
        ],
      },
      { kind: 'quote', blocks: [{ kind: 'paragraph', content: ['said'] }] },
    ]);
  },
);

test.each<readonly [string, readonly Block[]]>([
  ['a\n```yaml\nb: 1\n```\nc', [paragraph('a'), { kind: 'code', text: 'b: 1' }, paragraph('c')]],
  ['```never closed', [paragraph('```never closed')]],
  ['``````', [{ kind: 'code', text: '' }]],
  [
    '```ansi\na\u001b[1;32mb\u001b[0m\n<c>\n```',
    [
      {
        kind: 'ansi',
        spans: [
          { text: 'a', bold: false, underline: false, colour: null, background: null },
          { text: 'b', bold: true, underline: false, colour: 32, background: null },
          { text: '\n<c>', bold: false, underline: false, colour: null, background: null },
        ],
      },
    ],
  ],
  ['-# small', [{ kind: 'subtext', content: ['small'] }]],
  ['#   ', [paragraph('#   ')]],
  ['#### deep', [paragraph('#### deep')]],
  ['> a\n> > b', [{ kind: 'quote', blocks: [paragraph('a\n> b')] }]],
  [
    '>>> a\n# b',
    [{ kind: 'quote', blocks: [paragraph('a'), { kind: 'heading', level: 1, content: ['b'] }] }],
  ],
  ['3. a\n4. b', [{ kind: 'list', start: 3, items: [item('a'), item('b')] }]],
  ['- a\n  - b', [{ kind: 'list', start: undefined, items: [item('a'), { nested: true, content: ['b'] }] }]],
])('%j is shown in these blocks', (text, blocks) => {
  expect(blocksOf(text)).toEqual(blocks);
});

test.each<readonly [string, readonly Span[]]>([
  ['**a** b', [{ kind: 'bold', content: ['a'] }, ' b']],
  ['**a *b***', [{ kind: 'bold', content: ['a ', { kind: 'italic', content: ['b'] }] }]],
  ['snake_case_name', ['snake_case_name']],
  ['_a_', [{ kind: 'italic', content: ['a'] }]],
  ['2 * 3 * 4', ['2 * 3 * 4']],
  ['~~a~~ __b__', [{ kind: 'strike', content: ['a'] }, ' ', { kind: 'underline', content: ['b'] }]],
  ['||a `b`||', [{ kind: 'spoiler', content: ['a ', { kind: 'code', text: 'b' }] }]],
  ['`a', ['`a']],
  ['`a\nb`', ['`a\nb`']],
  ['[a](https://b.c)', [{ kind: 'link', href: 'https://b.c', content: ['a'] }]],
  ['[a](b)', ['[a](b)']],
  ['<https://b.c>.', [{ kind: 'link', href: 'https://b.c', content: ['https://b.c'] }, '.']],
  [
    '<@1> <#2> </quiz:3>',
    [{ kind: 'user', id: '1' }, ' ', { kind: 'channel', id: '2' }, ' ', mention('/quiz')],
  ],
  ['<t:60:R>', [{ kind: 'time', seconds: 60, style: 'R' }]],
  ['@everyone', [mention('@everyone')]],
  ['\\*a\\*', ['*', 'a', '*']],
  ['\\\u{1f600}x', ['\u{1f600}', 'x']],
  [
    '1 \u2764\ufe0f 1\ufe0f\u20e3',
    ['1 ', { kind: 'emoji', text: '\u2764\ufe0f' }, ' ', emoji('1\ufe0f\u20e3')],
  ],
  ['<a & b>', ['<a & b>']],
])('%j is shown in these pieces', (text, spans) => {
  expect(spansOf(text)).toEqual(spans);
});

const MARKS = [
  ...['`', '```', '```yaml\n', '*', '**', '***', '_', '__', '~~', '||', '[', ']', '](https://', '(', ')'],
  ...[
    '<',
    '>',
    '<@',
    '</a',
    '<t:',
    '1',
    ':',
    'https://',
    '\\',
    '@here',
    '\u{1f600}',
    '\ufe0f',
    '\u200d',
    '\ud83d',
  ],
  ...[
    '# ',
    '-# ',
    '> ',
    '>>> ',
    '- ',
    '1. ',
    ' ',
    'a',
    '\n',
    '\r',
    '\r\n',
    '\u2028',
    '**a**',
    '[a](https://b)',
  ],
];
const marked = fc
  .array(fc.constantFrom(...MARKS), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''));

function textIn(spans: readonly Span[]): string {
  return spans
    .map((span) => {
      if (typeof span === 'string') return span;
      if ('text' in span) return span.text;
      return 'content' in span ? textIn(span.content) : '';
    })
    .join('');
}

function textOf(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      if (block.kind === 'code') return block.text;
      if (block.kind === 'ansi') return block.spans.map(({ text }) => text).join('');
      if (block.kind === 'quote') return textOf(block.blocks);
      if (block.kind === 'list') return block.items.map(({ content }) => textIn(content)).join('');
      return textIn(block.content);
    })
    .join('');
}

test('no text loses a letter or digit that is shown, or gains one', () => {
  const letters = (text: string): number => text.split('x').length - 1;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...MARKS, 'x'), { maxLength: 40 }), (parts) => {
      const text = parts.join('').replaceAll('a', '').replaceAll('yml', '');
      fc.pre(!/<\/|<t:|https:|```[a-z0-9]*x/.test(text));
      expect(letters(textOf(blocksOf(text)))).toBe(letters(text));
    }),
    { numRuns: propertyRuns() },
  );
});

test('any text is read in linear time: whatever its pieces, twice as many of them cost at most 2.5 times', () => {
  const grown = (piece: string, tail: string): number =>
    growthPerDoubling((size) => void blocksOf(piece.repeat(Math.ceil(size / piece.length)) + tail), 50_000);
  fc.assert(
    fc.property(marked, fc.constantFrom('', ...MARKS), (piece, tail) => {
      expect(grown(piece, tail)).toBeLessThanOrEqual(2.5);
    }),
    { numRuns: propertyRuns(1_000), endOnFailure: true },
  );
});

function paragraph(...content: readonly Span[]): Block {
  return { kind: 'paragraph', content };
}

function item(...content: readonly Span[]) {
  return { nested: false, content };
}

function mention(text: string): Span {
  return { kind: 'mention', text };
}

function emoji(text: string): Span {
  return { kind: 'emoji', text };
}
