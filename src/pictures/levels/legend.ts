import { INK, PAGE, ROOM } from '../kit/ink.ts';
import { widthOf } from '../kit/measure.ts';
import { baseOf, divider, FACE, type Part, stacked, stepOf } from '../kit/page.ts';
import { drawnSign } from '../kit/told.ts';
import { shifted, text } from '../svg.ts';
import type { LevelField, Levels } from './levels.ts';
import { arrow, levelMark } from './marks.ts';

/** A sign of the picture and what it means. */
interface Meaning {
  readonly sign: string;
  readonly words: string;
}

/** Of the sign, before its words. */
const SIGN_WIDTH = 44;
const BETWEEN = 28;

/** What the signs in the picture mean: only those that it has. */
export function legend(pods: Levels['pods'], cut: boolean): Part {
  const meanings = meaningsOf(pods, cut);
  if (meanings.length === 0) return { svg: '', height: 0, cut: false };
  let [x, y] = [0, 0];
  const drawn: string[] = [];
  for (const { sign, words } of meanings) {
    const width = SIGN_WIDTH + widthOf(words, FACE.small);
    if (x > 0 && x + width > ROOM) [x, y] = [0, y + stepOf(FACE.small) + 4];
    const label = text(SIGN_WIDTH, baseOf(FACE.small), words, { ...FACE.small, fill: INK.muted });
    drawn.push(shifted(x, y, sign + label));
    x += width + BETWEEN;
  }
  const list = { svg: drawn.join(''), height: y + stepOf(FACE.small), cut: false };
  return stacked([divider(), list], 6);
}

function meaningsOf(pods: Levels['pods'], cut: boolean): readonly Meaning[] {
  const fields = pods.flatMap(({ containers }) => containers.flatMap((each) => each.fields));
  const has = (test: (field: LevelField) => boolean): boolean => fields.some(test);
  const [x, y] = [20, PAGE.smallLine / 2];
  const all: readonly (Meaning & { readonly shown: boolean })[] = [
    { sign: arrow(2, 36, y), words: 'inherited from the pod', shown: has(({ source }) => source === 'pod') },
    {
      sign: levelMark('container', x, y),
      words: 'set on the container',
      shown: has(({ source }) => source === 'container'),
    },
    {
      sign: levelMark('annotation', x, y),
      words: 'set by an annotation',
      shown: has(({ source }) => source === 'annotation'),
    },
    { sign: drawnSign('bad', x, y), words: 'overridden', shown: has(({ lost }) => lost !== undefined) },
    {
      sign: levelMark('image', x, y),
      words: 'left to the image',
      shown: has(({ source }) => source === 'image' || source === 'default' || source === 'unset'),
    },
    {
      sign: text(x, y + 7, '…', { ...FACE.strong, fill: INK.doubt, anchor: 'middle' }),
      words: 'too long to be drawn whole',
      shown: cut,
    },
  ];
  return all.filter(({ shown }) => shown);
}
