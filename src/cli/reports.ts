import type { RunnerCard } from '../store/store.ts';
import { ArgumentError, atMostOne, wholeNumber } from './arguments.ts';
import { defineCommand } from './command.ts';
import { databaseOf, told } from './database.ts';
import { ourDecks } from './shipped.ts';
import { count } from './texts.ts';

/** The largest number that a report may have. */
const MOST = 999_999_999_999_999;
/** What Discord's box in /reports takes, too. */
const LONGEST_NOTE = 500;

/** `podium reports`: mistakes that people reported in the decks that come with Podium, for whoever runs the bot. */
export const reportsCommand = defineCommand(
  {
    name: 'reports',
    usage: '[--json] [ID] | --resolve ID [--note TEXT]',
    summary: "Lists mistakes that people reported in Podium's own decks; shows or settles one.",
    notes: [
      "The database is that of DATABASE_URL or DATABASE_PATH, also where .env in this folder sets it.\nThe bot may be running.\nA line a card: the number of its newest report, how many there are, the card, what was written last. Who wrote a\nreport is not told: people are promised that before they write. Reports on a server's decks are in its /reports.",
    ],
    options: {
      resolve: {
        type: 'string',
        value: 'ID',
        meaning: 'settle the reports of that card, up to this one; the bot tells who wrote them, once',
      },
      note: { type: 'string', value: 'TEXT', meaning: 'what they are told besides, in a sentence' },
      json: { type: 'boolean', meaning: 'print the open reports, or those of one card, as JSON' },
    },
    examples: [
      ['podium reports', 'lists what is open, the oldest first'],
      ['podium reports 12', 'shows the card of report 12 with everything that was written about it'],
      ['podium reports --resolve 12 --note "Mended in 1.4."', 'settles it'],
    ],
    exitCodes: {
      0: 'they are listed, shown or settled, or there are none',
      1: 'there is no such report, or the database cannot be used: a line on stderr says which',
    },
  },
  async ({ values, positionals }, io) => {
    const typed = atMostOne(positionals, 'ID');
    const { resolve, note, json = false } = values;
    if (note !== undefined && resolve === undefined)
      throw new ArgumentError('--note goes with --resolve ID.');
    if (resolve !== undefined) {
      if (typed !== undefined || json) throw new ArgumentError('--resolve ID goes with --note only.');
      if (note !== undefined && note.length > LONGEST_NOTE)
        throw new ArgumentError(`--note has ${note.length} characters; ${LONGEST_NOTE} are the most.`);
      const reportId = wholeNumber('resolve', resolve, 1, MOST);
      return told('reports', io, async ({ settleReportAt }) => {
        const words = note?.trim() ?? '';
        const settled = await settleReportAt(databaseOf(io), {
          reportId,
          note: words === '' ? null : words,
          now: io.now(),
        });
        return `Settled: ${count(settled.reports, 'report')} of ${settled.card}. The bot tells ${settled.people === 1 ? 'the one who wrote it' : `the ${settled.people} who wrote them`}, within a minute while it runs.\n`;
      });
    }
    const id = typed === undefined ? undefined : wholeId(typed);
    return told('reports', io, async ({ openReportsAt, StoreError }) => {
      const open = await openReportsAt(databaseOf(io));
      const { reportList, reportText } = await import('./reports-text.ts');
      if (id === undefined) return json ? asJson(open.map(plain)) : reportList(open);
      const one = open.find(({ reports }) => reports.some((report) => report.id === id));
      if (one === undefined)
        throw new StoreError(
          'not-possible',
          `There is no open report ${id}. podium reports lists those that are open.`,
        );
      return json ? asJson(plain(one)) : reportText(one, await ourDecks());
    });
  },
);

function wholeId(typed: string): number {
  if (!/^[1-9]\d{0,14}$/.test(typed))
    throw new ArgumentError(`ID is the number of a report, and ${JSON.stringify(typed)} is none.`);
  return Number(typed);
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** As JSON has it: counts of options by their ids. */
function plain(card: RunnerCard): object {
  const { stats, serverCard: _, ...rest } = card;
  return {
    ...rest,
    stats: stats === undefined ? null : { ...stats, chosen: Object.fromEntries(stats.chosen) },
  };
}
