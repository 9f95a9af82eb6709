import type { ContainerExplanation, ImageCase } from '../../manifest/explanation.ts';
import { type Decider, type Deciders, identityOf, type OpenLines } from '../../manifest/identity.ts';
import { type Shown, said } from '../platform/components.ts';
import { code, type Detail } from '../platform/markdown.ts';

/** So many lines are named that something hangs on. */
const MOST_PLACES = 5;

/** `line 7`, or `lines 7, 9`; without the word where it was said above. */
export function linesWords(lines: readonly number[], titled = true): string {
  const more = lines.length - MOST_PLACES;
  const shown = lines.slice(0, MOST_PLACES).join(', ');
  const word = lines.length === 1 ? 'line ' : 'lines ';
  return `${titled ? word : ''}${shown}${more > 0 ? ` and ${more} more` : ''}`;
}

const DECIDES: Readonly<Record<Decider, (lines: string) => string>> = {
  template: (lines) => `the template decides (${lines})`,
  placeholder: (lines) => `a placeholder stands in ${lines}`,
  'not-read': (lines) => `${lines} could not be read`,
  value: (lines) => `${lines} cannot be read as one`,
};

const UNLESS: Readonly<Record<Decider, (lines: string) => string>> = {
  template: (lines) => `unless the template sets another (${lines})`,
  placeholder: (lines) => `unless the placeholder in ${lines} stands for another`,
  'not-read': (lines) => `unless ${lines}, which could not be read, sets another`,
  value: (lines) => `unless what is missing at ${lines} sets another`,
};

export interface Who {
  readonly user: Shown;
  /** What it still hangs on, or why it is not known; empty where there is nothing to say. */
  readonly but: string;
  /** Whether something may be said to run as it. */
  readonly runs: boolean;
}

/** What may still set another value; empty where nothing may. */
export function unlessWords(open: OpenLines | undefined): string {
  return open === undefined ? '' : UNLESS[open.decider](linesWords(open.lines));
}

/** `UID 2000`, or in words where there is no number: never an id that cannot be one, never the image where a template decides. */
export function whoOf(container: ContainerExplanation, deciders: Deciders, detail: Detail): Who {
  const identity = identityOf(container, deciders);
  switch (identity.who) {
    case 'windows-user':
      return { user: code(identity.name, detail.name), but: '', runs: true };
    case 'uid': {
      const user = identity.uid === 0 ? said`root (UID 0)` : said`UID ${identity.uid}`;
      return { user, but: unlessWords(identity.unless), runs: true };
    }
    case 'not-known':
      return {
        user: said`UID not known`,
        but: identity.lines.length === 0 ? '' : DECIDES[identity.decider](linesWords(identity.lines)),
        runs: false,
      };
    case 'no-id':
      return { user: said`no UID`, but: `${identity.value} is none`, runs: false };
    case 'image-user':
      return {
        user: said`the image’s user ${code(identity.name, detail.name)}`,
        but: unlessWords(identity.unless),
        runs: true,
      };
    case 'image':
      return { user: said`the image’s USER`, but: unlessWords(identity.unless), runs: true };
  }
}

/** `starts with a USER that is a number (`1000`); with none, root or a name the kubelet refuses`. */
export function casesWords(cases: readonly ImageCase[]): Shown {
  const listed = (verdict: 'starts' | 'refused'): readonly Shown[] =>
    cases.filter(({ start }) => start.verdict === verdict).map(imageWords);
  const [good, bad] = [listed('starts'), listed('refused')];
  if (good.length === 0) return said`refused with ${orList(bad)}`;
  return said`starts where that is ${orList(good)}; refused with ${orList(bad)}`;
}

export function imageWords({ imageUser }: ImageCase): Shown {
  if (imageUser === '') return said`no USER`;
  if (/^0+(:|$)/.test(imageUser)) return said`root`;
  return /^\d+(:|$)/.test(imageUser) ? said`a number` : said`a name`;
}

function orList(parts: readonly Shown[]): Shown {
  return parts.reduce(
    (all, part, i) => said`${all}${i === 0 ? '' : i === parts.length - 1 ? ' or ' : ', '}${part}`,
    said``,
  );
}
