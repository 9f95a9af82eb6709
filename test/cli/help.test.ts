import { expect, test } from 'vitest';
import { readArguments } from '../../src/cli/arguments.ts';
import { COMMANDS } from '../../src/cli/commands.ts';
import { podium } from './podium.ts';

const EACH = COMMANDS.map((command) => [command.name, command] as const);
/** What a terminal shows without a break. */
const WIDTH = 120;

test.each([[['--help']], [['-h']], [['help']]])(
  'podium %j lists every command in a line each',
  async (args) => {
    const { code, out, err } = await podium(args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const lines = out.split('\n');
    for (const { name, summary } of COMMANDS)
      expect(lines.filter((line) => line.startsWith(`  ${name} `) && line.endsWith(summary))).toHaveLength(1);
  },
);

test('without a command the same is said, and it is an error', async () => {
  const { out } = await podium(['--help']);
  expect(await podium([])).toEqual({ code: 2, out: '', err: out });
});

test.each(EACH)('podium %s --help tells usage, options, examples and exit codes', async (name, command) => {
  const words = name.split(' ');
  const { code, out, err } = await podium([...words, '--help']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.startsWith(`usage: podium ${name} ${command.usage}\n`)).toBe(true);
  for (const part of ['Options:', 'Examples:', 'Exit codes:']) expect(out).toContain(`\n\n${part}\n`);
  for (const option of [...Object.keys(command.options), 'help']) expect(out).toContain(`--${option}`);
  expect(Object.keys(command.exitCodes)).toContain('0');
  expect(command.examples.length).toBeGreaterThan(0);
  for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(WIDTH);
  expect(await podium([...words, '-h'])).toEqual({ code, out, err });
  expect(await podium(['help', ...words])).toEqual({ code, out, err });
  expect(await podium([...words, '--nonsense', '--help'])).toEqual({ code, out, err });
});

test.each(EACH)(
  'the examples of podium %s are command lines that it takes',
  (name, { examples, options }) => {
    for (const [line] of examples) {
      const [, typed = ''] = line.split(`podium ${name}`);
      const args = typed.split(' ').filter((each) => each !== '');
      expect(() => readArguments(args, options), line).not.toThrow();
    }
  },
);

test('podium decks --help lists what begins with decks', async () => {
  const { code, out } = await podium(['decks', '--help']);
  expect(code).toBe(0);
  expect(out).toContain('decks check');
  expect(out).not.toContain('backup');
});

test.each([
  ['explian pod.yaml', 'there is no command explian. Did you mean explain?'],
  ['back', 'there is no command back. Did you mean backup?'],
  ['decks', 'there is no command decks. Did you mean decks check?'],
  ['decks chekc', 'there is no command decks chekc. Did you mean decks check?'],
  [
    'quiz',
    'there is no command quiz. There is explain, drill, decks check, lesson, lessons list, lessons check, lab, labs list, labs check, labs misses, reports, exams check, backup, restore, move and health.',
  ],
  ['help quiz', 'there is no command quiz.'],
  ['--json explain', '--json must follow a command'],
  ['explain --josn -', 'there is no option --josn. Did you mean --json?'],
  ['explain --image-users a -', 'there is no option --image-users. Did you mean --image-user?'],
  ['explain -x -', 'there is no option -x. There is --json, --png, --svg, --image-user and --help.'],
  ['explain --image-user', '--image-user needs NAME=USER after it.'],
  ['explain --image-user --json -', '--image-user needs NAME=USER after it, and --json looks like an option'],
  ['explain --json=yes -', '--json takes no value.'],
  ['explain', 'a FILE is missing; - reads standard input.'],
  ['explain a.yaml b.yaml', 'it takes one FILE at a time, and b.yaml is a second one.'],
  ['decks check --fast', 'there is no option --fast. There is --json and --help.'],
  ['backup', 'name the FILE to write.'],
  ['restore a b', 'it takes one FILE at a time, and b is a second one.'],
  ['drill --seed 3', '--seed needs the NAME of a drill before it.'],
])('podium %s says what is wrong and what there is', async (line, says) => {
  const { code, out, err } = await podium(line.split(' '));
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(says);
  expect(err).toMatch(/^podium.*\n(usage: podium .*\n)?See podium .*--help\.\n$/);
});

test('names that objects have by themselves are neither commands nor options', async () => {
  expect((await podium(['constructor'])).err).toContain('there is no command constructor');
  expect((await podium(['explain', '--__proto__', '-'])).err).toContain('there is no option --__proto__');
});

test('after -- a name may begin with a dash', async () => {
  const { code, err } = await podium(['explain', '--', '--help']);
  expect(code).toBe(1);
  expect(err).toBe('podium explain: --help cannot be read: there is no such file\n');
});
