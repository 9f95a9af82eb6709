/** A session as the page shows it. */
import type { LabEntry, LabSession } from '../play/labs.ts';
import { stepOf } from '../play/labs.ts';
import { wantedOf } from '../study/labs/index.ts';
import type { ShownEntry, ShownLab, ShownStep } from './protocol.ts';

export function shownLab(session: LabSession): ShownLab {
  const { id, title, kind, topic, difficulty, minutes, story, steps } = session.lab;
  return {
    session: session.id,
    turn: session.turn,
    lab: { id, title, kind, topic, difficulty, minutes, story },
    steps: steps.length,
    step: shownStep(session),
    prompt: session.prompt,
    edit: session.edit,
    inside: session.inside,
    history: session.cluster.machine.history,
    finished: session.finishedAt !== null,
  };
}

function shownStep(session: LabSession): ShownStep | null {
  const step = stepOf(session);
  if (step === undefined) return null;
  const { title, words, goals, hints, quick } = step;
  const taken = session.hints[session.step] ?? 0;
  return {
    at: session.step,
    title,
    words,
    wanted: goals.map(wantedOf),
    hints: hints.slice(0, taken),
    hintCount: hints.length,
    quick,
  };
}

export function shownEntry({ turn, typed, prompt, stdout, stderr }: LabEntry): ShownEntry {
  return { turn, typed, prompt, stdout, stderr };
}
