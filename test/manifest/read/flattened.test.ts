import { describe, expect, it } from 'vitest';
import { ManifestError } from '../../../src/manifest/explanation.ts';
import { readPaste } from '../../../src/manifest/read/index.ts';
import { identity, pastes, samples } from './samples.ts';

const flatten: Readonly<Record<string, (text: string) => string>> = {
  'flush left': (text) => text.replace(/^[ \t]+/gm, '').replace(/\n{2,}/g, '\n'),
  'on one line, spaces kept': (text) => text.split('\n').join(' '),
  'on one line, spaces squeezed': (text) => text.trim().replace(/\s+/g, ' '),
};

const GUESSED = new Set([
  'ambiguous-indentation',
  'placement-guessed',
  'key-out-of-place',
  'comment-end-guessed',
]);

describe('manifests whose indentation was taken away', () => {
  const { all, others } = samples();
  if (others === 0)
    console.log('skipped: the real manifests beside the project are absent; labelled ones only');
  it.each(Object.entries(flatten))(
    'come back equal: %s',
    (how, damage) => {
      let main = 0;
      let any = 0;
      const silent: string[] = [];
      for (const { id, text } of all) {
        const wanted = identity(text);
        const readings = readPaste(damage(text));
        const same = readings.map((one) => safely(one.text) === wanted);
        if (same[0] === true) main++;
        if (same.includes(true)) any++;
        else if (!readings[0].repairs.some((repair) => GUESSED.has(repair.code))) silent.push(id);
      }
      const share = (n: number): string => `${n} of ${all.length} (${((100 * n) / all.length).toFixed(1)} %)`;
      console.log(
        `${how}: main reading ${share(main)}, one of the readings ${share(any)}, wrong without a word ${silent.length}`,
      );
      expect(any / all.length).toBeGreaterThanOrEqual(0.95);
      expect(silent).toEqual([]);
    },
    120_000,
  );
});

function safely(text: string): string {
  try {
    return identity(text);
  } catch (error) {
    return String(error);
  }
}

describe('pastes as people made them', () => {
  const found = pastes();
  if (found === undefined) {
    it.skip('skipped: the pastes beside the project are absent', () => {});
    return;
  }
  it.each(found)('$id', ({ paste, clean, expect: wanted }) => {
    if (wanted === 'clear-error') {
      expect(() => readPaste(paste)).toThrow(ManifestError);
      return;
    }
    const readings = readPaste(paste);
    if (wanted === 'same-as-clean')
      expect(readings.map((one) => safely(one.text))).toContain(identity(clean ?? ''));
    else expect(safely(readings[0].text)).not.toMatch(/Error/);
  });
});
