import type { Command } from '../command.ts';

/** Every command, by hand, in the order `/help` lists them. */
export const commands: readonly Command[] = [];
