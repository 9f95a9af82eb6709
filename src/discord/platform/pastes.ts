import type { Sheet } from '../../pictures/index.ts';
import type { AskedOn } from '../../play/on-paste.ts';
import type { Question } from '../../study/index.ts';
import type { OutgoingMessage } from './message.ts';

/** A paste that somebody wants explained. */
export interface Asked {
  readonly paste: string;
  /** As typed: `app=101`. */
  readonly imageUsers: string;
  /** User id of whoever asked. */
  readonly owner: string;
}

/** A container of a paste that somebody wants to see in full. */
export interface AskedOfOne extends Asked {
  readonly which: string;
}

export interface Answered {
  readonly message: OutgoingMessage;
  readonly explained: boolean;
}

/** A paste as a picture (null: there is no pod to draw), or the message that says why it cannot be read. */
export type Drawn = { readonly sheet: Sheet | null } | { readonly message: OutgoingMessage };

/**
 * What can be made of strangers' pastes. Long ones are worked on in a thread, so that nobody waits for anybody's.
 * Every method throws UserError: when the image users are not readable, `paste-too-heavy` when the thread had to be
 * stopped.
 */
export interface Pastes {
  /** The explanation as a message, or why there is none. */
  explain(asked: Asked): Promise<Answered>;
  /** What was found, in the cluster's own words and with every path, as a message. */
  details(asked: Asked): Promise<OutgoingMessage>;
  /** One container in full as a message; `which` is what its menu gave. */
  container(asked: AskedOfOne): Promise<OutgoingMessage>;
  /** Its two levels drawn. */
  draw(asked: Asked): Promise<Drawn>;
  /** The corrected manifest as a message. */
  correct(asked: Omit<Asked, 'imageUsers'>): Promise<OutgoingMessage>;
  /** A question about it; undefined where nothing (more) can be asked and be sure of the answer. */
  ask(asked: AskedOn): Promise<Question | undefined>;
}
