import { labOfCard } from '../../play/labs-card.ts';
import { AWAY_MS } from '../../store/exams/alive.ts';
import type { ExamRules, ExamView } from '../../store/store.ts';
import { ACCENT, button, container, row, text } from '../platform/components.ts';
import { counted } from '../platform/intervals.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { examIds } from './ids.ts';

/** What a role for passing shows to others, which is told before anything begins. */
export function roleWords(roleId: string): string {
  return `Whoever passes can have the role <@&${roleId}>. Everybody in this server sees who has a role, and so that you have passed; nothing else of your result is shown.`;
}

/** An exam that is drawn: what it is like, and who will see what, before its time begins. */
export function introMessage(
  { exam, items }: ExamView,
  about: string | null,
  rules: ExamRules | null,
): OutgoingMessage {
  const role = roleFor(exam.blueprint, rules);
  const sections = exam.sections.map(({ title, weight }) => `${title} (${weight} %)`).join(' · ');
  const lines = [
    `## ${exam.title}`,
    ...(about === null ? [] : [about]),
    `**${tasksLine(items)}**, **${counted(exam.minutes, 'minute')}** from Begin, passed from **${exam.pass} %**.`,
    `-# ${sections}`,
    '',
    ...HOW.map((line) => `- ${line}`),
    role === null
      ? '- Only you see your answers and your result.'
      : `- Only you see your answers and your result. ${roleWords(role)}`,
  ];
  const begin =
    role === null
      ? [button(examIds.begin.id(exam.id, null), 'Begin', 'success')]
      : [
          button(examIds.begin.id(exam.id, role), 'Begin, for the role', 'success'),
          button(examIds.begin.id(exam.id, null), 'Begin without the role'),
        ];
  return {
    components: [
      container(ACCENT.neutral, [
        text(lines.join('\n')),
        row([...begin, button(examIds.drop.id(exam.id), 'Not now')]),
      ]),
    ],
  };
}

/** How every exam goes. */
export const HOW: readonly string[] = [
  'Go back and forth as you like. You can flag a task, and change any answer until you hand in.',
  'Nothing is said about right or wrong before the end. What is left out counts as wrong.',
  'Within its section a manifest to fix counts as two questions do, a lab as four.',
  'A lab is judged by the state you leave its cluster in; there is no Check and no hint.',
  'The clock goes on while this message is closed; `/exam open` brings it back. When the time is over, what you have answered counts.',
  `If nothing of Podium runs for more than ${AWAY_MS / 1000} seconds, that time is given back to you, and the report says so.`,
];

/** The role that this server gives for passing this exam; null where it gives none. */
function roleFor(blueprint: string, rules: ExamRules | null): string | null {
  if (rules === null || (rules.roleExam !== null && rules.roleExam !== blueprint)) return null;
  return rules.roleId;
}

function tasksLine(items: ExamView['items']): string {
  const kinds = items.map(({ question: { card, kind } }) =>
    labOfCard(card) !== undefined ? 'lab' : kind === 'repair' ? 'manifest to fix' : 'question',
  );
  const of = (kind: string, many: string): readonly string[] => {
    const found = kinds.filter((each) => each === kind).length;
    return found === 0 ? [] : [`${found} ${found === 1 ? kind : many}`];
  };
  const parts = [
    ...of('question', 'questions'),
    ...of('manifest to fix', 'manifests to fix'),
    ...of('lab', 'labs'),
  ];
  return `${counted(items.length, 'task')}: ${parts.join(', ')}`;
}
