import type { Generated } from 'kysely';

export interface DeckTables {
  server_decks: ServerDecksTable;
  server_cards: ServerCardsTable;
  revisions: RevisionsTable;
}

interface ServerDecksTable {
  id: Generated<number>;
  guild_id: string;
  deck: string;
  title: string;
  description: string;
  imported_at: number;
}

interface ServerCardsTable {
  card: string;
  deck_id: number;
  position: number;
  topic: string;
  family: string | null;
  /** The Card as JSON. */
  body: string;
}

export interface RevisionsTable {
  card: string;
  /** An earlier version's hash of the right answer; empty where `asked` was there from the beginning. */
  revision: string;
  /** The Asked of study/ as JSON. */
  asked: string | null;
}
