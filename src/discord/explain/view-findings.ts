import type { ApiReply, Explanation, Finding, Severity } from '../../manifest/explanation.ts';
import { asMeant } from '../../manifest/fate.ts';
import {
  REFUSERS,
  type Refuser,
  refuserOf,
  URGENCIES,
  type Urgency,
  urgencyOf,
} from '../../manifest/urgency.ts';
import { joined, type Shown, said } from '../platform/components.ts';
import { code, type Detail, sentence } from '../platform/markdown.ts';
import { linesWords } from './view-who.ts';

/** Findings that matter alike, under one heading: the first things a person has to know. */
export interface FindingGroup {
  readonly heading: string;
  /** Told in small print: nothing of it is refused. */
  readonly small: boolean;
  readonly items: readonly FindingItem[];
}

/** Findings that say the same, told in one sentence with the lines of all. */
interface FindingItem {
  readonly findings: readonly Finding[];
  readonly text: Shown;
}

const REFUSED: Readonly<Record<Refuser, string>> = {
  kubectl: '⛔ **`kubectl` cannot send it**',
  'strict-validation': '⛔ **`kubectl apply` refuses it**',
  'api-server': '⛔ **The API server refuses it**',
  kubelet: '⛔ **The kubelet refuses it**',
};
/** Where only a part was pasted, whoever makes the object of it decides what becomes of such a field. */
const NO_FIELD = '⛔ **No such field**';

const HEADINGS: Readonly<Record<Urgency, string>> = {
  refused: '⛔ **Wrong**',
  'not-known': '❔ **Not known here**',
  dropped: '⚠️ **Does not do what it says**',
  overruled: '↪️ **Overruled**',
  hint: '💡 **Good to know**',
};

const SMALL: ReadonlySet<Urgency> = new Set(['overruled', 'hint']);

/** What one heading stands over: who refuses, and below that how much it matters. */
function rankOf(finding: Finding): number {
  const urgency = urgencyOf(finding);
  if (urgency !== 'refused') return REFUSERS.length + 1 + URGENCIES.indexOf(urgency);
  const refuser = refuserOf(finding);
  return refuser === undefined ? REFUSERS.length : REFUSERS.indexOf(refuser);
}

function headingOf(finding: Finding, parts: ReadonlySet<number>): string {
  const refuser = urgencyOf(finding) === 'refused' ? refuserOf(finding) : undefined;
  if (refuser === 'strict-validation' && finding.document !== undefined && parts.has(finding.document))
    return NO_FIELD;
  return refuser === undefined ? HEADINGS[urgencyOf(finding)] : REFUSED[refuser];
}

/** Longest short sentence on a card. */
const BRIEF_MAX = 300;
/** More findings than these are not even sorted into sentences: no card holds them. */
const MOST_SORTED = 300;

/** What matters first comes first; what says the same of several places is one item. */
export function findingGroups(explanation: Explanation): readonly FindingGroup[] {
  const { findings } = explanation;
  const named = nameAt(explanation);
  const parts = new Set(
    explanation.pods.filter(({ readFrom }) => readFrom !== undefined).map(({ document }) => document),
  );
  const ranked = findings.map((finding) => ({ finding, rank: rankOf(finding) }));
  ranked.sort((a, b) => a.rank - b.rank);
  const groups: { heading: string; small: boolean; rank: number; alike: Map<string, Finding[]> }[] = [];
  for (const { finding, rank } of ranked.slice(0, MOST_SORTED)) {
    let group = groups.at(-1);
    if (group?.rank !== rank) {
      group = {
        heading: headingOf(finding, parts),
        small: SMALL.has(urgencyOf(finding)),
        rank,
        alike: new Map(),
      };
      groups.push(group);
    }
    const words = wordsOf(finding);
    const shape = shapeOf(words);
    // What names nothing says the same of every field.
    const key = `${finding.code} ${shape === words ? '' : fieldOf(finding)} ${shape}`;
    const alike = group.alike.get(key);
    if (alike === undefined) group.alike.set(key, [finding]);
    else alike.push(finding);
  }
  return groups.map(({ heading, small, alike }) => ({
    heading,
    small,
    items: [...alike.values()].map((same, i) => ({
      findings: same,
      text: said`${small ? '-# ' : ''}${itemText(same, named, i === 0)}`,
    })),
  }));
}

/** In one short sentence where there is one, else what is so and what to write. */
function wordsOf({ brief, message, fix }: Finding): string {
  if (brief !== undefined) return brief;
  return fix === undefined ? message : `${message}${/[.!?]$/.test(message) ? '' : '.'} ${fix}`;
}

/** What the path ends in, without places in a list. */
function fieldOf({ path }: Finding): string {
  return path.slice(path.lastIndexOf('.') + 1).replace(/\[\d+\]$/, '');
}

/** A sentence without what it names: two that are the same then say the same of two places. */
function shapeOf(words: string): string {
  return words.slice(0, 2 * BRIEF_MAX).replace(/`[^`]*`|\d+/g, '`');
}

/** The line, the sentence, and where else the same is so. */
function itemText(
  same: readonly Finding[],
  named: (path: string) => string | undefined,
  titled = true,
): Shown {
  const [first] = same;
  if (first === undefined) return said``;
  const words = wordsOf(first);
  const equal = same.every((each) => wordsOf(each) === words);
  const lines = (of: readonly Finding[]): readonly number[] => [
    ...new Set(of.flatMap(({ line }) => (line === undefined ? [] : [line]))),
  ];
  const at = lines(equal ? same : [first]);
  const where = at.length === 0 ? '' : `**${linesWords(at, titled)}** `;
  const others = equal ? [] : same.slice(1);
  return said`${where}${sentence(words, BRIEF_MAX)}${others.length === 0 ? '' : said` Likewise ${likewise(others, named)}.`}`;
}

/** One finding in a short sentence, with its sign and line. */
export function briefOf(finding: Finding): Shown {
  return said`${SIGN[finding.severity]} ${itemText([finding], () => undefined)}`;
}

const MOST_OTHERS = 5;

function likewise(others: readonly Finding[], named: (path: string) => string | undefined): Shown {
  const shown = others.slice(0, MOST_OTHERS).map(({ path, line }) => {
    const name = named(path);
    const at = line === undefined ? 'elsewhere' : `line ${line}`;
    return name === undefined ? said`${at}` : said`${code(name, 30)} (${at})`;
  });
  const more = others.length - MOST_OTHERS;
  return said`${joined(shown, ', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const CONTAINER = /^.*?ontainers\[\d+\]/;

/** The name of the container that a path is in; undefined outside of one and where there is only one. */
function nameAt({ pods }: Explanation): (path: string) => string | undefined {
  const containers = pods.flatMap((pod) => asMeant(pod).containers);
  if (containers.length < 2) return () => undefined;
  const names = new Map(containers.map(({ path, name }) => [path, name]));
  return (path) => {
    const found = CONTAINER.exec(path)?.[0];
    return found === undefined ? undefined : names.get(found) || undefined;
  };
}

const SIGN: Readonly<Record<Severity, string>> = { error: '⛔', warning: '⚠️', hint: '💡' };

/** In the order of their urgency, and those alike in the order of the paste. */
export function sortedFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => rankOf(a) - rankOf(b));
}

/** One finding in full: sign, line, path; the sentence; the fix; the API server's own words. */
export function findingBlock(finding: Finding, detail: Detail): Shown {
  const { api, message } = finding;
  const words = sentence(message, detail.sentence);
  const own = api === undefined || message.includes(api.message) ? [] : [ownWords(api, detail)];
  return foundAt(finding, detail, [words, ...fixOf(finding, detail), ...own]);
}

/** The same without the sentence where somebody's own words say it: what stands on the card is not told again. */
export function ownWordsBlock(finding: Finding, detail: Detail): Shown {
  const { api, message } = finding;
  const words = api === undefined ? sentence(message, detail.sentence) : ownWords(api, detail);
  return foundAt(finding, detail, [words, ...fixOf(finding, detail)]);
}

function foundAt(finding: Finding, detail: Detail, words: readonly Shown[]): Shown {
  const place = [
    ...(finding.line === undefined ? [] : [`**line ${finding.line}**`]),
    ...(finding.path === '' ? [] : [code(finding.path, detail.value)]),
  ];
  const where = place.length === 0 ? '**whole paste**' : joined(place, ' · ');
  return joined([said`${SIGN[finding.severity]} ${where}`, ...words], '\n');
}

function ownWords({ message }: ApiReply, detail: Detail): Shown {
  return said`> ${code(message, detail.sentence)}`;
}

function fixOf({ fix }: Finding, detail: Detail): readonly Shown[] {
  return fix === undefined ? [] : [said`-# → ${sentence(fix, detail.sentence)}`];
}

/** `2 errors, 1 warning`; empty when there is nothing to say. */
export function findingsCount(findings: readonly Finding[]): string {
  const count = (severity: Severity, one: string, many: string): readonly string[] => {
    const found = findings.filter((finding) => finding.severity === severity).length;
    return found === 0 ? [] : [`${found} ${found === 1 ? one : many}`];
  };
  return [
    ...count('error', 'error', 'errors'),
    ...count('warning', 'warning', 'warnings'),
    ...count('hint', 'hint', 'hints'),
  ].join(', ');
}
