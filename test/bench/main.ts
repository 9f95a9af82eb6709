import { benchAnswer } from './answer.ts';
import { benchCluster } from './cluster.ts';
import { benchConflicts } from './conflicts.ts';
import { benchDeferred } from './deferred.ts';
import { benchEndure } from './endure.ts';
import { benchExplain } from './explain.ts';
import { benchMatch } from './match.ts';
import { benchMemory } from './memory.ts';
import { benchPictures } from './pictures.ts';
import { benchQueue } from './queue.ts';
import { benchScale } from './scale/scale.ts';
import { benchStart } from './start.ts';

/** `npm run bench` runs all of them but the last, `npm run bench NAME` the one named. */
const BENCHES: Readonly<Record<string, () => void | Promise<void>>> = {
  explain: benchExplain,
  cluster: benchCluster,
  answer: benchAnswer,
  deferred: benchDeferred,
  start: benchStart,
  pictures: benchPictures,
  memory: benchMemory,
  queue: benchQueue,
  conflicts: benchConflicts,
  match: benchMatch,
  endure: benchEndure,
  scale: benchScale,
};

/** So long that nobody wants it beside the others. */
const ALONE = 'endure';

const [name] = process.argv.slice(2);
if (name !== undefined && !Object.hasOwn(BENCHES, name)) {
  console.error(`There is no bench "${name}": ${Object.keys(BENCHES).join(', ')}.`);
  process.exitCode = 1;
} else
  for (const [title, run] of Object.entries(BENCHES))
    if (name === title || (name === undefined && title !== ALONE)) {
      console.log(`\n${title}`);
      await run();
    }
