/** Too quick to say anything about growth, in ms of the processor. */
const TOO_QUICK_MS = 40;
const ATTEMPTS = 8;

/** Time of the processor in μs: this thread's own, or where Node.js cannot tell (before 23.9) the process's. */
function processorTime(): number {
  const { user, system } = (process.threadCpuUsage ?? process.cpuUsage)();
  return user + system;
}

/** In ms; a busy machine stretches it less than the clock's. */
function spent(task: () => void): number {
  const before = processorTime();
  task();
  return (processorTime() - before) / 1000;
}

/**
 * How many times the work grows when the input is doubled: 2 where it is linear, 4 where it is quadratic. Measured in
 * one run by what four times the size costs, the least of each; measured again while it is above `enough`, for what
 * disturbs a measurement only adds to it. 1 where the larger size takes less than `tooQuick` ms. Where an input grows
 * faster than its size, `lengthOf` says how long it is at a size.
 */
export function growthPerDoubling(
  task: (size: number) => void,
  size: number,
  { enough = 2.5, tooQuick = TOO_QUICK_MS, lengthOf = (of: number): number => of } = {},
): number {
  const doublings = Math.max(2, Math.log2(lengthOf(4 * size) / lengthOf(size)));
  const perDoubling = (): number => (large / small) ** (1 / doublings);
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
    if (perDoubling() <= enough) break;
  }
  return perDoubling();
}
