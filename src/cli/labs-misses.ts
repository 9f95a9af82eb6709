import { ArgumentError } from './arguments.ts';
import { defineCommand } from './command.ts';
import { databaseOf, told } from './database.ts';
import { inColumns } from './texts.ts';

/** Codes listed at most. */
const LISTED = 50;

/** `podium labs misses`: what people tried in labs and the cluster does not simulate, for whoever runs the bot. */
export const labsMissesCommand = defineCommand(
  {
    name: 'labs misses',
    usage: '',
    summary: 'Lists what people tried in labs that is not simulated, most often first.',
    notes: [
      'The database is that of DATABASE_URL or DATABASE_PATH, also where .env in this folder sets it.\nThe bot may be running.\nA line each: how often, of everyone together, and a code such as kubectl-verb:drain. Nothing else is kept of it.',
    ],
    options: {},
    examples: [['podium labs misses', `lists the ${LISTED} that were tried most often`]],
    exitCodes: {
      0: 'they are listed, or there are none',
      1: 'the database cannot be read: a line on stderr says why',
    },
  },
  async ({ positionals }, io) => {
    if (positionals.length > 0) throw new ArgumentError('it takes no arguments.');
    return told('labs misses', io, async ({ labMissesAt }) => {
      const misses = await labMissesAt(databaseOf(io), LISTED);
      if (misses.length === 0) return 'Nobody has tried anything that is not simulated.\n';
      return inColumns(misses.map(({ code, count }) => [String(count), code]));
    });
  },
);
