import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explain } from '../../src/manifest/index.ts';

/** Pod Security's own fixtures are other people's files: they stay outside of the project. */
const FILE = new URL('../../../shared/oracle/psa.json', import.meta.url);
const NEWEST = 'v1.37';

interface Fixture {
  readonly level: 'baseline' | 'restricted';
  readonly versions: readonly string[];
  readonly check: string;
  readonly expect: 'pass' | 'fail';
  readonly fixture: string;
  readonly violations: readonly { readonly reason: string }[];
  readonly manifest: string;
}

/** One reason has a plural: how many values were bad is not what is compared. */
const singular = (reason: string): string => reason.replace(/profiles$/, 'profile');

const present = existsSync(FILE);
if (!present) console.warn('psa.test: ../shared/oracle/psa.json is absent, so its fixtures were skipped.');

describe.skipIf(!present)('Pod Security admission’s own fixtures', () => {
  const all = present
    ? (JSON.parse(readFileSync(FILE, 'utf8')) as { readonly fixtures: readonly Fixture[] }).fixtures
    : [];
  const newest = all.filter((one) => one.versions.includes(NEWEST));

  it('are there', () => {
    expect(newest.length).toBeGreaterThan(0);
  });

  it.each(newest.map((one) => [one.level, one.fixture, one] as const))('%s %s', (_level, _name, one) => {
    const [pod] = explain(one.manifest).pods;
    const wanted = one.violations.map(({ reason }) => singular(reason));
    expect(pod?.security[one.level].map(singular)).toEqual(one.expect === 'pass' ? [] : wanted);
  });
});
