import { type LabSession, quickLines } from '../../play/labs.ts';

/** Characters of a choice in Discord's list, name and value alike. */
const LONGEST = 100;
const MOST = 25;

/**
 * Lines that what is typed so far may become: those of the step that begin so, and those typed before, the last first.
 * What was typed itself stays possible: Discord sends whatever stands in the box.
 */
export function suggestions(
  session: Pick<LabSession, 'lab' | 'step' | 'cluster' | 'inside'>,
  typed: string,
): readonly string[] {
  const wanted = typed.trimStart().toLowerCase();
  const before = session.inside ? [] : session.cluster.machine.history.toReversed();
  const step = session.inside ? ['exit'] : quickLines(session, session.step);
  const lines = [...step, ...before].filter((line) => line.length <= LONGEST && !line.includes('\n'));
  const begins = lines.filter((line) => line.toLowerCase().startsWith(wanted));
  const has = lines.filter((line) => line.toLowerCase().includes(wanted));
  return [...new Set([...begins, ...has])].slice(0, MOST);
}
