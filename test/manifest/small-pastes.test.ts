import fc from 'fast-check';
import { expect, test } from 'vitest';
import { explain, ManifestError } from '../../src/manifest/index.ts';
import { growthPerDoubling } from '../growth.ts';
import { propertyRuns } from '../property-runs.ts';

/** What fits a message of Discord, or a field of its forms. */
const MESSAGE = 4_000;
/** Half of what nobody may be held up for: below it, growth does not matter to a message of this size. */
const SOON_MS = 125;
const POD =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: a\n    image: a\n';

function explained(paste: string): void {
  try {
    explain(paste);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
  }
}

function grown(paste: (size: number) => string): number {
  return growthPerDoubling((size) => explained(paste(size)), MESSAGE / 4, { tooQuick: SOON_MS });
}

/** Each of these held up everybody: the first for 7.9 s. */
test.each<readonly [string, (size: number) => string]>([
  ['an action that is never closed', (size) => `${POD}    a: {{${' '.repeat(size)}`],
  ['actions in a key', (size) => `${POD}    ${'}}x'.repeat(size / 3)}\n    {{ a }}: 1`],
  ['actions in a row', (size) => `${POD}    a: ${'{{'.repeat(size / 2)}`],
  ['backquotes and a letter', (size) => `\`\`\`\n${POD}${'`'.repeat(size)}a`],
  ['a fence and spaces', (size) => `~~~${' '.repeat(size)}\u2028\n${POD}`],
  ['a code block in one line', (size) => `\`\`\`${' '.repeat(size)}a\``],
  ['a prompt without an end', (size) => `S@S${'A-'.repeat(size / 2)}\t\n${POD}`],
  [
    'a prompt of spaces',
    (size) => `$ kubectl get pod\n${POD}a@${'b'.repeat(size / 2)}${' '.repeat(size / 2)}`,
  ],
  ['a block without its end', (size) => `${POD}    command:\n- ${'|0#'.repeat(size / 3)}`],
  ['colons', (size) => `${POD}    command: ${': ::'.repeat(size / 4)}`],
])('%s: a message of 4,000 characters is worked on in linear time', (_, paste) => {
  expect(grown(paste)).toBeLessThanOrEqual(2.5);
});

const PIECES = [
  ...[
    '{{',
    '}}',
    '{{-',
    '-}}',
    '{{/*',
    '*/',
    '{{ if',
    '{{ end }}',
    '`',
    '```',
    '~~~',
    '```yaml',
    '> ',
    '>>> ',
    '$ ',
  ],
  ...[
    'a@b',
    '#',
    '%',
    '❯',
    'PS C:\\',
    '<<EOF',
    'cat <<EOF',
    '@@ ',
    '+',
    '-',
    '- ',
    '--- ',
    '|',
    '|2',
    '>-',
    '@',
  ],
  ...[
    ':',
    ': ',
    '"',
    "'",
    '\\',
    '[',
    ']',
    '{',
    '}',
    ',',
    '&a',
    '*a',
    '!t',
    '&lt;',
    '“',
    '’',
    '—',
    '–',
    '\u00a0',
  ],
  ...[
    '\t',
    ' ',
    '   ',
    '\r',
    '\u2028',
    '\n',
    '\n  ',
    '\n    ',
    'a',
    'a: ',
    'name: a ',
    '1',
    '1 ',
    '│',
    'NAME ',
    'NOT ',
  ],
  ...[
    'securityContext:',
    'containers:',
    'kind: ',
    'apiVersion: ',
    'runAsUser: 08',
    'cpu: 1',
    '/',
    '.',
    'error: ',
    '?',
  ],
];

test('whatever a message of 4,000 characters repeats, it is worked on in linear time', () => {
  const piece = fc
    .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      fc.constantFrom('', POD, `${POD}    x: `),
      piece,
      fc.constantFrom('', ...PIECES),
      (head, one, tail) => {
        const paste = (size: number): string => `${head}${one.repeat(Math.ceil(size / one.length))}${tail}`;
        expect(grown(paste)).toBeLessThanOrEqual(2.5);
      },
    ),
    { numRuns: propertyRuns(2_000), endOnFailure: true },
  );
});
