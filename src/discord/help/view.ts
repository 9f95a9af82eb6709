import type { LessonList } from '../../play/lessons-list.ts';
import type { CommandHelp } from '../context.ts';
import { ACCENT, button, container, row, text } from '../platform/components.ts';
import { explainEntries, lessonEntries, quizEntries } from '../platform/entries.ts';
import type { OutgoingMessage } from '../platform/message.ts';

/** Where the person stands who asks for help. */
export interface Newcomer {
  readonly lessons: LessonList;
  /** Whether they have answered a question. */
  readonly answered: boolean;
}

/**
 * Every command in a line, and below them, where a screen stands after the answer came, what to do first. `commandId` gives the id for a mention that can be clicked; without
 * one (not yet registered) the name stands there as text.
 */
export function helpMessage(
  commands: readonly CommandHelp[],
  commandId: (name: string) => string | undefined,
  who: Newcomer,
): OutgoingMessage {
  const lines = commands.map((command) => `-# ${mention(command, commandId)} ${command.help}`);
  return {
    components: [
      container(ACCENT.neutral, [
        text(
          '## Podium: who does a container run as?\nPaste a manifest to see it. Answer questions to remember it.',
        ),
        text(lines.join('\n')),
        row([
          button(explainEntries.open.id(), 'Explain a manifest', 'primary'),
          ...lessonButton(who.lessons),
          button(quizEntries.first.id(), who.answered ? 'Ask me something' : 'First question'),
        ]),
      ]),
    ],
  };
}

/** The lesson that comes next for this person; none where there are none, or all are done. */
function lessonButton({ lessons, next }: LessonList) {
  if (next === null) return [];
  const begun = lessons.some((each) => each.row !== null);
  const label = next.why === 'begun' ? 'Continue your lesson' : begun ? 'Next lesson' : 'First lesson';
  return [button(lessonEntries.next.id(), label)];
}

function mention({ name, onMessage }: CommandHelp, commandId: (name: string) => string | undefined): string {
  if (onMessage) return `**Apps → ${name}** (hold or right-click a message)`;
  const id = commandId(name);
  return id === undefined ? `**/${name}**` : `</${name}:${id}>`;
}
