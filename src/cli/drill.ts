import { DRILLS, type Drill, drawAnyDifficulty, drawDrill, drillCard } from '../study/drills/index.ts';
import { ArgumentError, atMostOne, wholeNumber } from './arguments.ts';
import { defineCommand, EXIT } from './command.ts';
import { type DrillRow, drillList, questionText } from './drill-text.ts';
import { didYouMean } from './near.ts';

const DIFFICULTIES = [1, 2, 3, 4, 5] as const;
const MOST_SEED = 2 ** 32 - 1;

/** A drill by its id, or by its card's key as exports and logs name it. Throws ArgumentError where there is none. */
function drillCalled(name: string): Drill {
  const drill = DRILLS.find((each) => each.id === name || drillCard(each) === name);
  if (drill !== undefined) return drill;
  const ids = DRILLS.map(({ id }) => id);
  throw new ArgumentError(`there is no drill ${name}. ${didYouMean(name.replace(/^drill\//, ''), ids)}`);
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function list(): readonly DrillRow[] {
  return DRILLS.map(({ id, version, topic }) => ({ id, version, topic }));
}

/** `podium drill`: any question of a drill with its answer, as Discord would ask it for that seed. */
export const drillCommand = defineCommand(
  {
    name: 'drill',
    usage: '[--json] [NAME [--seed N] [--difficulty D]]',
    summary: 'Shows a question of a drill with its answer; without NAME, lists the drills.',
    notes: [
      'The same version, seed and difficulty draw the same question for ever. * marks what is right; each option says\nwhy, and each wrong one names the misconception that leads to it.',
    ],
    options: {
      seed: {
        type: 'string',
        value: 'N',
        meaning: `0 to ${MOST_SEED}; if left out, a random one, which the output names`,
      },
      difficulty: {
        type: 'string',
        value: 'D',
        meaning: '1 to 5; if left out, the seed decides, as in a quiz',
      },
      json: { type: 'boolean', meaning: 'print the question, or the list, as JSON' },
    },
    examples: [
      ['podium drill', 'lists the drills'],
      ['podium drill uid', 'draws a random question'],
      ['podium drill uid --seed 42 --difficulty 3', 'draws the same question each time'],
    ],
    exitCodes: { 0: 'shown' },
  },
  async ({ values, positionals }, io) => {
    const name = atMostOne(positionals, 'NAME');
    const json = values.json === true;
    if (name === undefined) {
      const lone =
        values.seed !== undefined ? '--seed' : values.difficulty !== undefined ? '--difficulty' : '';
      if (lone !== '') throw new ArgumentError(`${lone} needs the NAME of a drill before it.`);
      io.out(json ? asJson(list()) : drillList(list()));
      return EXIT.ok;
    }
    const drill = await drillCalled(name);
    const seed = values.seed === undefined ? io.seed() : wholeNumber('seed', values.seed, 0, MOST_SEED);
    const wanted = values.difficulty;
    const hard = wanted === undefined ? undefined : DIFFICULTIES[wholeNumber('difficulty', wanted, 1, 5) - 1];
    const question = hard === undefined ? drawAnyDifficulty(drill, seed) : drawDrill(drill, seed, hard);
    io.out(json ? asJson(question) : questionText(drill.id, question, io.colour));
    return EXIT.ok;
  },
);
