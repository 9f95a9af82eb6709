import { check } from 'recheck';
import { expect, test } from 'vitest';
import { type Expression, expressionsBelow, expressionsIn } from './expressions.ts';

/** An expression that takes longer to judge is too tangled: it is put in simpler words. Some 3 s is the most today. */
const JUDGE_MS = 60_000;
/** The same verdict on every machine: its limits are of steps, not of time, and its guesses have a seed. */
const WORK_ALONE_COUNTS = {
  randomSeed: 1,
  attackTimeout: null,
  incubationTimeout: null,
  attackLimit: 100_000_000,
  seedingTimeout: null,
} as const;
/** Judged at the same time: what judges is a program of its own. */
const ABREAST = 2;

/** What is wrong with an expression: where it stands, and a text on which it takes more than linear time. */
async function faultOf({ source, flags, at }: Expression): Promise<string | undefined> {
  const found = await check(source, flags, { ...WORK_ALONE_COUNTS, timeout: JUDGE_MS });
  if (found.status === 'safe') return undefined;
  const how =
    found.status === 'vulnerable'
      ? `${found.complexity.summary}, for instance on ${found.attack.pattern}`
      : `could not be judged (${found.error.kind})`;
  return `${at}: /${source}/${flags}: ${how}`;
}

async function faultsOf(expressions: readonly Expression[]): Promise<readonly string[]> {
  const waiting = [...new Map(expressions.map((one) => [`${one.source}/${one.flags}`, one])).values()];
  const faults: string[] = [];
  const judge = async (): Promise<void> => {
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      const fault = await faultOf(one);
      if (fault !== undefined) faults.push(fault);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, judge));
  return faults.toSorted();
}

test('no regular expression of the source can be made to take more than linear time', {
  timeout: 900_000,
}, async () => {
  const { expressions, refused } = expressionsBelow('src');
  expect(expressions.length).toBeGreaterThan(300);
  expect([...refused, ...(await faultsOf(expressions))]).toEqual([]);
});

/** A name in a template, as the source would have it. */
const NAME = { raw: '$' + '{name}', escaped: '$' + '{RegExp.escape(name)}' };

test.each([
  ['quadratic', String.raw`export const spaces = text.replace(/\s+$/, '');`, '2nd degree polynomial'],
  ['cubic', String.raw`/\{\{-?\s*(.*?)\s*-?\}\}/g.exec(text);`, '3rd degree polynomial'],
  ['exponential', 'if (/^(a+)+$/.test(text)) stop();', 'exponential'],
  ['given as a text', "new RegExp('x*x*' + 'y', 'u').test(text);", '3rd degree polynomial'],
  ['given to a method', "text.search('(?:a|a)+b');", 'exponential'],
  [
    'made of what is named above',
    `const ONE = 'a+'; const TWO = '(?:' + ONE + ')+b'; new RegExp(TWO, 'u');`,
    'exponential',
  ],
  ['with a text in it', `RegExp(\`^(?:${NAME.escaped}*)*$\`);`, 'exponential'],
])('an expression that is %s is found, with its place and a text to show it', async (_, code, degree) => {
  const { expressions, refused } = expressionsIn(`// one line above\n${code}`, 'src/bad.ts');
  expect(refused).toEqual([]);
  const [fault, ...more] = await faultsOf(expressions);
  expect(more).toEqual([]);
  expect(fault).toMatch(/^src\/bad\.ts:2: /);
  expect(fault).toContain(degree);
  expect(fault).toMatch(/for instance on '.*repeat\(\d+\)/);
});

test.each([
  'new RegExp(name);',
  `new RegExp(\`^${NAME.raw}$\`);`,
  "RegExp('^' + name, 'i');",
  'new RegExp(/a/.source + name);',
])('%s is refused, for nobody knows what it will be', (code) => {
  expect(expressionsIn(code, 'src/bad.ts').refused).toEqual([expect.stringMatching(/^src\/bad\.ts:1: /)]);
});

test.each([
  `new RegExp(\`^${NAME.escaped}$\`);`,
  "new RegExp('^' + RegExp.escape(name));",
  'new RegExp(/a+/);',
])('%s is not', (code) => {
  expect(expressionsIn(code, 'src/good.ts').refused).toEqual([]);
});
