/**
 * A process of its own for process.test.ts. `hold PLACE` opens the store and says so; `answer PLACE` asks and answers
 * without end and prints the id of each answer once the store has acknowledged it. Killed from outside. PLACE is the path
 * of an SQLite file or the address of a PostgreSQL database.
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/index.ts';
import { placeOf } from './place.ts';
import { askInput, question, right } from './questions.ts';

const [mode, place] = process.argv.slice(2);
if (place === undefined) throw new Error('usage: process.child.ts hold|answer PLACE');

try {
  const store = await openStore(placeOf(place));
  writeSync(1, 'open\n');
  if (mode === 'hold') setInterval(() => {}, 1_000);
  for (let n = 0; mode === 'answer'; n += 8) {
    // Eight at a time, so that commits are shared.
    const ids = await Promise.all(
      [0, 1, 2, 3, 4, 5, 6, 7].map(async (more) => {
        const { id } = await store.ask(askInput({ question: question(`basics/${n + more}`) }));
        await store.recordAnswer(right(id));
        return id;
      }),
    );
    for (const id of ids) writeSync(1, `${id}\n`);
  }
} catch (error) {
  writeSync(2, `${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
