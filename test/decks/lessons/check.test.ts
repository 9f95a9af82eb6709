import { expect, test } from 'vitest';
import { checkLessons, loadLessons } from '../../../src/decks/lessons/index.ts';
import { KNOWN, SMALL } from './text.ts';

const check = (text: string, name = 'small.yaml') => checkLessons([{ name, text }], KNOWN);

test('a lesson that proves itself has nothing said against it', () => {
  expect(check(SMALL)).toMatchObject({ problems: [], claims: 1, lines: 2 });
});

test.each([
  ['a claim that the engine contradicts', 'value: 1000, source', 'value: 1001, source', 'verify'],
  ['a manifest that is none', 'kind: Pod\n', 'kind: Pud\n', 'verify'],
  ['a manifest without a claim', /\n {6}verify:\n.*\n/, '\n', 'format'],
  ['an output that nobody prints', 'prints: uid=1000 …', 'prints: uid=1001 …', 'other-output'],
  ['an output that leaves everything out', 'prints: uid=1000 …', 'prints: …', 'says-nothing'],
  ['a line that is not simulated', 'line: kubectl exec web -- id', 'line: kubectl top pods', 'not-simulated'],
  ['a line that opens an editor', 'line: kubectl exec web -- id', 'line: nano pod.yaml', 'editor-open'],
  ['words that name an output nobody showed', 'prints `uid=1000`', 'prints `uid=0`', 'only-written'],
  ['words that name a reason nobody showed', 'Look twice.', 'It says `CrashLoopBackOff`.', 'only-written'],
  ['words that name an output before it is shown', 'The pod says 1000.', 'It is `uid=1000`.', 'only-written'],
  ['output as a block of code', 'words: Look twice.', 'words: "So:\\n```\\nuid=7\\n```"', 'only-written'],
  ['a picture of nothing', /\n {4}manifest:[\s\S]*?\n {4}picture/, '\n    picture', 'no-manifest'],
  ['a card that nobody has', 'deck/card', 'deck/cord', 'unknown-reference'],
  [
    'a card that is asked twice',
    'words: Look twice.',
    'words: Again.\n    question: deck/card',
    'asked-twice',
  ],
  ['a lesson without a question', '\n    question: deck/card', '', 'no-question'],
  ['a lab that nobody has', 'id: lab, step', 'id: lob, step', 'unknown-reference'],
  ['a step that the lab has not', 'step: first', 'step: third', 'unknown-reference'],
  ['a lesson before it that nobody has', '[before]', '[after]', 'unknown-reference'],
  ['a lesson before it that comes later', 'place: 2', 'place: 1', 'out-of-order'],
  ['a place that is taken', 'place: 2', 'place: 1', 'place-taken'],
  ['too few steps', /\n {2}- id: four[\s\S]*?(?=\n {2}- id: five)/, '', 'format'],
  ['words that go on and on', 'Look twice.', 'Look twice. '.repeat(60), 'format'],
  ['a start that fails', 'steps:', 'start: {lines: [kubectl get pod nobody]}\nsteps:', 'line-fails'],
])('%s is found', (_what, from, to, code) => {
  const text = SMALL.replace(from, () => to);
  expect(text).not.toBe(SMALL);
  expect(check(text).problems.map((each) => each.code)).toContain(code);
});

test('words, manifest and terminal of a step that do not fit into one message together are found', () => {
  const long = `echo ${'a'.repeat(390)}`;
  const lines = [1, 2, 3, 4].map(() => `      - line: ${long}\n        prints: ${long.slice(5)}\n`).join('');
  const text = SMALL.replace('    terminal:\n', () => `    terminal:\n${lines}`).replace(
    /\n {6}- line: kubectl exec.*\n.*\n/,
    '\n',
  );
  expect(check(text.replace('`uid=1000`', '1000')).problems.map(({ code }) => code)).toEqual(['too-long']);
});

test('a lesson in a file of another name is found', () => {
  expect(check(SMALL, 'questions/other.yaml').problems.map(({ code }) => code)).toEqual([
    'unknown-reference',
  ]);
});

test('what is printed instead is told, so that it can be shown', () => {
  const { problems } = check(SMALL.replace('prints: uid=1000 …', 'prints: "?"'));
  expect(problems.find(({ code }) => code === 'other-output')?.message).toContain(
    'uid=1000 gid=0(root) groups=0(root)',
  );
});

test('everything wrong is listed at once, in the order of the lines', () => {
  const text = SMALL.replace('place: 2', 'place: 1')
    .replace('value: 1000, source', 'value: 1, source')
    .replace('deck/card', 'deck/cord')
    .replace('prints: uid=1000', 'prints: uid=1');
  expect(check(text).problems.map(({ code }) => code)).toEqual([
    'place-taken',
    'out-of-order',
    'verify',
    'only-written',
    'other-output',
    'unknown-reference',
  ]);
});

test('lessons are loaded in the order of the course, a broken one left out', () => {
  const of = (id: string, place: number) => ({
    name: `${id}.yaml`,
    text: SMALL.replace('id: small', `id: ${id}`).replace('place: 2', `place: ${place}`),
  });
  const { lessons, problems } = loadLessons([
    of('b', 3),
    of('a', 4),
    of('c', 2),
    { name: 'd.yaml', text: 'id: d' },
  ]);
  expect(lessons.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  expect(new Set(problems.map(({ file }) => file))).toEqual(new Set(['d.yaml']));
});

test('a second lesson of an id, a second step of an id', () => {
  const again = { name: 'again.yaml', text: SMALL.replace('id: two', 'id: one') };
  const { problems } = loadLessons([{ name: 'small.yaml', text: SMALL }, again]);
  expect(problems.map(({ message }) => message)).toEqual([
    'id is "small", as one in small.yaml already is: give one of them another id',
    'step "one": id is "one", as one of this lesson already is: give one of them another id',
  ]);
});

test('a misspelt key is told with the guide that lists the keys', () => {
  const [problem] = loadLessons([
    { name: 'small.yaml', text: SMALL.replace('minutes:', 'minuets:') },
  ]).problems;
  expect([
    problem?.message,
    check(SMALL.replace('    words: Look', '    wrods: Look')).problems.length > 0,
  ]).toEqual([expect.stringContaining('minutes is missing'), true]);
  const said = loadLessons([
    { name: 'small.yaml', text: SMALL.replace('minutes: 2', 'minutes: 2\nmood: 3') },
  ]);
  expect(said.problems.map(({ message }) => message)).toEqual([
    'mood is not a key of the lesson format: remove it or correct its spelling (docs/writing-lessons.md lists the keys)',
  ]);
});
