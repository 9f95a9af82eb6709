import { isDeepStrictEqual } from 'node:util';
import type { Store } from '../../src/store/index.ts';
import type { Answer } from '../../src/study/question.ts';
import type { Entry } from './ledger.ts';
import { type Exported, grouped, recomputed, recorded } from './log.ts';
import type { Person } from './person.ts';

/** What is recorded, held against what people saw. */
export interface Verdict {
  /** Answers whose outcome somebody saw. */
  readonly acknowledged: number;
  /** Rows of the log. */
  readonly recorded: number;
  /** Acknowledged and not recorded, or not as it was shown. */
  readonly lost: readonly string[];
  /** Recorded twice, or recorded and never answered. */
  readonly doubled: readonly string[];
  /**
   * Recorded although the person was told that nothing was, and shown as recorded to whoever presses again. Where Discord
   * tells several processes of the same interaction, one may give up while another records it.
   */
  readonly contradicted: readonly string[];
  /** Sums, streaks, boards and memories that are not what the log gives when it is computed anew. */
  readonly differing: readonly string[];
}

export async function verdictOn(store: Store, people: readonly Person[]): Promise<Verdict> {
  const lost: string[] = [];
  const doubled: string[] = [];
  const contradicted: string[] = [];
  const differing: string[] = [];
  const logs = new Map<string, Exported>();
  let [acknowledged, rows] = [0, 0];
  for (const { actor, ledger } of people) {
    const exported = await recorded(store, actor.id);
    logs.set(actor.id, exported);
    rows += exported.reviews.length;
    const byAsk = grouped(exported.reviews, ({ ask_id }) => ask_id);
    for (const [askId, same] of byAsk) {
      const entry = ledger.get(askId);
      if (same.length > 1) doubled.push(`question ${askId}: ${same.length} rows`);
      if (entry === undefined) doubled.push(`question ${askId}: recorded, and nobody answered it`);
      else if (entry.shown === null && !entry.doubtful)
        contradicted.push(`question ${askId}: recorded, and told as not recorded (${JSON.stringify(entry)})`);
    }
    for (const entry of ledger.values()) {
      if (entry.shown === null) continue;
      acknowledged += 1;
      const [row] = byAsk.get(entry.askId) ?? [];
      const wrong = row === undefined ? 'not recorded' : otherwise(entry, row);
      if (wrong !== undefined)
        lost.push(`question ${entry.askId}: ${wrong} (${JSON.stringify({ entry, row })})`);
    }
    for (const what of await recomputed(store, actor.id, exported)) differing.push(`${actor.id}: ${what}`);
  }
  differing.push(...(await differingItems(store, [...logs.values()])));
  return { acknowledged, recorded: rows, lost, doubled, contradicted, differing };
}

/** In what a row is not what its person saw; undefined where it is. */
function otherwise({ tried, shown, undone }: Entry, row: Exported['reviews'][number]): string | undefined {
  if (shown === null) return undefined;
  if (!tried.some((answer) => isDeepStrictEqual(answer, plain(row.answer)))) return 'another answer';
  if ((row.correct === 1) !== shown.correct) return 'marked otherwise';
  if (row.points !== shown.points) return 'other points';
  if (undone === 'yes' && row.undone !== 1) return 'not undone';
  return undone === 'no' && row.undone !== 0 ? 'undone' : undefined;
}

function plain(answer: Answer): Answer {
  return answer.kind === 'options' ? { kind: 'options', keys: [...answer.keys].sort() } : answer;
}

/** The statistics of cards belong to nobody: everybody's log together gives them. */
async function differingItems(store: Store, logs: readonly Exported[]): Promise<readonly string[]> {
  const counts = new Map<string, { right: number; wrong: number }>();
  for (const { reviews, asks } of logs)
    for (const { ask_id, card, scored, undone, correct } of reviews) {
      const of = counts.get(card) ?? { right: 0, wrong: 0 };
      counts.set(card, of);
      if (scored === 1 && undone === 0 && asks.get(ask_id)?.stale === 0)
        of[correct === 1 ? 'right' : 'wrong'] += 1;
    }
  const stats = await store.itemStats([...counts.keys()]);
  return [...counts].flatMap(([card, { right, wrong }]) => {
    const kept = stats.get(card);
    const same = (kept?.right ?? 0) === right && (kept?.wrong ?? 0) === wrong;
    return same
      ? []
      : [`statistics of ${card}: ${kept?.right}/${kept?.wrong}, and ${right}/${wrong} by the log`];
  });
}
