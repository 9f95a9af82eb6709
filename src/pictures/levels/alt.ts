import type { Role } from '../../manifest/explanation.ts';
import { plain } from '../kit/measure.ts';
import type { Told } from '../kit/told.ts';
import { ALT_MAX } from '../picture.ts';
import { identityWords } from './identity.ts';
import type { ContainerBox, Fault, Faults, LevelField, Levels, PodBox } from './levels.ts';

const ROLES: Readonly<Record<Role, string>> = {
  container: 'Container',
  init: 'Init container',
  sidecar: 'Sidecar',
  ephemeral: 'Ephemeral container',
};
/** So much of one name, value or sentence is told, in characters. */
const NAME = 60;
const SENTENCE = 160;

/** How much is told: everything; without lines and what is left to the system; who each process is and what comes of it. */
type Detail = 'all' | 'values' | 'ends';

/** Kept free for what could not be told. */
const NOTICE = 130;

/**
 * The picture in sentences for a screen reader, at most {@link ALT_MAX} characters: in as much detail as fits for
 * all of it, and what then still does not fit is said.
 */
export function levelsAlt(levels: Levels): string {
  for (const detail of ['all', 'values'] as const) {
    const words = sentencesOf(levels, detail).join(' ');
    const notice = detail === 'all' ? '' : ' The lines are in the picture.';
    if (words.length + notice.length <= ALT_MAX) return `${words}${notice}`;
  }
  const sentences = sentencesOf(levels, 'ends');
  const fitting: string[] = [];
  let length = NOTICE;
  for (const sentence of sentences) {
    length += sentence.length + 1;
    if (length > ALT_MAX) break;
    fitting.push(sentence);
  }
  const left = sentences.length - fitting.length;
  const more =
    left === 0 ? '' : ` and ${left} ${left === 1 ? 'sentence' : 'sentences'} on more containers and pods`;
  return `${fitting.join(' ')} Not told here: the fields${more}; the answer in words has them.`.trim();
}

function sentencesOf({ notes, pods }: Levels, detail: Detail): readonly string[] {
  return [...notes.map(sentence), ...pods.flatMap((pod) => podSentences(pod, detail))];
}

function podSentences(pod: PodBox, detail: Detail): readonly string[] {
  const { title, told, reasons, fields, wide, faults, containers, left } = pod;
  const level = [...fields, ...wide].map((field) => fieldWords(field, detail));
  const own = `Pod level: ${level.length === 0 ? 'sets nothing' : level.join(', ')}.`;
  const rest =
    left.length === 0 ? [] : [`Not named for a container, so set at neither level: ${left.join(', ')}.`];
  return [
    `${clip(title, 2 * NAME)}.`,
    ...[...told, ...(detail === 'ends' ? [] : reasons)].map(sentence),
    ...(detail === 'ends' ? [] : [own, ...faultSentences(faults)]),
    ...(containers.length === 0 ? ['No container of it could be read.'] : []),
    ...containers.map((container) => containerSentence(container, detail)),
    ...(detail === 'all' ? rest : []),
  ];
}

function containerSentence(container: ContainerBox, detail: Detail): string {
  const { name, role, assumed, fields, faults, identity, fate } = container;
  const who = assumed ? 'Any container that sets nothing itself' : `${ROLES[role]} ${clip(name, NAME)}`;
  const values = fields.map((field) => containerFieldWords(field, detail));
  const end = `runs as ${identityWords(identity)}`;
  const [verdict, ...more] = fate.map(({ words }) => clip(words, SENTENCE));
  const start = [verdict, ...(more.length === 0 ? [] : [more.join('; ')])].join(': ');
  if (detail === 'ends') return `${who} ${end}. ${start}.`;
  const told = values.length === 0 ? 'sets and inherits nothing' : values.join(', ');
  return [`${who}: ${told}; ${end}.`, ...faultSentences(faults), `${start}.`].join(' ');
}

function containerFieldWords(field: LevelField, detail: Detail): string {
  const { source, lost } = field;
  const words = fieldWords(field, detail);
  const whose = lost?.source === 'pod' ? 'the pod’s' : `the ${lost?.source}’s`;
  const over = lost === undefined ? '' : ` overriding ${whose} ${clip(lost.value, NAME)}`;
  if (source === 'pod') return `${words} inherited from the pod`;
  if (source === 'container') return `${words} set here${over}`;
  return source === 'annotation' ? `${words} set by an annotation${over}` : words;
}

function fieldWords({ name, value, line }: LevelField, detail: Detail): string {
  const words = `${name} ${clip(value, NAME)}`;
  return detail === 'all' && line !== undefined ? `${words} (line ${line})` : words;
}

function faultSentences({ told, more }: Faults): readonly string[] {
  return [...told.map(faultSentence), ...(more === 0 ? [] : [`And ${more} more faults here.`])];
}

function faultSentence({ name, words, misplaced }: Fault): string {
  return ended(
    misplaced ? `Crossed out: ${clip(words, SENTENCE)}` : `Wrong: ${name}, ${clip(words, SENTENCE)}`,
  );
}

function sentence({ words }: Told): string {
  return ended(clip(words, SENTENCE));
}

function ended(words: string): string {
  return /[.…]$/.test(words) ? words : `${words}.`;
}

function clip(content: string, most: number): string {
  const line = plain(content);
  return line.length <= most ? line : `${line.slice(0, most - 1).trimEnd()}…`;
}
