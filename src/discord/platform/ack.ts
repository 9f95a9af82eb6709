/**
 * How far an interaction has been answered. discord.js leaves `replied` and `deferred` false after a call that
 * failed, also when Discord had already acted on it, so Podium keeps its own record.
 *
 * none: nothing sent. deferred: "thinking" is shown, the answer goes into it. updating: a component was
 * acknowledged without a message of its own, an edit would replace the card. answered: a message or modal is out.
 */
export type Acked = 'none' | 'deferred' | 'updating' | 'answered';

interface Noted {
  readonly state: Acked;
  readonly firstAt: number;
}

const records = new WeakMap<object, Noted>();

export function ackedState(interaction: object): Acked {
  return records.get(interaction)?.state ?? 'none';
}

/** When Discord had the first answer, on the clock of `performance`; undefined while it has none. */
export function ackedAt(interaction: object): number | undefined {
  return records.get(interaction)?.firstAt;
}

export function setAcked(interaction: object, state: Acked): void {
  const firstAt = ackedAt(interaction) ?? performance.now();
  records.set(interaction, { state, firstAt });
}
