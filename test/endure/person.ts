import { setTimeout as sleep } from 'node:timers/promises';
import { type Actor, NotPossible, type Reply, type Seen as Shown } from '../../src/preview/driver.ts';
import type { Answer } from '../../src/study/question.ts';
import type { Random } from '../../src/study/random.ts';
import { type Entry, entryOf, type Seen } from './ledger.ts';

/** What somebody is told in the place of what they wanted, and what it means for what is recorded. */
const TOLD = {
  refused: /nothing was recorded/,
  unknown: /I cannot say whether it was/,
  /** It could not be looked at; what was to be recorded may be. */
  unseen: /cannot be reached just now\. /,
  turnedAway: /I am being restarted right now/,
  /** Another review of the card, or its undone answer, came in between: nothing to hold against anybody. */
  overtaken: /no longer be changed|was not answered yet|Nothing was graded yet/,
} as const;

const VERDICT = /\*\*(✓ Right|✗ Wrong|✓ You knew it|✗ Not yet)\*\*/;
const KINDS = [
  'choice',
  'multi',
  'locate',
  'number',
  'recall',
  'repair',
  'fill',
  'predict',
  'drill',
] as const;
/** Nobody presses more often than this in vain. */
const MOST_TRIES = 60;

/** One of the crowd: answers questions until `over`, and keeps what they saw. */
export interface Person {
  readonly actor: Actor;
  readonly ledger: Map<number, Entry>;
  /** Resolves when they have stopped. */
  answering(over: () => boolean): Promise<void>;
}

/** Who looks on while a crowd answers. */
export interface Onlooker {
  /** Where what happens now is counted. */
  seen(): Seen;
  /** One more answer was acknowledged. */
  acknowledged(): void;
}

/** A person who answers as `random` says, and looks at each card for `paceMs` on average before they press. */
export function personOf(
  actor: Actor,
  random: Random,
  paceMs: number,
  { seen, acknowledged }: Onlooker,
): Person {
  const ledger = new Map<number, Entry>();
  const chance = (percent: number): boolean => random.below(100) < percent;
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[random.below(from.length)];
    if (picked === undefined) throw new RangeError('nothing to choose from');
    return picked;
  };

  /** What came back: the message with what they wanted, or undefined where they were told something else, which is counted. */
  function read(reply: Reply, entry: Entry | undefined): Shown | undefined {
    const now = seen();
    if (reply.kind === 'failed' || reply.kind === 'thinking') {
      now.failed += 1;
      if (entry !== undefined) entry.doubtful = true;
      return undefined;
    }
    const text = reply.message?.text ?? '';
    if (TOLD.refused.test(text)) now.refused += 1;
    else if (TOLD.turnedAway.test(text)) {
      now.turnedAway += 1;
      if (entry !== undefined) entry.doubtful = true;
    } else if (TOLD.unknown.test(text) || TOLD.unseen.test(text)) {
      now.unknown += 1;
      if (entry !== undefined) entry.doubtful = true;
    } else return reply.message ?? undefined;
    return undefined;
  }

  /** Does it until it is done, as people do; undefined where they gave it up. */
  async function insisting(act: () => Promise<Reply>, entry?: Entry): Promise<Reply | undefined> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const reply = await act();
      if (reply.kind === 'modal' || read(reply, entry) !== undefined) return reply;
      // Who was told that nothing was recorded may leave it at that.
      if (entry !== undefined && chance(25)) return undefined;
    }
    throw new Error(`${actor.person.user.username} pressed ${MOST_TRIES} times in vain`);
  }

  /** A question that waits for its answer, by /quiz, by /review or by Next. */
  async function question(last: Shown | undefined): Promise<Shown | undefined> {
    const next = last?.buttons.find(({ label }) => /^(Next|Another \d+)$/.test(label));
    if (last !== undefined && next !== undefined && !last.deleted && chance(75))
      return (await insisting(() => actor.press(last, next.label)))?.message ?? undefined;
    if (last?.ephemeral === true && !last.deleted) actor.dismiss(last);
    if (chance(35)) return (await insisting(() => actor.run('review')))?.message ?? undefined;
    const options = chance(60) ? { kind: pick(KINDS) } : {};
    const series = chance(20) ? { count: 3 } : {};
    return (await insisting(() => actor.run('quiz', { ...options, ...series })))?.message ?? undefined;
  }

  /** The outcome as the card shows it, noted once. */
  function noteOutcome(entry: Entry, card: Shown | undefined, reply: Reply): boolean {
    const verdict = VERDICT.exec(card?.text ?? '')?.[1];
    if (card === undefined || verdict === undefined || askOf(card) !== entry.askId) return false;
    if (entry.shown === null) {
      seen().acknowledged += 1;
      if (reply.ackMs !== null) seen().waits.push(reply.ackMs);
      acknowledged();
    }
    const points = Number(/\+(\d+) points?/.exec(card.text)?.[1] ?? 0);
    entry.shown = { correct: verdict.startsWith('✓'), points };
    return true;
  }

  /** Answers what is on the card once; the reply, and what they meant. */
  async function answerOnce(card: Shown, entry: Entry): Promise<Reply | undefined> {
    const has = (id: string) => card.buttons.find(({ customId }) => customId?.startsWith(id) === true);
    const [select] = card.selects;
    const given = (answer: Answer): void => void entry.tried.push(answer);
    if (has('quiz:reveal:') !== undefined) {
      await insisting(() => actor.press(card, /^quiz:reveal:/));
      return undefined;
    }
    if (has('quiz:type:') !== undefined) {
      const opened = await insisting(() => actor.press(card, /^quiz:type:/));
      if (opened?.modal === undefined || opened.modal === null) return opened;
      const [input] = opened.modal.components.flatMap(({ component }) => component ?? []);
      if (input?.custom_id === 'value') {
        const value = pick([0, 1000, 2000, 3000, 65534]);
        given({ kind: 'number', value });
        return actor.submit(opened, { value: String(value) });
      }
      const text =
        input?.value === undefined ? pick(['1000', 'runAsUser', 'root']) : `${input.value}# the same\n`;
      given({ kind: 'text', text });
      return actor.submit(opened, { [input?.custom_id ?? '']: text });
    }
    if (select?.custom_id?.startsWith('quiz:pick:') === true) {
      const values = (select.options ?? []).map(({ value }) => value);
      const keys = values.filter(() => chance(40)).slice(0, select.max_values ?? 1);
      const chosen = keys.length === 0 ? [pick(values)] : keys;
      given({ kind: 'options', keys: chosen.toSorted() });
      return actor.choose(card, select.custom_id, ...chosen);
    }
    const answers = card.buttons.filter(({ customId = '' }) =>
      /^(quiz:(answer|knew)|review:recall):/.test(customId),
    );
    if (answers.length === 0) return undefined;
    const { customId = '' } = pick(answers);
    const [, route = '', , key = ''] = customId.split(':');
    if (route === 'answer') given({ kind: 'options', keys: [key] });
    else given({ kind: 'recall', knew: key !== 'no' && key !== 'again' });
    const press = (): Promise<Reply> => actor.press(card, customId);
    // A double click.
    if (chance(4)) {
      const [first, second] = await Promise.all([press(), press()]);
      if (second.kind === 'failed') entry.doubtful = true;
      return first.kind === 'failed' ? second : first;
    }
    return press();
  }

  /** Answers the question on the card; the card with its outcome, undefined where they gave it up. */
  async function answer(card: Shown): Promise<Shown | undefined> {
    const askId = askOf(card);
    if (askId === undefined) return undefined;
    const entry = entryOf(ledger, askId);
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      if (VERDICT.test(card.text) && askOf(card) === askId) return card;
      const reply = await answerOnce(card, entry);
      if (reply === undefined) {
        if (!answerable(card)) return undefined;
        continue;
      }
      const told = read(reply, entry);
      if (noteOutcome(entry, told, reply)) return told;
      if (told !== undefined && told.id !== card.id && !TOLD.overtaken.test(told.text))
        seen().odd.push(told.text);
      // Who was told that nothing was recorded may leave it at that.
      if (!entry.doubtful && reply.kind === 'message' && chance(25)) return undefined;
    }
    throw new Error(`${actor.person.user.username} answered ${MOST_TRIES} times in vain: ${card.text}`);
  }

  /** Takes the answer on the card back now and then; the question again. */
  async function undo(card: Shown): Promise<Shown | undefined> {
    const button = card.buttons.find(({ customId }) => /^review:undo:\d+$/.test(customId ?? ''));
    const entry = ledger.get(Number(button?.customId?.split(':')[2]));
    if (button?.customId === undefined || entry?.shown == null || !chance(30)) return undefined;
    const { customId } = button;
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const reply = await actor.press(card, customId);
      const told = read(reply, undefined);
      if (told === undefined) {
        if (reply.kind !== 'message' || claimsNothing(reply)) entry.undone = 'maybe';
        continue;
      }
      if (TOLD.overtaken.test(told.text)) return undefined;
      entry.undone = 'yes';
      seen().undone += 1;
      return told;
    }
    throw new Error(`${actor.person.user.username} pressed Undo in vain`);
  }

  const claimsNothing = (reply: Reply): boolean => !TOLD.refused.test(reply.message?.text ?? '');

  return {
    actor,
    ledger,
    async answering(over) {
      let last: Shown | undefined;
      let card: Shown | undefined;
      while (!over()) {
        await sleep(random.below(2 * paceMs + 1));
        try {
          card ??= await question(last);
          if (card === undefined || askOf(card) === undefined || !answerable(card)) {
            [last, card] = [undefined, undefined];
            continue;
          }
          await sleep(random.below(2 * paceMs + 1));
          last = await answer(card);
          card = last === undefined ? undefined : await undo(last);
        } catch (error) {
          // The card was changed by an earlier press while they looked at it.
          if (!(error instanceof NotPossible)) throw error;
          [last, card] = [undefined, undefined];
        }
      }
    },
  };
}

/** The question that a card's buttons belong to. */
function askOf(card: Shown): number | undefined {
  const ids = [
    ...card.buttons.map(({ customId }) => customId),
    ...card.selects.map(({ custom_id }) => custom_id),
  ];
  for (const id of ids) {
    const found = /^(?:quiz:(?!report)\w+|review:(?!undo)\w+):(\d+)/.exec(id ?? '')?.[1];
    if (found !== undefined) return Number(found);
  }
  return undefined;
}

/** Whether it waits for an answer. */
function answerable(card: Shown): boolean {
  const waits = /^(quiz:(answer|knew|type|pick|reveal)|review:recall):/;
  return (
    card.buttons.some(({ customId }) => waits.test(customId ?? '')) ||
    card.selects.some(({ custom_id }) => waits.test(custom_id ?? ''))
  );
}
