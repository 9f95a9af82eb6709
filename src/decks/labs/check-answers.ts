import { LAB_LIMITS, type Lab, type LabStep, type Move } from '../../study/labs/index.ts';
import type { Complaint } from './complaint.ts';

/** What can be said of a lab's texts without playing it: its hints lead to the answer, its attempts name goals. */
export function answersIn({ steps }: Lab): readonly Complaint[] {
  return steps.flatMap((step, index) =>
    [...hintsOf(step), ...attemptsOf(step)].map((each) => ({
      ...each,
      path: ['steps', index, ...each.path],
    })),
  );
}

function hintsOf({ hints, solution }: LabStep): readonly Complaint[] {
  const long = hints.slice(0, 2).flatMap((hint, index) =>
    hint.length > LAB_LIMITS.hint
      ? [
          {
            code: 'hint-too-long',
            path: ['hints', index],
            message: `has ${hint.length} characters, at most ${LAB_LIMITS.hint} fit: only the last hint is the answer`,
          },
        ]
      : [],
  );
  const [, , answer] = hints;
  const tooLong: readonly Complaint[] =
    answer.length > LAB_LIMITS.answer
      ? [
          {
            code: 'hint-too-long',
            path: ['hints'],
            message: `make an answer of ${answer.length} characters, at most ${LAB_LIMITS.answer} fit: shorten the solution, or write a third hint`,
          },
        ]
      : [];
  const said = spaced(answer);
  const missing = solution.flatMap(written).find((line) => !said.includes(spaced(line)));
  return [
    ...long,
    ...tooLong,
    ...(missing === undefined
      ? []
      : [
          {
            code: 'hint-without-answer',
            path: ['hints', 2],
            message: `is the answer, but does not hold this line of the solution: ${missing.trim()}`,
          },
        ]),
  ];
}

const spaced = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** The lines of a move that somebody has to know: what is typed, what is new in an editor. */
function written(move: Move): readonly string[] {
  const text = move.kind === 'change' ? Object.values(move.replace).join('\n') : (move.text ?? '');
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** A step about a field at a level is one that people get wrong: it has to know how. */
function attemptsOf({ goals, attempts }: LabStep): readonly Complaint[] {
  const ids = new Set(goals.map(({ id }) => id));
  const strangers = attempts.flatMap((attempt, index) =>
    attempt.unmet.flatMap((id, at) =>
      ids.has(id)
        ? []
        : [
            {
              code: 'unknown-reference',
              path: ['attempts', index, 'unmet', at],
              message: `is "${id}", which is no goal of this step`,
            },
          ],
    ),
  );
  const field = goals.find(({ kind, already }) => kind === 'effective' && already !== true);
  const tried = attempts.some(({ unmet }) =>
    goals.some(({ id, kind }) => kind === 'effective' && unmet.includes(id)),
  );
  if (field === undefined || tried) return strangers;
  return [
    ...strangers,
    {
      code: 'no-attempt',
      path: ['attempts'],
      message: `has none that misses the goal "${field.id}": write one that sets the field at the wrong level, or otherwise in the way people do`,
    },
  ];
}
