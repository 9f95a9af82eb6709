import { gzipSync } from 'node:zlib';
import { ComponentType } from 'discord.js';
import type { PersonalTable } from '../../store/store.ts';
import { ACCENT, button, container, row, text } from '../platform/components.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { privacyIds } from './ids.ts';

/** What each table holds of a person: as it is told, and in the few words that name it where it is deleted. */
const TABLES: Readonly<Record<PersonalTable, { readonly holds: string; readonly short: string }>> = {
  asks: { holds: 'the questions put to you and in which server and channel', short: 'open questions' },
  reviews: { holds: 'each of your answers with its time and points', short: 'answers' },
  cards: { holds: 'what is known of your memory of each card', short: 'schedule' },
  scores: { holds: 'your points in each server', short: 'points' },
  days: { holds: 'your points and counts for each day', short: 'streak' },
  topics: { holds: 'the same for each topic', short: 'figures by topic' },
  season_scores: {
    holds: 'your points in the seasons of a server (in the final standings your place stays, as somebody’s)',
    short: 'points in seasons',
  },
  board_members: {
    holds: 'whether you are still in a server on whose board you are shown',
    short: 'places on boards',
  },
  beliefs: {
    holds: 'which mistakes your wrong answers show, by their names (such as “the pod always wins”)',
    short: 'mistakes by name',
  },
  settings: { holds: 'your settings', short: 'settings' },
  breaks: { holds: 'your breaks', short: 'breaks' },
  reminders: { holds: 'the hour of your reminder', short: 'reminder' },
  reports: {
    holds:
      'the text of mistakes you report, which is shown without your name to who looks after the card: whoever runs me, and the people who manage the server it was reported in or whose deck it is of',
    short: 'reports',
  },
  report_news: { holds: 'what came of them, and whether you have been told', short: 'what came of them' },
  pending_imports: {
    holds: 'a deck you import that would replace cards, until you decide, a day at most',
    short: 'imports that wait',
  },
  lab_sessions: {
    holds:
      'the labs you have open, with their simulated clusters and files, for 30 days after you last used them',
    short: 'open labs',
  },
  lab_entries: {
    holds: 'what you typed in them and what came back, as long as they are',
    short: 'what you typed there',
  },
  lab_checkpoints: { holds: 'earlier states of their clusters, for Undo', short: 'their earlier states' },
  labs_done: { holds: 'the labs you have finished and their points', short: 'finished labs' },
  match_players: {
    holds: 'the matches you played, with your name as it was shown, for 30 days after their end',
    short: 'name in matches',
  },
  group_members: {
    holds: 'in which servers you let your memory count in the group’s, and whether you may be named there',
    short: 'part in groups',
  },
  daily: { holds: 'in which servers you set the daily question', short: 'name on daily questions you set' },
  daily_answers: {
    holds: 'your answers to daily questions, for 60 days after the right one was told',
    short: 'answers to daily questions',
  },
  daily_streaks: {
    holds: 'your streak of daily questions in each server, and whether it may be shown there',
    short: 'streaks of daily questions',
  },
  exams: {
    holds: 'your mock exams with their results, where you took them and the role you asked for',
    short: 'exams',
  },
  exam_items: { holds: 'their tasks and your answers, for 180 days', short: 'what you answered in them' },
  lessons: { holds: 'how far you are in each lesson', short: 'progress in the lessons' },
};

/** What is kept of a person, for how long, and how to get or remove it. */
export function privacyMessage(userId: string): OutgoingMessage {
  const kept = [
    `**What is kept:** your Discord id; ${Object.values(TABLES)
      .map(({ holds }) => holds)
      .join('; ')}.`,
    '**Of everyone together, naming nobody:** how often each card is answered right and each option chosen; what was typed in labs that they do not simulate, by the name of the command or flag.',
    '**What is not kept:** manifests you paste or attach, messages you have explained, your picture; your name, except in the matches you play. They are not logged either. One exception: *Quiz me on this* keeps the manifest with its question until you answer it, a day at most; then it is overwritten.',
    '**What it is for:** asking you questions, grading them, the leaderboard of the server you answered in, and, if you join a server’s group, rounded means over three people or more that others see there. Nobody else is given it, except as said here, and no model is trained with it.',
    '**How long:** until you delete it here. What belongs to a server alone (its leaderboard, its decks) goes a week after the server removes me.',
  ];
  return {
    components: [
      container(ACCENT.neutral, [
        text('## Privacy'),
        text(kept.join('\n')),
        row([
          button(privacyIds.export.id(userId), 'Export my data'),
          button(privacyIds.askDelete.id(userId), 'Delete my data…', 'danger'),
        ]),
      ]),
    ],
  };
}

/** Asks once more before everything goes. */
export function confirmDeletionMessage(userId: string): OutgoingMessage {
  const listed = Object.values(TABLES).map(({ short }) => short);
  return {
    components: [
      container(ACCENT.wrong, [
        text(
          `## Delete everything about you?\nYour ${listed.slice(0, -1).join(', ')} and ${listed.at(-1)} are removed at once, and I cannot bring them back. What SQLite still keeps of them elsewhere in my database is overwritten soon, after a day at most; backups that whoever runs me has made are in their hands. Export your data first if you may want it.`,
        ),
        row([
          button(privacyIds.delete.id(userId), 'Yes, delete everything', 'danger'),
          button(privacyIds.export.id(userId), 'Export my data'),
          button(privacyIds.keep.id(userId), 'Keep it'),
        ]),
      ]),
    ],
  };
}

/** `rows` of the database are gone. */
export function deletedMessage(rows: number): OutgoingMessage {
  const said =
    rows === 0
      ? 'There was nothing to delete.'
      : `Done: everything about you is deleted (${rows} ${rows === 1 ? 'row' : 'rows'}).`;
  return { components: [container(ACCENT.neutral, [text(said)])] };
}

export function keptMessage(): OutgoingMessage {
  return { components: [container(ACCENT.neutral, [text('Nothing was deleted.')])] };
}

/** Longer exports are packed: clusters of labs are large, and hardly anything once they are. In UTF-16 units. */
const LARGE = 3_000_000;

/** The export as a JSON file, one member a table; a large one as gzip of it. */
export function exportMessage(tables: Readonly<Record<string, readonly unknown[]>>): OutgoingMessage {
  const json = `${JSON.stringify(tables, null, 2)}\n`;
  const packed = json.length > LARGE;
  const name = packed ? 'podium-export.json.gz' : 'podium-export.json';
  const rows = Object.values(tables).reduce((sum, each) => sum + each.length, 0);
  return {
    components: [
      text(`Everything that is kept about you: ${rows} ${rows === 1 ? 'row' : 'rows'}.`),
      { type: ComponentType.File, file: { url: `attachment://${name}` } },
    ],
    files: [{ name, data: packed ? gzipSync(json) : json }],
  };
}
