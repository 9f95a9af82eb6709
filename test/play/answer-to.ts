import type { Answer, Question } from '../../src/study/index.ts';

/** What a simulated learner answers. */
export function answerTo({ kind, options = [], number = 0, ...typed }: Question, right: boolean): Answer {
  if (typed.predict !== undefined) return { kind: 'text', text: right ? typed.predict.prints : 'nothing' };
  if (typed.blank !== undefined) return { kind: 'text', text: right ? typed.blank : 'x' };
  if (typed.mend !== undefined)
    return { kind: 'text', text: right ? typed.mend.solution : `${typed.manifest ?? ''}\n# the same` };
  if (kind === 'number') return { kind: 'number', value: right ? number : number + 1 };
  if (kind === 'recall') return { kind: 'recall', knew: right };
  const keys = options.filter(({ correct }) => correct).map(({ key }) => key);
  const wrong = options.filter(({ correct }) => !correct).map(({ key }) => key);
  return { kind: 'options', keys: right ? keys : wrong.slice(0, 1) };
}
