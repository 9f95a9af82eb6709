import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { asMeant, type Explanation, explain, type Json, ManifestError } from '../../src/manifest/index.ts';
import { hasLevels, levelsPicture, openPictures } from '../../src/pictures/index.ts';
import { GROUND, INK, PAGE } from '../../src/pictures/kit/ink.ts';
import { widthOf } from '../../src/pictures/kit/measure.ts';
import { escapeXml } from '../../src/pictures/svg.ts';
import { containerOf, explanationOf, podOf } from '../discord/explain/explanations.ts';
import { propertyRuns } from '../property-runs.ts';
import { MANIFESTS } from './manifests.ts';

const ARTIFACTS = 'test-artifacts/pictures/levels';
/** SHA-256 of each manifest's picture, looked at in full and 390 pixels wide. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  fragment: '1d070c835b4259b36345f73f6381003099d08b82b8b0bb403730ed94358ae2ee',
  misplaced: '1ba7cc1b0885e7f56c6754cdd76248d4b171137ecbd9d7f99700b3d8ddacb197',
  override: 'ee78bc1918bceb13cb03ff4af9c5677fe5ff947f4d8086608125ac58818be9ed',
  refused: '40ffb2c2751180874e68f303ba83ec35d83708f13bc62ac191bafcf990b21790',
  refusedByKubelet: 'dfa535d7a9644e55fdc7f1fa5fbe099f8108965168432e776ed675332e9f398b',
  roles: '92386c099a772d2c65b8ff95ed95eafdbc4dd0258180796aef702d039918b801',
  six: 'e15132f70eee3261cdb6307f6781a20233356c291a8035bec5cf6a035a596b14',
  values: '69f926a811f089638aa57c794b3d71878ec0b236f8a4b6e506298877bf7f4f8c',
  windows: 'd402e2c7f9e003de8d8881350fbc66cbcdeb5cb51db8714933dc07dae0dfd7a0',
};

const pictures = openPictures();
afterAll(() => pictures.close());

const { cases } = JSON.parse(readFileSync(new URL('../oracle/effective.json', import.meta.url), 'utf8')) as {
  readonly cases: readonly { readonly id: string; readonly yaml: string }[];
};

const SHARED = new URL('../../../shared/manifests/', import.meta.url);

/** Manifests of well-known projects, where they stand beside the checkout. */
function collected(): readonly { readonly id: string; readonly yaml: string }[] {
  let names: string[];
  try {
    names = readdirSync(SHARED, { recursive: true, encoding: 'utf8' });
  } catch {
    return [];
  }
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => ({ id: name, yaml: readFileSync(new URL(name, SHARED), 'utf8') }));
}

/** Sentences that the engine may word differently tomorrow are not what was looked at. */
function inFixedWords(explanation: Explanation): Explanation {
  const message =
    'A sentence of the engine, as long as most of them are when they say where a field belongs.';
  return {
    ...explanation,
    findings: explanation.findings.map((each) => ({ ...each, message })),
    readings: explanation.readings.map(inFixedWords),
  };
}

/** undefined where nothing can be explained or drawn. */
function drawable(yaml: string): Explanation | undefined {
  try {
    const explanation = explain(yaml);
    return hasLevels(explanation) ? explanation : undefined;
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}

/** What is written in an SVG, without markup; lines joined by a space. */
function textOf(svg: string): string {
  return [...svg.matchAll(/>([^<>]+)<\/text>/g)].map(([, words]) => words).join(' ');
}

/** Every scalar of a value that says something, as text. */
function leaves(value: Json): readonly string[] {
  if (value === null || value === '') return [];
  if (typeof value !== 'object') return [String(value)];
  return Object.values(value).flatMap(leaves);
}

const squeezed = (words: string): string => words.replaceAll(' ', '');

/** What is wrong with the picture of an Explanation, in words. */
function faultsOf(explanation: Explanation): readonly string[] {
  const { svg, alt } = levelsPicture(explanation);
  const words = textOf(svg);
  const tight = squeezed(words);
  const height = Number(/height="(\d+)"/.exec(svg)?.[1]);
  const faults: string[] = [];
  if (!(height > 100 && height <= 6000)) faults.push(`it is ${height} pixels high`);
  if (/NaN|Infinity|undefined|\[object/.test(svg)) faults.push('something was not drawn but its absence');
  if (alt.length > 1024) faults.push(`the words are ${alt.length} characters`);
  const omits = /not drawn|In short, for want of room|too long to be drawn whole/.test(words);
  for (const pod of explanation.pods.map(asMeant)) {
    for (const container of pod.containers) {
      for (const [name, field] of Object.entries(container.fields)) {
        if (field.source === 'unset' || omits) continue;
        if (field.unknown === true) {
          if (!words.includes(`${name}: ? not known`) && name !== 'supplementalGroups')
            faults.push(`${container.path} ${name} is not drawn as not known`);
          continue;
        }
        for (const leaf of leaves(field.value))
          if (!tight.includes(squeezed(escapeXml(leaf))))
            faults.push(`${container.path} ${name} lacks ${leaf}`);
      }
      const ends: readonly string[] = [
        container.process.uid,
        container.process.gid,
        ...container.process.groups,
      ]
        .filter((each) => each !== null)
        .map(String);
      if (!omits)
        for (const end of ends) if (!words.includes(end)) faults.push(`${container.path} lacks ${end}`);
    }
  }
  return faults;
}

describe('the picture of the two levels', () => {
  test.each(Object.entries(MANIFESTS))(
    'of %s is, to the byte, the one that was looked at',
    async (name, yaml) => {
      const sheet = levelsPicture(inFixedWords(explain(yaml)));
      const { png } = await pictures.made(sheet);
      mkdirSync(ARTIFACTS, { recursive: true });
      writeFileSync(`${ARTIFACTS}/${name}.png`, png);
      const hash = createHash('sha256').update(png).digest('hex');
      expect(hash, `${ARTIFACTS}/${name}.png: if it looks right, put its hash here`).toBe(LOOKED_AT[name]);
    },
  );

  test('draws an arrow for what is inherited and a crossed, broken one for what is overridden', () => {
    const { svg } = levelsPicture(explain(MANIFESTS.override));
    const [body = ''] = svg.split('M2 14.5H24');
    // Two arrow heads: runAsGroup and fsGroup. One broken line: the pod's runAsUser.
    expect(body.match(/l-18 -10v20z/g)).toHaveLength(2);
    expect(body.match(/stroke-dasharray="7 5"/g)).toHaveLength(1);
    expect(textOf(svg)).toContain('1000  pod’s, line 7: overridden');
  });

  test('frames each kind of container in its own way, so that nobody needs its colour', () => {
    const { svg } = levelsPicture(explain(MANIFESTS.roles));
    for (const label of ['INIT CONTAINER', 'SIDECAR', 'EPHEMERAL', 'CONTAINER'])
      expect(svg).toContain(`>${label}<`);
    for (const frame of ['stroke-dasharray="16 9"', 'stroke-dasharray="1 8"', 'rx="10.5"'])
      expect(svg).toContain(frame);
  });

  test('crosses out a field that cannot stand where it does, and says that nothing is created', () => {
    const words = textOf(levelsPicture(explain(MANIFESTS.misplaced)).svg);
    expect(words).toMatch(/ fsGroup line 14 fsGroup /);
    expect(words).toContain('kubectl refuses this manifest');
    expect(words).toContain('Never created: kubectl refuses the manifest');
    expect(words).not.toMatch(/(?<!validation: t|the fixes: t)The kubelet starts it/);
  });

  test('says of lines that were not read that what they set is missing', () => {
    const explanation = { ...explain(MANIFESTS.override), unread: [3, 4] };
    const { svg, alt } = levelsPicture(explanation);
    expect(textOf(svg)).toContain('Lines 3, 4 were not read: what they set is missing here.');
    expect(alt).toContain('Lines 3, 4 were not read: what they set is missing here.');
  });

  test('is written large enough for a phone, on grounds that every colour stands out from', () => {
    for (const yaml of Object.values(MANIFESTS)) {
      const { svg } = levelsPicture(explain(yaml));
      const sizes = [...svg.matchAll(/font-size="(\d+)"/g)].map(([, size]) => Number(size));
      // 390 of 720 pixels: 22 becomes 12.
      expect((Math.min(...sizes) * 390) / PAGE.width).toBeGreaterThan(11.9);
    }
    for (const ground of [GROUND.page, GROUND.box, GROUND.plate])
      for (const ink of Object.values(INK))
        expect(contrast(ink, ground), `${ink} on ${ground}`).toBeGreaterThan(4.5);
  });
});

/** WCAG 2.2: contrast ratio of two colours. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('whatever is explained', () => {
  test('every labelled manifest is drawn with every effective value, or says what is left out', () => {
    const bad: string[] = [];
    let drawn = 0;
    for (const { id, yaml } of [...cases, ...collected()]) {
      const explanation = drawable(yaml);
      if (explanation === undefined) continue;
      drawn += 1;
      for (const fault of faultsOf(explanation)) bad.push(`${id}: ${fault}`);
    }
    expect(bad).toEqual([]);
    expect(drawn).toBeGreaterThan(cases.length * 0.9);
  });

  test('hundreds of containers with endless names stay one picture, and the rest is counted', async () => {
    const long = 'x'.repeat(5000);
    const container = containerOf({ name: long, image: `${long}${long}` });
    const pod = podOf({ name: long, containers: Array.from({ length: 400 }, () => container) });
    const explanation = explanationOf({ pods: Array.from({ length: 30 }, () => pod) });
    expect(faultsOf(explanation)).toEqual([]);
    const sheet = levelsPicture(explanation);
    expect(textOf(sheet.svg)).toMatch(/2\d more pods are not drawn/);
    expect(textOf(sheet.svg)).toMatch(/\d+ more containers are not drawn/);
    expect(sheet.alt).toMatch(/Not told here: the fields and \d+ sentences on more containers/);
    const { png } = await pictures.made(sheet);
    expect(png.length).toBeLessThan(1024 * 1024);
  });

  test('any text stays in the picture as text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
        const explanation = explanationOf({
          pods: [podOf({ name, containers: [containerOf({ name, image: name })] })],
        });
        const { svg, alt } = levelsPicture(explanation);
        expect(svg.match(/<text/g)?.length).toBe(svg.match(/<\/text>/g)?.length);
        expect(alt.length).toBeLessThanOrEqual(1024);
      }),
      { numRuns: propertyRuns(100) },
    );
  });
});

test('the widths that lines are broken by are those of the fonts that come with Podium', () => {
  const { resolve } = createRequire(import.meta.url);
  for (const [file, bold] of [
    ['DejaVuSans.ttf', false],
    ['DejaVuSans-Bold.ttf', true],
  ] as const) {
    const advance = advancesOf(readFileSync(resolve(`dejavu-fonts-ttf/ttf/${file}`)));
    for (let code = 32; code < 127; code += 1) {
      const measured = widthOf(String.fromCharCode(code), { size: 1000, bold });
      expect(Math.abs(measured - advance(code)), `${file} ${code}`).toBeLessThanOrEqual(1);
    }
    for (const each of '’·…→漢é') {
      const measured = widthOf(each, { size: 1000, bold });
      expect(measured, each).toBeGreaterThanOrEqual(Math.floor(advance(each.charCodeAt(0))));
    }
  }
});

/** The advance width of a character in thousandths of an em: OpenType, tables head, hhea, hmtx and cmap (format 12). */
function advancesOf(font: Buffer): (code: number) => number {
  const tables = new Map<string, number>();
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const entry = 12 + 16 * index;
    tables.set(font.toString('latin1', entry, entry + 4), font.readUInt32BE(entry + 8));
  }
  const at = (table: string): number => tables.get(table) ?? 0;
  const perEm = font.readUInt16BE(at('head') + 18);
  const metrics = font.readUInt16BE(at('hhea') + 34);
  let map = 0;
  for (let index = 0; index < font.readUInt16BE(at('cmap') + 2); index += 1) {
    const offset = at('cmap') + font.readUInt32BE(at('cmap') + 8 + 8 * index);
    if (font.readUInt16BE(offset) === 12) map = offset;
  }
  const glyphOf = (code: number): number => {
    for (let index = 0; index < font.readUInt32BE(map + 12); index += 1) {
      const group = map + 16 + 12 * index;
      const [first, last] = [font.readUInt32BE(group), font.readUInt32BE(group + 4)];
      if (code >= first && code <= last) return font.readUInt32BE(group + 8) + code - first;
    }
    return 0;
  };
  return (code) => (1000 * font.readUInt16BE(at('hmtx') + 4 * Math.min(glyphOf(code), metrics - 1))) / perEm;
}
