/** Too quick to say anything about growth, in ms of the processor. */
export const TOO_QUICK_MS = 40;
const ATTEMPTS = 6;

/** Processor time of this process in ms, which a busy machine stretches less than the clock's. */
function spent(task: () => void): number {
  const before = process.cpuUsage();
  task();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * How many times the work grows when the size is doubled: 2 where it is linear, 4 where it is quadratic. Measured in
 * one run as the root of what four times the size costs, the least of each; measured again while it is above `enough`,
 * for what disturbs a measurement only adds to it. 1 where the larger size takes less than `tooQuick` ms.
 */
export function growthPerDoubling(
  task: (size: number) => void,
  size: number,
  { enough = 2.5, tooQuick = TOO_QUICK_MS } = {},
): number {
  let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < ATTEMPTS; i++) {
    large = Math.min(
      large,
      spent(() => task(4 * size)),
    );
    if (large < tooQuick) return 1;
    small = Math.min(
      small,
      spent(() => task(size)),
    );
    if (i > 0 && Math.sqrt(large / small) <= enough) break;
  }
  return Math.sqrt(large / small);
}
