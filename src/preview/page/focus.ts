const OF_THE_BOT = '.button:enabled, a.button, select:enabled, .select-box input:enabled';

/** Where the keyboard was in a message: which control of how many, and its custom id. */
export interface Focus {
  readonly customId: string | undefined;
  readonly position: number;
}

/** Where the keyboard is in a drawn message; undefined when it is elsewhere. */
export function focusIn(drawn: HTMLElement | undefined): Focus | undefined {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !drawn?.contains(active)) return undefined;
  const before = [...drawn.querySelectorAll(OF_THE_BOT)].filter(
    (one) => one.compareDocumentPosition(active) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  return { customId: active.dataset.customId, position: before.length };
}

/**
 * Puts the keyboard back into a message that was drawn anew: to the same control, or to the one that stands there now,
 * or else to the last; in a message without controls of the bot's, to what it has of Discord's.
 */
export function focusAgain(drawn: HTMLElement, { customId, position }: Focus): void {
  const controls = [...drawn.querySelectorAll<HTMLElement>(OF_THE_BOT)];
  const same = controls.find((one) => customId !== undefined && one.dataset.customId === customId);
  const next = same ?? controls[position] ?? controls.at(-1) ?? drawn.querySelector<HTMLElement>('button');
  next?.focus();
}
