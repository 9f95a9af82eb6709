import { GROUND, INK, PAGE, ROOM } from '../kit/ink.ts';
import { plain } from '../kit/measure.ts';
import { FACE, framed, line, type Part, page, paragraph, stacked } from '../kit/page.ts';
import { drawnSign, SIGN_INK, type Sign } from '../kit/told.ts';
import { ALT_MAX, type Sheet } from '../picture.ts';
import { box, pixel, shifted, text } from '../svg.ts';
import { LOOKS_AT, type Outcome, type Pass, type Stop } from './pass.ts';

export { passOf, type Surroundings } from './of.ts';

/** How each outcome is drawn and told. */
const OUTCOMES: Readonly<Record<Outcome, { readonly label: string; readonly sign: Sign | undefined }>> = {
  passes: { label: 'lets it pass', sign: 'good' },
  stops: { label: 'STOPS IT', sign: 'bad' },
  depends: { label: 'it depends', sign: 'doubt' },
  'not-known': { label: 'not known', sign: 'doubt' },
  'not-reached': { label: 'not reached', sign: undefined },
};

const ROAD = 26;
const BOX = 62;
const INSET = 16;

/** Who refuses what: a pod's way past six stations, and where it ends. */
export function stationsPicture(pass: Pass): Sheet {
  const title = stacked([
    line(pass.title, { x: 0, y: 0, width: ROOM, face: FACE.title }),
    line('Who may refuse it, in this order', { x: 0, y: 0, width: ROOM, face: FACE.small, fill: INK.muted }),
  ]);
  return { svg: page([title, road(pass.stops)], PAGE.gap), alt: altOf(pass) };
}

/** The stations one below the other; the road is whole as far as the pod gets, and broken behind. */
function road(stops: readonly Stop[]): Part {
  let y = 0;
  const drawn: string[] = [];
  const signs: string[] = [];
  let from = 0;
  for (const stop of stops) {
    const station = stationBox(stop, ROOM - BOX);
    const middle = y + station.height / 2;
    drawn.push(shifted(BOX, y, station.svg));
    const broken = stop.outcome === 'not-reached';
    const dashes = broken ? ' stroke-dasharray="3 9"' : '';
    const colour = broken ? INK.muted : INK.pod;
    signs.push(
      `<path d="M${ROAD} ${pixel(from)}V${pixel(middle)}" stroke="${colour}" stroke-width="4" stroke-linecap="round"${dashes}/>`,
      signAt(stop.outcome, middle),
    );
    from = middle + 22;
    y += station.height + 16;
  }
  return { svg: drawn.join('') + signs.join(''), height: y - 16, cut: false };
}

function signAt(outcome: Outcome, y: number): string {
  const { sign } = OUTCOMES[outcome];
  const stroke = sign === undefined ? INK.muted : SIGN_INK[sign];
  const circle = `<circle cx="${ROAD}" cy="${pixel(y)}" r="20" fill="${GROUND.page}" stroke="${stroke}" stroke-width="3"/>`;
  return circle + (sign === undefined ? box(ROAD - 8, y - 2, 16, 4, INK.muted) : drawnSign(sign, ROAD, y));
}

function stationBox({ station, outcome, words }: Stop, width: number): Part {
  const { name, looks } = LOOKS_AT[station];
  const { label, sign } = OUTCOMES[outcome];
  const fill = sign === undefined ? INK.muted : SIGN_INK[sign];
  const room = width - 2 * INSET;
  const at = { x: INSET, width: room, face: FACE.small } as const;
  const head = line(name, {
    x: INSET,
    y: 0,
    width: room - 150,
    face: FACE.name,
    fill: sign === undefined ? INK.muted : INK.text,
  });
  const tag = text(width - INSET, 30, label, { ...FACE.label, fill, anchor: 'end' });
  const inner = stacked([
    { ...head, svg: head.svg + tag },
    paragraph(looks, { ...at, fill: INK.muted, most: 2 }),
    ...(outcome === 'not-reached' ? [] : [paragraph(words, { ...at, fill: INK.text, most: 5 })]),
  ]);
  const height = inner.height + 24;
  const frame = framed(width, height, {
    stroke: outcome === 'stops' ? INK.bad : GROUND.line,
    ...(outcome === 'not-reached' ? { dashes: '3 9', fill: GROUND.page } : {}),
  });
  return { svg: frame + shifted(0, 12, inner.svg), height, cut: inner.cut };
}

function altOf({ title, stops }: Pass): string {
  const sentences = stops.map(({ station, outcome, words }) => {
    const { name } = LOOKS_AT[station];
    const { label } = OUTCOMES[outcome];
    return outcome === 'not-reached'
      ? `${name}: ${label}.`
      : `${name}, ${label.toLowerCase()}: ${clip(plain(words), 130)}`;
  });
  return clip(`Who may refuse ${clip(plain(title), 80)}. ${sentences.join(' ')}`, ALT_MAX);
}

function clip(words: string, most: number): string {
  return words.length <= most ? words : `${words.slice(0, most - 1)}…`;
}
