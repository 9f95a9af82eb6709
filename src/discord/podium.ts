import { openDeckCheck } from '../decks/check-in-thread.ts';
import { openPictures, type Pictures } from '../pictures/index.ts';
import { type LabWork, openLabWork } from '../play/labs-in-thread.ts';
import { type Bot, type BotParts, type OpenBot, openBot } from './bot.ts';
import { commands, routes } from './commands.ts';
import { openPastes } from './explain/pastes.ts';
import { keepUp } from './upkeep.ts';

export interface PodiumParts extends Pick<BotParts, 'token' | 'client' | 'endpoint' | 'onEnd'> {
  readonly context: Omit<BotParts['context'], 'checkDeck' | 'labWork' | 'pastes' | 'pictures'>;
  /** What works on labs, where something else works with it too; it is closed with the bot. */
  readonly labWork?: LabWork;
  /** What draws in place of the thread. */
  readonly pictures?: Pictures;
}

/** Everything that serves people, over a store that is open. */
export interface Podium extends Pick<OpenBot, 'client'> {
  /** Logs in and serves. Called once. Throws as the bot's start does. */
  start(): Promise<Bot>;
  /** Ends all of it, also while it starts; handlers in flight get `graceMs`. The store stays open. */
  stop(graceMs: number): Promise<void>;
}

/** Wires the bot, the threads it works in and what the store wants done regularly. */
export function openPodium({
  token,
  client,
  endpoint,
  onEnd,
  context,
  labWork = openLabWork(),
  pictures = openPictures(),
}: PodiumParts): Podium {
  const { store, questions, log } = context;
  const deckCheck = openDeckCheck();
  const pastes = openPastes();
  const bot = openBot({
    token,
    client,
    ...(endpoint === undefined ? {} : { endpoint }),
    commands,
    routes,
    onEnd,
    context: { ...context, checkDeck: deckCheck.run, labWork, pastes, pictures },
  });
  let endUpkeep: (() => void) | undefined;
  return {
    client: bot.client,
    async start() {
      const started = await bot.start();
      // A card whose right answer is another one than when the bot last ran is learned anew.
      const changed = await store.reviseCards(questions.whole.flatMap(({ cards }) => cards));
      if (changed > 0) {
        log.info({ cards: changed }, 'cards have a different right answer now; they will be learned again');
      }
      endUpkeep = keepUp(context);
      return started;
    },
    async stop(graceMs) {
      endUpkeep?.();
      await bot.stop(graceMs);
      await deckCheck.close();
      await pastes.close();
      await labWork.close();
      await pictures.close();
    },
  };
}
