import { readdirSync, readFileSync } from 'node:fs';

/** `/proc` counts CPU time in hundredths of a second. */
const TICK_MS = 10;

interface Times {
  readonly parent: number;
  /** Of the process itself, and of its children that have ended. */
  readonly own: number;
  readonly gone: number;
}

/** CPU time that a process has used, in ms: what it costs, however busy the machine is. */
export function cpuMs(pid: number): number {
  return timesOf(pid)?.own ?? 0;
}

/** The same of a process and of all that it started, whether they still run or not. */
export function cpuMsWithChildren(pid: number): number {
  const first = timesOf(pid);
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const children = pids.flatMap((name) => {
    const times = timesOf(Number(name));
    return times?.parent === pid ? [times.own + times.gone] : [];
  });
  return (first?.own ?? 0) + (first?.gone ?? 0) + children.reduce((sum, ms) => sum + ms, 0);
}

/** What `/proc/PID/stat` says; undefined once the process is gone. The name in parentheses may hold anything. */
function timesOf(pid: number): Times | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [, parent = 0] = fields;
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11);
  return { parent, own: (user + system) * TICK_MS, gone: (childUser + childSystem) * TICK_MS };
}
