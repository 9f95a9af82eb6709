/** A process of its own for move.test.ts, killed from outside: `move FROM TO` in this folder's terms; a line a part. */
import { writeSync } from 'node:fs';
import { move } from '../../../src/store/move.ts';
import type { Place } from '../../../src/store/place.ts';

const [from = '', to = ''] = process.argv.slice(2);
const place = (typed: string): Place => (typed.startsWith('postgres:') ? { url: typed } : { path: typed });
await move(place(from), place(to), {
  now: Date.now(),
  onProgress: ({ phase, table, rows }) => void writeSync(1, `${phase} ${table} ${rows}\n`),
});
writeSync(1, 'done\n');
