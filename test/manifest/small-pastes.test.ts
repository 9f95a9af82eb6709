import { expect, test } from 'vitest';
import { explain, ManifestError } from '../../src/manifest/index.ts';
import { growthPerDoubling } from '../growth.ts';

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
