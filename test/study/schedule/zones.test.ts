import { expect, test } from 'vitest';
import { CITIES } from '../../../src/study/schedule/cities.ts';
import { isZone } from '../../../src/study/schedule/day.ts';
import { readZone, suggestZones } from '../../../src/study/schedule/zones.ts';

test.each([
  ['Berlin', 'Europe/Berlin'],
  ['europe/berlin', 'Europe/Berlin'],
  ['são paulo', 'America/Sao_Paulo'],
  ['SAO PAULO', 'America/Sao_Paulo'],
  ['New York', 'America/New_York'],
  ['new_york', 'America/New_York'],
  ['Kolkata', 'Asia/Kolkata'],
  ['Calcutta', 'Asia/Kolkata'],
  ['Mumbai', 'Asia/Kolkata'],
  ['Kyiv', 'Europe/Kyiv'],
  ['Kiev', 'Europe/Kyiv'],
  ['münchen', 'Europe/Berlin'],
  ['Munchen', 'Europe/Berlin'],
  ['Łódź', 'Europe/Warsaw'],
  ['San Francisco', 'America/Los_Angeles'],
  [' beijing ', 'Asia/Shanghai'],
  ['Buenos Aires', 'America/Argentina/Buenos_Aires'],
  // Another London is in Ontario; who means that one says so.
  ['London', 'Europe/London'],
  ['London, Ontario', 'America/Toronto'],
  ['Germany', 'Europe/Berlin'],
  ['utc', 'UTC'],
  // The beginning will do where nothing else begins so.
  ['Reykj', 'Atlantic/Reykjavik'],
])('%s is %s', (typed, zone) => {
  expect(readZone(typed)).toEqual({ kind: 'zone', zone });
});

test.each(['Portland', 'San Jose', 'Birmingham', 'San'])(
  '%s is several places, which are listed',
  (typed) => {
    const read = readZone(typed);
    expect(read.kind).toBe('several');
    const zones = read.kind === 'several' ? read.places.map(({ zone }) => zone) : [];
    expect(new Set(zones).size).toBeGreaterThan(1);
  },
);

test.each(['', '   ', 'Atlantis', '🙂', 'x'.repeat(5000)])('%j is no place', (typed) => {
  expect(readZone(typed)).toEqual({ kind: 'unknown' });
});

test('whoever types the beginning of a city is offered it first, each place once', () => {
  expect(suggestZones('berl', 25)[0]).toEqual({ name: 'Berlin', zone: 'Europe/Berlin' });
  expect(suggestZones('osak', 25)[0]).toEqual({ name: 'Osaka', zone: 'Asia/Tokyo' });
  const all = suggestZones('a', 1000).map(({ name, zone }) => `${name} ${zone}`);
  expect(new Set(all).size).toBe(all.length);
});

test('every city of the list keeps the clock of a zone that there is, and says which it is where two have its name', () => {
  const seen = new Map<string, string>();
  for (const [zone, names] of Object.entries(CITIES)) {
    expect(isZone(zone), zone).toBe(true);
    for (const name of names) {
      expect(seen.get(name), `${name} stands at ${zone} and ${seen.get(name)}`).toBeUndefined();
      seen.set(name, zone);
      expect(readZone(name), name).toEqual({ kind: 'zone', zone });
    }
  }
});
