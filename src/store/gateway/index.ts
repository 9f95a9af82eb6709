import type { Doors } from '../engine/doors.ts';
import { takeIdentifySlot } from './identify.ts';
import type { GatewayStore } from './interface.ts';

/** The use-cases of `gateway/`. */
export function gatewayStore({ commit }: Doors): GatewayStore {
  return { takeIdentifySlot: (input) => commit((trx) => takeIdentifySlot(trx, input)) };
}
