import type { Delivery } from './delivery.ts';
import type { Gateway } from './gateway.ts';
import type { Person, Place, World } from './world.ts';

/** What Discord's own client would not let a person do: an unknown command, a disabled button, a missing option. */
export class NotPossible extends Error {}

/** Who acts, and where. */
export interface Stage {
  readonly world: World;
  readonly gateway: Gateway;
  readonly delivery: Delivery;
  readonly person: Person;
  readonly place: Place;
}
