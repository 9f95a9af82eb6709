import { BOUNDS } from '../bounds.ts';
import type { Draft } from '../draft.ts';
import type { LogLine } from '../state.ts';

/** Adds what a container's program wrote to its log, line by line; the oldest lines go when it grows too long. */
export function appendLog(draft: Draft, container: string, stream: 'stdout' | 'stderr', text: string): void {
  const record = draft.containers[container];
  if (record === undefined || text === '') return;
  const log = [...record.log];
  const pieces = text.split('\n');
  const rest = pieces.pop() ?? '';
  const at = draft.now;
  const of: Pick<LogLine, 'stream'> = stream === 'stderr' ? { stream } : {};
  const put = (piece: string, partial: boolean): void => {
    const open = log.at(-1);
    if (open?.partial === true && open.stream === of.stream) log.pop();
    else if (partial && piece === '') return;
    const before = open?.partial === true && open.stream === of.stream ? open.text : '';
    const line: LogLine = { at, ...of, text: before + piece };
    log.push(partial ? { ...line, partial: true } : line);
  };
  for (const piece of pieces) put(piece, false);
  if (rest !== '') put(rest, true);
  let size = log.reduce((sum, line) => sum + line.text.length + 1, 0);
  let first = 0;
  while (size > BOUNDS.logBytes && first < log.length - 1) {
    size -= (log[first]?.text.length ?? 0) + 1;
    first += 1;
  }
  draft.containers[container] = { ...record, log: log.slice(first) };
}
