import type { Match, MatchOptions, MatchPlayer } from '../../store/store.ts';
import { counted } from '../platform/intervals.ts';
import { sentence } from '../platform/markdown.ts';

/** What a match is where nothing else is chosen. */
export const DEFAULTS = { rounds: 5, seconds: 30 } as const;

/** To whoever opened it. */
export const LOBBY_OPEN = 'The lobby is open below. You are in; press Start there once everybody is.';

/** Names of the teams, by number. */
const TEAM_NAMES = ['Pods', 'Nodes', 'Volumes', 'Secrets'] as const;
/** The same with a sign each, so that colour is not what tells them apart. */
const TEAM_SIGNS = ['🟦', '🟧', '🟩', '🟪'];

/** `🟦 Pods` */
export function teamName(team: number): string {
  return `${TEAM_SIGNS[team] ?? ''} ${TEAM_NAMES[team] ?? `Team ${team + 1}`}`.trim();
}

/** A player as a message names them: never a ping. Whose data was deleted is somebody. */
export function named({ userId }: Pick<MatchPlayer, 'userId'>): string {
  return userId === null ? 'somebody' : `<@${userId}>`;
}

/** `5 rounds · 20 seconds each · teams` and what else was chosen. */
export function rulesOf({ options, rounds }: Match): string {
  return [
    counted(rounds === 0 ? options.rounds : rounds, 'round'),
    `${options.seconds} seconds each`,
    options.race ? 'a race: the first right answer takes the round' : 'everybody answers',
    ...(options.teams === 0 ? [] : [`${options.teams} teams`]),
    ...(options.open ? ['anybody may join in, at any time'] : []),
  ].join(' · ');
}

const KINDS: Readonly<Record<MatchOptions['kind'], string>> = {
  mixed: 'questions and drills',
  questions: 'questions',
  drills: 'drills',
  repair: 'manifests to mend',
};

/** What is asked. */
export function subjectOf({ topic, topics = [], kind }: MatchOptions, deckTitle: string | null): string {
  const from = [topic, ...topics, deckTitle]
    .filter((each) => each !== null)
    .map((each) => sentence(each, 100).text);
  return from.length === 0
    ? `What you are likeliest to have forgotten: ${KINDS[kind]}`
    : `${from.join(', ')}: ${KINDS[kind]}`;
}
