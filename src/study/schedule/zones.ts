import { CITIES } from './cities.ts';
import { isZone } from './day.ts';

/** A place whose clock a person may mean. */
export interface Place {
  /** `Munich`, or the IANA name itself where that is what matched. */
  readonly name: string;
  /** The IANA name of its time zone. */
  readonly zone: string;
}

/** Names in use that the machine's list knows only by an older one, each with that one. */
const NEWER_NAMES: readonly (readonly [name: string, older: string])[] = [
  ['America/Argentina/Buenos_Aires', 'America/Buenos_Aires'],
  ['America/Nuuk', 'America/Godthab'],
  ['Asia/Ho_Chi_Minh', 'Asia/Saigon'],
  ['Asia/Kathmandu', 'Asia/Katmandu'],
  ['Asia/Kolkata', 'Asia/Calcutta'],
  ['Asia/Yangon', 'Asia/Rangoon'],
  ['Europe/Kyiv', 'Europe/Kiev'],
  ['UTC', 'Etc/UTC'],
];

interface Known extends Place {
  /** What is compared with what was typed: `sao paulo`. */
  readonly key: string;
  /** The IANA name that it is the city of, plain; empty for another city of that zone. */
  readonly path: string;
}

interface Offered {
  /** Every IANA name. */
  readonly zones: readonly string[];
  /** Zones by the city in their name, then the other cities. An older name leads to the zone of the newer. */
  readonly places: readonly Known[];
}

let made: Offered | undefined;

/** What is offered; made when it is first asked for, since the machine is asked about hundreds of names. */
function offered(): Offered {
  made ??= make();
  return made;
}

function make(): Offered {
  const newer = NEWER_NAMES.filter(([name]) => isZone(name));
  const names = [...Intl.supportedValuesOf('timeZone'), ...newer.map(([name]) => name)];
  const zones = [...new Set(names)].sort();
  const newerOf = new Map(newer.map(([name, older]) => [older, name]));
  const places = [
    ...zones.map((zone) => known(cityOf(zone), newerOf.get(zone) ?? zone, zone)),
    ...Object.entries(CITIES).flatMap(([zone, names]) =>
      isZone(zone) ? names.map((name) => known(name, zone)) : [],
    ),
  ];
  return { zones, places };
}

/** What was typed as a time zone, read. */
export type ReadZone =
  | { readonly kind: 'zone'; readonly zone: string }
  /** Places with different clocks: the person has to say which. */
  | { readonly kind: 'several'; readonly places: readonly Place[] }
  | { readonly kind: 'unknown' };

/**
 * The time zone that a person means by its IANA name or by a city, whatever the case and the accents: `europe/berlin`,
 * `Berlin`, `são paulo`, `Kyiv`. The beginning of a name will do where it leads to one zone alone.
 */
export function readZone(typed: string): ReadZone {
  const wanted = plain(typed);
  if (wanted === '') return { kind: 'unknown' };
  const { zones, places } = offered();
  const named = zones.find((zone) => plain(zone) === wanted);
  if (named !== undefined) return { kind: 'zone', zone: named };
  // London is London; Portland is one of two; `Berl` is the only place that begins so.
  const ways = [
    ({ key }: Known) => key === wanted,
    ({ key }: Known) => key.startsWith(`${wanted}, `),
    ({ key }: Known) => key.startsWith(wanted),
  ];
  const found = ways.map((fits) => places.filter(fits)).find((fitting) => fitting.length > 0);
  return oneOf(found ?? []);
}

/** Places that fit what has been typed so far, the best first: a whole name, its beginning, a word in it, the rest. */
export function suggestZones(typed: string, most: number): readonly Place[] {
  const wanted = plain(typed);
  const rank = ({ key, path }: Known): number => {
    if (key === wanted) return 0;
    if (key.startsWith(wanted)) return 1;
    if (key.includes(` ${wanted}`)) return 2;
    return key.includes(wanted) || path.includes(wanted) ? 3 : 4;
  };
  return unlike(
    offered()
      .places.map((place) => ({ place, rank: rank(place) }))
      .filter(({ rank }) => rank < 4)
      .sort((a, b) => a.rank - b.rank)
      .map(({ place }) => place),
  ).slice(0, most);
}

function oneOf(found: readonly Known[]): ReadZone {
  const [first] = found;
  if (first === undefined) return { kind: 'unknown' };
  if (found.every(({ zone }) => zone === first.zone)) return { kind: 'zone', zone: first.zone };
  return { kind: 'several', places: unlike(found) };
}

/** Each name of a zone once. */
function unlike(places: readonly Known[]): readonly Place[] {
  const seen = new Set<string>();
  return places
    .filter(({ key, zone }) => {
      const both = `${key} ${zone}`;
      return !seen.has(both) && seen.add(both);
    })
    .map(({ name, zone }) => ({ name, zone }));
}

function known(name: string, zone: string, path = ''): Known {
  return { name, zone, key: plain(name), path: plain(path) };
}

/** `Buenos Aires` of `America/Argentina/Buenos_Aires`. */
function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** Without accents and case, with single spaces: ł and ø have no accent to take off, so they are spelt out. */
function plain(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('_', ' ')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .trim()
    .replace(/\s+/g, ' ');
}
