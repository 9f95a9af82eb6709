import type { Generated } from 'kysely';

export interface DeckTables {
  server_decks: ServerDecksTable;
  server_cards: ServerCardsTable;
  revisions: RevisionsTable;
  deck_order: { guild_id: string; place: number; deck: string };
}

interface ServerDecksTable {
  id: Generated<number>;
  guild_id: string;
  deck: string;
  title: string;
  description: string;
  imported_at: number;
  /** Ids of the decks it comes after, as JSON. */
  after: string | null;
}

interface ServerCardsTable {
  card: string;
  deck_id: number;
  position: number;
  topic: string;
  family: string | null;
  /** Keys of the cards it needs, as JSON. */
  needs: string | null;
  /** Among the new cards of its deck. */
  place: Generated<number>;
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
