import type { Actor } from '../../src/preview/driver.ts';
import type { Seen } from '../../src/preview/seen.ts';
import type { ExamItem } from '../../src/store/store.ts';
import { OURS } from './ours.ts';
import { type Stage, type StageOptions, startStage } from './stage.ts';

/** A stage with what comes with Podium. */
export function examStage(more: StageOptions = {}): Promise<Stage> {
  return startStage({ ...OURS, ...more });
}

/** The exam that a person is in, with its tasks. */
export async function examOf({ store }: Pick<Stage, 'store'>, person: Actor) {
  const live = await store.liveExam(person.id);
  const [last] = live === undefined ? await store.earlierExams(person.id) : [live];
  if (last === undefined) throw new Error('no exam');
  return store.examView(last.id, person.id);
}

/** Answers the task that a message shows as somebody does who knows it, or does not. Labs are left alone. */
export async function answerTask(
  person: Actor,
  message: Seen,
  { question }: ExamItem,
  right: boolean,
): Promise<void> {
  const options = question.options ?? [];
  const keys = options.filter(({ correct }) => correct).map(({ key }) => key);
  const wrong = options
    .filter(({ correct }) => !correct)
    .map(({ key }) => key)
    .slice(0, 1);
  const chosen = right ? keys : wrong;
  if (question.kind === 'choice') await person.press(message, chosen[0] ?? 'A');
  else if (question.kind === 'multi' || question.kind === 'locate')
    await person.choose(message, 0, ...chosen);
  else if (question.kind === 'number')
    await person.submit(await person.press(message, 'Answer…'), {
      value: right ? String(question.number) : '424242',
    });
  else {
    const text =
      question.kind === 'repair'
        ? (question.mend?.solution ?? '')
        : question.kind === 'fill'
          ? (question.blank ?? '')
          : (question.predict?.prints ?? '');
    const typed = right
      ? text
      : question.kind === 'repair'
        ? `${question.manifest ?? ''}# the same\n`
        : 'nothing';
    await person.submit(await person.press(message, /…$/), { typed });
  }
}
