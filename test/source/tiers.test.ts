import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const TEST = fileURLToPath(new URL('..', import.meta.url));
const FILES = readdirSync(TEST, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.startsWith('source'))
  .map((name) => ({ name, text: readFileSync(join(TEST, name), 'utf8') }));

test('every property says how often it is tried by propertyRuns()', () => {
  const those = FILES.filter(({ text }) => text.includes('fc.assert('));
  expect(those.length).toBeGreaterThan(10);
  for (const { name, text } of those) {
    expect(text, name).toContain("/property-runs.ts';");
    expect(text, name).not.toMatch(/numRuns: [\d_]+/);
    expect(text.split('numRuns: ').length, `${name}: a numRuns for each fc.assert`).toBe(
      text.split('fc.assert(').length,
    );
  }
});

test('PROPERTY_RUNS is read in one place, and there is no other variable for that', () => {
  const reading = FILES.filter(({ text }) => /process\.env\.\w*(RUNS|SEEDS)/.test(text));
  expect(reading.map(({ name }) => name)).toEqual(['property-runs.ts']);
});

test('what starts Chromium is called browser.test.ts, so that it can be run apart', () => {
  const those = FILES.filter(
    ({ text }) => /launchBrowser\(\)|visiting\(/.test(text) && !text.includes('chromium.launch'),
  );
  expect(those.length).toBeGreaterThan(1);
  for (const { name } of those) expect(name).toMatch(/^e2e.*browser\.test\.ts$/);
});
