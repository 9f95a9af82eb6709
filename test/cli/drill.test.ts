import { expect, test } from 'vitest';
import { DRILLS, drawAnyDifficulty, drawDrill } from '../../src/study/drills/index.ts';
import { podium } from './podium.ts';

test('without a name the drills are listed', async () => {
  const { code, out } = await podium(['drill']);
  expect(code).toBe(0);
  for (const { id, topic } of DRILLS) expect(out).toMatch(new RegExp(`^  ${id} .*${topic}$`, 'm'));
  const rows = JSON.parse((await podium(['drill', '--json'])).out) as unknown;
  expect(rows).toEqual(DRILLS.map(({ id, version, topic }) => ({ id, version, topic })));
});

test.each(DRILLS.map((drill) => [drill.id, drill] as const))(
  '%s is shown whole: question, manifest, every option with its reason, the right one marked',
  async (id, drill) => {
    const { code, out, err } = await podium(['drill', id, '--seed', '4711', '--difficulty', '4']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const question = drawDrill(drill, 4711, 4);
    expect(out).toContain(`drill/${id} · version ${drill.version} · seed 4711 · difficulty 4`);
    expect(out).toContain(`\n${question.prompt}\n`);
    const shown = [...out.matchAll(/^ +\d+ \| (.*)$/gm)].map(([, line]) => line);
    expect(`${shown.join('\n')}\n`).toBe(question.manifest);
    const options = question.options ?? [];
    const marked = out.split('\n').filter((line) => line.startsWith('* '));
    const right = options.filter(({ correct }) => correct);
    expect(marked.map((line) => right.some(({ text }) => line.endsWith(text)))).toEqual(
      right.map(() => true),
    );
    for (const { text, why, misconception, correct } of options) {
      expect(out).toContain(`${text}\n     ${correct ? 'Right' : 'Wrong'}: ${why}\n`);
      if (misconception !== undefined) expect(out).toContain(`Misconception: ${misconception}\n`);
    }
    expect(out).toContain(`\n${question.explanation}\n`);
    expect(out).toContain(question.source?.url);
    expect(out).not.toContain('\u001b');
  },
);

test('the question as JSON is the question', async () => {
  const { out } = await podium(['drill', 'uid', '--seed', '0', '--difficulty', '1', '--json']);
  const [uid] = DRILLS;
  expect(uid && JSON.parse(out)).toEqual(uid && drawDrill(uid, 0, 1));
});

test('without a seed one is drawn and named, and the line at the end draws the same again', async () => {
  const { out } = await podium(['drill', 'gid'], { seed: () => 99 });
  const again = /^podium (drill gid --seed 99 --difficulty \d) draws it again\.$/m.exec(out)?.[1] ?? '';
  expect((await podium(again.split(' '))).out).toBe(out);
});

test('without a difficulty the seed decides it, as it does in a quiz', async () => {
  const [uid] = DRILLS;
  for (const seed of [1, 2, 3]) {
    const { out } = await podium(['drill', 'drill/uid', '--seed', String(seed), '--json']);
    expect(uid && JSON.parse(out)).toEqual(uid && drawAnyDifficulty(uid, seed));
  }
});

test('colours are only for a terminal', async () => {
  const { out } = await podium(['drill', 'uid', '--seed', '1'], { colour: true });
  const plain = await podium(['drill', 'uid', '--seed', '1']);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a terminal takes for colours
  expect(out.replace(/\u001b\[\d+m/g, '')).toBe(plain.out);
  expect(out).not.toBe(plain.out);
});

test.each([
  ['udi', 'there is no drill udi. Did you mean uid?'],
  ['drill/udi', 'there is no drill drill/udi. Did you mean uid?'],
  ['zebra', `There is ${DRILLS[0]?.id}, `],
  ['uid --seed 1.5', '--seed must be a whole number from 0 to 4294967295, and is "1.5".'],
  ['uid --seed 4294967296', '--seed must be a whole number'],
  ['uid --seed=-1', '--seed must be a whole number'],
  ['uid --difficulty 6', '--difficulty must be a whole number from 1 to 5, and is "6".'],
  ['uid gid', 'it takes one NAME at a time, and gid is a second one.'],
])('podium drill %s is bad usage', async (line, says) => {
  const { code, out, err } = await podium(['drill', ...line.split(' ')]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(says);
});
