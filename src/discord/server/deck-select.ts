import type { APISelectMenuOption, APIStringSelectComponent } from 'discord-api-types/v10';
import type { DeckSummary } from '../../play/library.ts';
import { clip, stringSelect } from '../platform/components.ts';

/** Decks on one page of a select: Discord takes 25 options, and two may be needed beside them. */
const PAGE = 23;
/** What is chosen beside a deck; no deck has an id like these. */
export const EVERY_DECK = '*';
export const MORE_DECKS = '>';

/** What a select of decks shows beside its page of them. */
interface DeckSelect {
  readonly placeholder: string;
  /** The deck that is chosen now; undefined where none is meant to be. */
  readonly chosen?: string | null;
}

/** A select of one deck, a page of them at a time; with `chosen` it offers every deck, too. */
export function deckSelect(
  id: (page: number) => string,
  page: number,
  decks: readonly DeckSummary[],
  { placeholder, chosen }: DeckSelect,
): APIStringSelectComponent {
  const pages = Math.max(1, Math.ceil(decks.length / PAGE));
  const at = page % pages;
  const every: APISelectMenuOption[] =
    chosen === undefined ? [] : [{ label: 'Every deck', value: EVERY_DECK, default: chosen === null }];
  const own = decks.slice(at * PAGE, (at + 1) * PAGE).map(({ id: value, title }) => ({
    label: clip(title, 100).text,
    value,
    default: chosen !== undefined && value === chosen,
  }));
  const more: APISelectMenuOption[] =
    pages === 1 ? [] : [{ label: `Other decks… (page ${at + 1} of ${pages})`, value: MORE_DECKS }];
  return stringSelect(id(at), [...every, ...own, ...more], { placeholder });
}
