import type { Doors } from '../engine/doors.ts';
import type { PeopleStore } from './interface.ts';
import { deleteUser, exportUser } from './people.ts';
import { stats } from './stats.ts';

/** The use-cases of `people/`. */
export function peopleStore({ read, snapshot, own, removed }: Doors): PeopleStore {
  return {
    stats: async (userId, at) => read((from) => stats(from, userId, at)),
    exportUser: async (userId) => snapshot((trx) => exportUser(trx, userId)),
    deleteUser: (userId) =>
      own(userId, async (trx) => {
        const rows = await deleteUser(trx, userId);
        if (rows > 0) await removed(trx);
        return rows;
      }),
  };
}
