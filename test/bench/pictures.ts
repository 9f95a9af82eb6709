import { openPictures } from '../../src/pictures/index.ts';
import { SAMPLES } from '../pictures/samples.ts';
import { median } from './samples.ts';

const PICTURES = 200;
const BLOCK = 20;

/** Prints what a picture of `/stats` takes, and that neither time nor memory grows with the number drawn. */
export async function benchPictures(): Promise<void> {
  const pictures = openPictures();
  const times: number[] = [];
  const megabytes: number[] = [];
  for (let drawn = 0; drawn <= PICTURES; drawn += 1) {
    const started = performance.now();
    await pictures.progress(SAMPLES.busyYear);
    times.push(performance.now() - started);
    if (drawn > 0 && drawn % BLOCK === 0) megabytes.push(process.memoryUsage.rss() / 2 ** 20);
  }
  await pictures.close();
  const [cold = Number.NaN, ...warm] = times;
  const [first, last] = [median(warm.slice(0, BLOCK)), median(warm.slice(-BLOCK))];
  const [early = Number.NaN, late = Number.NaN] = [megabytes[0], megabytes.at(-1)];
  console.table([
    { what: 'the first, with its thread, ms', value: cold.toFixed(0) },
    { what: `one of pictures 1 to ${BLOCK}, ms`, value: first.toFixed(0) },
    {
      what: `one of the last ${BLOCK} of ${PICTURES}, ms`,
      value: last.toFixed(0),
      ratio: (last / first).toFixed(2),
    },
    { what: `memory after ${BLOCK}, MB`, value: early.toFixed(0) },
    { what: `memory after ${PICTURES}, MB`, value: late.toFixed(0), ratio: (late / early).toFixed(2) },
  ]);
}
