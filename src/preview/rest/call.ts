import type { Draft } from '../compose.ts';
import type { Delivery } from '../delivery.ts';
import { refuse } from '../refusal.ts';
import type { Person, World } from '../world.ts';

/** What a route is given; `params` are the segments behind its `:names`. */
export interface Call {
  readonly world: World;
  readonly delivery: Delivery;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly draft: Draft & { readonly json: unknown };
  readonly gatewayUrl: string;
}

/** What stands in the path for `:name`. */
export function param(call: Call, name: string): string {
  return call.params[name] ?? '';
}

/** Whom the path names. Throws 10013. */
export function personOf(call: Call): Person {
  const person = call.world.people.get(param(call, 'user'));
  if (!person) throw refuse(10013);
  return person;
}
