import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type LearnerProgress, openPictures } from '../../src/pictures/index.ts';
import { progressSheet } from '../../src/pictures/sheet.ts';
import { escapeXml } from '../../src/pictures/svg.ts';
import { propertyRuns } from '../property-runs.ts';
import { SAMPLES } from './samples.ts';

const ARTIFACTS = 'test-artifacts/pictures';
/** SHA-256 of each sample's picture. The fonts come with Podium, so it is the same on every machine. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  nobody: '435343f3fdd0671c21901813e5f3ac9996cd6ca9a66d9d10422534f0089221eb',
  firstAnswer: '0edec4e35c7e374ec3cf18201e1b69bbd415bbcd4733a74b72a636a2fafe943a',
  firstWeeks: '71cef69257de1ab51b1ffdb24181cd47a8a1929da94a915b21defcb3520aa53f',
  busyYear: 'f3ebe43498a607e7a35a00a1abb3a6395040d291fb41ab7a5ec3c85eac29fc45',
  afterABreak: '15b90bba44617cc9dd2285907661e558183f8602eb23d50262d327c13e6cc621',
  onlySuspended: 'd61695e51221080aa9e0a9dd6687201422cd164a031f9815b53ed4e829ea2d40',
  enormous: 'c8ad9601bd70138563030c5dbb26137f98d07c62fa253db4d7e8a275be600ecf',
};
const pictures = openPictures();
afterAll(() => pictures.close());

/** Width and height of a PNG that is whole. */
function sizeOf(png: Buffer): { width: number; height: number } {
  expect(png.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  expect(png.subarray(-8, -4).toString('latin1')).toBe('IEND');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}

describe('the picture', () => {
  test.each(Object.entries(SAMPLES))(
    'of %s is, to the byte, the one that was looked at',
    async (name, progress) => {
      const { png } = await pictures.progress(progress);
      mkdirSync(ARTIFACTS, { recursive: true });
      writeFileSync(`${ARTIFACTS}/${name}.png`, png);
      const hash = createHash('sha256').update(png).digest('hex');
      expect(hash, `${ARTIFACTS}/${name}.png: if it looks right, put its hash here`).toBe(LOOKED_AT[name]);
    },
  );

  test('marks today, names the months, and writes nothing too small for a phone', () => {
    const svg = progressSheet(SAMPLES.busyYear);
    for (const words of [
      'Jun',
      'Nov',
      'Mon',
      'today',
      '24 today',
      '94 % in 30 days',
      'goal 90 %',
      'Suspended',
    ])
      expect(svg).toContain(words);
    const sizes = [...svg.matchAll(/font-size="(\d+)"/g)].map(([, size]) => Number(size));
    // 350 of 1100 pixels: 29 becomes more than 9.
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(29);
  });

  test('shows a gap where a month had no reviews', () => {
    const path = (progress: LearnerProgress) => /d="(M[^h"]*)"/.exec(progressSheet(progress))?.[1] ?? '';
    expect(path(SAMPLES.busyYear).match(/M/g)).toHaveLength(1);
    expect(path(SAMPLES.afterABreak).match(/M/g)).toHaveLength(2);
  });

  test('names each month of the calendar once, whatever day it is', () => {
    for (let day = SAMPLES.nobody.today; day < SAMPLES.nobody.today + 400; day += 1) {
      const svg = progressSheet({ ...SAMPLES.nobody, today: day });
      const names = [...svg.matchAll(/>([A-Z][a-z]{2})</g)].map(([, name]) => name);
      const months = names.filter((name) => !['Mon', 'Wed', 'Fri'].includes(name ?? ''));
      expect(new Set(months).size).toBe(months.length);
      expect(months.length).toBeGreaterThanOrEqual(5);
    }
  });
});

const number = fc.oneof(fc.nat(50), fc.maxSafeNat());
const outcomes = { recalled: number, forgotten: number };
const today = fc.integer({ min: 0, max: 60_000 });
const anyProgress: fc.Arbitrary<LearnerProgress> = today.chain((day) =>
  fc.record({
    today: fc.constant(day),
    days: fc.array(fc.record({ day: fc.integer({ min: day - 400, max: day + 2 }), answered: number }), {
      maxLength: 200,
    }),
    forecast: fc.array(number, { maxLength: 30 }),
    retention: fc.array(
      fc.record({
        month: fc
          .integer({ min: day - 400, max: day + 40 })
          .map((each) => new Date(each * 86_400_000).toISOString().slice(0, 7)),
        ...outcomes,
      }),
      { maxLength: 14 },
    ),
    recent: fc.record(outcomes),
    desiredRetention: fc.double({ min: 0.8, max: 0.97, noNaN: true }),
    cards: fc.record({ learning: number, young: number, mature: number, suspended: number }),
  }),
);

test('any progress gives a whole picture and an alternative text within Discord’s limits', async () => {
  await fc.assert(
    fc.asyncProperty(anyProgress, async (progress) => {
      expect(progressSheet(progress)).not.toMatch(/NaN|Infinity|undefined/);
      const { png, alt } = await pictures.progress(progress);
      const { width, height } = sizeOf(png);
      expect(width).toBe(1100);
      expect(height).toBeLessThan(1500);
      expect(png.length).toBeLessThan(1024 * 1024);
      expect(alt).not.toMatch(/NaN|Infinity|undefined|…$/);
      expect(alt.length).toBeLessThanOrEqual(1024);
    }),
    { numRuns: propertyRuns(40) },
  );
}, 60_000);

test('any text stays text within the SVG', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (content) => {
      expect(escapeXml(content)).not.toMatch(/[<>"]|&(?!amp;|lt;|gt;|quot;)/);
    }),
    { numRuns: propertyRuns() },
  );
  expect(escapeXml('a < b && "c"\u0000\ud800')).toBe('a &lt; b &amp;&amp; &quot;c&quot;');
});
