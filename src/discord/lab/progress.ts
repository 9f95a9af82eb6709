import { type LabSession, stepOf } from '../../play/labs.ts';
import { counted } from '../platform/intervals.ts';
import { helpLine, timeLine } from './view-finished.ts';

/** How far somebody is, for everybody to read. */
export function progressLine(session: LabSession, typed: number): string {
  const { lab, step, finishedAt } = session;
  const lines = counted(typed, 'line');
  if (finishedAt !== null) return `${timeLine(session)} · ${helpLine(session)} · ${lines}`;
  if (lab.steps.length === 0) return `A cluster of one’s own · ${lines}`;
  return `At step ${step + 1} of ${lab.steps.length}: ${stepOf(session)?.title ?? ''} · ${helpLine(session)} · ${lines}`;
}
