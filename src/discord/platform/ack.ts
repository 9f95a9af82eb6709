/**
 * How far an interaction has been answered. discord.js leaves `replied` and `deferred` false after a call that
 * failed, also when Discord had already acted on it, so Podium keeps its own record.
 *
 * none: nothing sent. deferred: "thinking" is shown, the answer goes into it. updating: a component was
 * acknowledged without a message of its own, an edit would replace the card. answered: a message or modal is out.
 */
export type Acked = 'none' | 'deferred' | 'updating' | 'answered';

const states = new WeakMap<object, Acked>();

export function ackedState(interaction: object): Acked {
  return states.get(interaction) ?? 'none';
}

export function setAcked(interaction: object, state: Acked): void {
  states.set(interaction, state);
}
