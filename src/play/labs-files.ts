import { type FileOnMachine, machineFiles } from '../cluster/index.ts';
import type { LabSession } from './labs.ts';

/** The learner's files, those in the home directory first. */
export function labFiles(session: Pick<LabSession, 'cluster'>): readonly FileOnMachine[] {
  const home = `${session.cluster.machine.env.HOME ?? '/root'}/`;
  const files = machineFiles(session.cluster);
  return [
    ...files.filter(({ path }) => path.startsWith(home)),
    ...files.filter(({ path }) => !path.startsWith(home)),
  ];
}

/** A path as one types it: from the home directory on, where it lies there. */
export function shortPath(session: Pick<LabSession, 'cluster'>, path: string): string {
  const home = `${session.cluster.machine.env.HOME ?? '/root'}/`;
  return path.startsWith(home) ? path.slice(home.length) : path;
}

/** The line that writes a text into a file, as one would type it: a heredoc that nothing in the text ends. */
export function savingLine(path: string, text: string): string {
  const body = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  const lines = new Set(body.split('\n'));
  let end = 'EOF';
  for (let number = 1; lines.has(end); number += 1) end = `EOF${number}`;
  return `cat > ${quoted(path)} <<'${end}'\n${body}${end}`;
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
