import { complete } from '../../cluster/index.ts';
import { type LabSession, quickLines } from '../../play/labs.ts';

/** Characters of a choice in Discord's list, name and value alike. */
const LONGEST = 100;
const MOST = 25;
/** Of those typed before, so many come ahead of what Tab offers. */
const RECENT = 5;

/**
 * Lines that what is typed so far may become: those of the step that begin so, those typed before, the last first, and
 * what Tab would make of it. What was typed itself stays possible: Discord sends whatever stands in the box.
 */
export function suggestions(
  session: Pick<LabSession, 'lab' | 'step' | 'cluster' | 'inside'>,
  typed: string,
): readonly string[] {
  const line = typed.trimStart();
  const wanted = line.toLowerCase();
  const step = session.inside ? ['exit'] : quickLines(session, session.step);
  const before = session.inside ? [] : session.cluster.machine.history.toReversed();
  const begins = (lines: readonly string[]) => lines.filter((each) => each.toLowerCase().startsWith(wanted));
  const has = before.filter((each) => each.toLowerCase().includes(wanted));
  const tab = line === '' ? [] : completed(session, line);
  const lines = [...begins(step), ...begins(before).slice(0, RECENT), ...tab, ...begins(before), ...has];
  return [...new Set(lines)].filter((each) => each.length <= LONGEST && !each.includes('\n')).slice(0, MOST);
}

/** The line with each of what Tab offers at its end, without the blank that a shell puts behind it. */
function completed({ cluster }: Pick<LabSession, 'cluster'>, line: string): readonly string[] {
  const { from, candidates } = complete(cluster, line, line.length);
  return candidates.map(({ text }) => `${line.slice(0, from)}${text}`.trimEnd());
}
