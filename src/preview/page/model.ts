import type { Command, Message, Modal, User } from '../wire.ts';

export interface PlaceView {
  readonly id: string;
  readonly name: string;
  readonly context: number;
  readonly guild: string | null;
  /** As Discord counts the types of channels. */
  readonly type: number;
  readonly commands: readonly Command[];
  readonly messages: readonly Message[];
}

export interface StateView {
  readonly me: User;
  readonly bot: User & { readonly online: boolean };
  /** Pages beside this one. */
  readonly pages: readonly { readonly label: string; readonly address: string }[];
  readonly people: readonly User[];
  readonly places: readonly PlaceView[];
  /** Of every server of these places, @everyone among them. */
  readonly roles: readonly { readonly id: string; readonly name: string; readonly guild: string }[];
}

/** What the server says of one's own interactions. */
export interface InteractionView {
  readonly kind: 'interaction';
  readonly id: string;
  readonly type: number;
  readonly place: string;
  readonly answer: number | null;
  readonly failed: boolean;
  readonly modal: Modal | null;
  readonly source: string | null;
  readonly name: string | null;
}

export type EventView =
  | { readonly kind: 'message' | 'edit' | 'delete'; readonly message: Message }
  | { readonly kind: 'bot'; readonly online: boolean }
  | { readonly kind: 'commands' }
  | { readonly kind: 'people'; readonly people: readonly User[] }
  | InteractionView;

/** Everything the page shows now. */
export interface Model {
  state: StateView;
  place: string;
  readonly messages: Map<string, Message>;
  readonly interactions: Map<string, InteractionView>;
}
