import type { Generated } from 'kysely';

export interface DeckTables {
  server_decks: ServerDecksTable;
  server_cards: ServerCardsTable;
  revisions: RevisionsTable;
  pending_imports: PendingImportsTable;
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

interface PendingImportsTable {
  id: Generated<number>;
  user_id: string;
  guild_id: string;
  /** The id its author gave it. */
  deck: string;
  state: 'waiting' | 'replaced' | 'cancelled' | 'void';
  /** zlib of JSON; null once it is decided. */
  body: Uint8Array | null;
  created_at: number;
  expires_at: number;
}

export interface RevisionsTable {
  card: string;
  /** An earlier version's hash of the right answer; empty where `asked` was there from the beginning. */
  revision: string;
  /** The Asked of study/ as JSON. */
  asked: string | null;
}
