import type { FileOnMachine } from '../../cluster/index.ts';
import type { LabEntry, LabSession } from '../../play/labs.ts';
import { shortPath } from '../../play/labs-files.ts';
import { ACCENT, button, clip, container, row, stringSelect, text } from '../platform/components.ts';
import { counted } from '../platform/intervals.ts';
import { code } from '../platform/markdown.ts';
import type { OutgoingFile, OutgoingMessage } from '../platform/message.ts';
import { file } from '../platform/paste-file.ts';
import { labIds } from './ids.ts';
import { plainScreen, screenOf } from './screen.ts';

const OPTIONS = 25;
const LISTED = 20;

/** The learner's files, to be opened and changed in a box. */
export function filesMessage(session: LabSession, files: readonly FileOnMachine[]): OutgoingMessage {
  const { id, turn, inside } = session;
  const named = files.map(({ path, text: content }) => ({ path: shortPath(session, path), content }));
  const choosable = named.filter(({ path }) => path.length <= 100).slice(0, OPTIONS);
  const shown = named.slice(0, LISTED);
  const rest = named.length - shown.length;
  const lines = [
    `-# **${session.lab.title}** · files on your machine`,
    ...(named.length === 0 ? ['There is no file yet.'] : []),
    ...shown.map(({ path, content }) => `${code(path, 80).text} · ${sizeOf(content)}`),
    ...(rest > 0 ? [`-# and ${rest} more: \`ls -R\` shows them`] : []),
    ...(inside
      ? ['You are inside of a container: type `exit` first to change files of your own machine.']
      : []),
  ];
  return {
    components: [
      container(ACCENT.neutral, [
        text(lines.join('\n')),
        ...(choosable.length === 0 || inside
          ? []
          : [
              row([
                stringSelect(
                  labIds.file.id(id, turn),
                  choosable.map(({ path, content }) => ({
                    label: path,
                    description: sizeOf(content),
                    value: path,
                  })),
                  { placeholder: 'Open a file to read or change it' },
                ),
              ]),
            ]),
        row([
          ...(inside ? [] : [button(labIds.newFile.id(id, turn), 'New file')]),
          button(labIds.show.id(id), 'Back to the terminal', 'primary'),
        ]),
      ]),
    ],
  };
}

function sizeOf(content: string): string {
  const lines = content === '' ? 0 : content.replace(/\n$/, '').split('\n').length;
  return `${counted(lines, 'line')}, ${counted(Buffer.byteLength(content), 'byte')}`;
}

/** A text that no box holds, as a file, with what one can do instead. */
export function tooLongMessage(path: string, content: string): OutgoingMessage {
  return {
    components: [
      text(
        `${code(path, 80).text} has ${content.length} characters, and Discord’s box holds 4,000. Here it is as a file. Change it at the prompt (\`sed -i\`), or change this file and send it back: \`/k file:\`. In the browser and with \`podium lab\` there is no such limit.`,
      ),
      file('file.txt'),
    ],
    files: [textFile('file.txt', content, `The file ${path}`.slice(0, 200))],
  };
}

/** What somebody wrote and was not saved: nothing of it is lost. */
export function unsavedMessage(words: string, content: string): OutgoingMessage {
  return {
    components: [text(`${words} Your text is not lost; here it is.`), file('unsaved.txt')],
    files: [textFile('unsaved.txt', content, 'The text that was not saved')],
  };
}

/** All that was typed and printed, as a file. */
export function outputMessage(session: LabSession, entries: readonly LabEntry[]): OutgoingMessage {
  return {
    components: [
      text(
        `-# **${session.lab.title}** · everything typed and printed so far (${counted(entries.length, 'entry').replace('entrys', 'entries')})`,
      ),
      file(TRANSCRIPT),
    ],
    files: [textFile(TRANSCRIPT, plainScreen(screenOf(entries, session)), 'The whole terminal as text')],
  };
}

const TRANSCRIPT = 'terminal.txt';
/** Bytes of a transcript that are attached: what fits in any server. */
const MOST = 2_000_000;

/** A text as an attachment; of a very long one the end. */
function textFile(name: string, content: string, description: string): OutgoingFile {
  const data = content.length > MOST ? `(cut: its last part)\n${content.slice(-MOST)}` : content;
  return { name, data: data === '' ? '\n' : data, description };
}

/** What everybody may see: how far somebody is, and the terminal as a file behind a spoiler, for it may hold the answer. */
export function sharedMessage(
  session: LabSession,
  entries: readonly LabEntry[],
  result: string,
): OutgoingMessage {
  const { lab } = session;
  return {
    components: [
      container(session.finishedAt === null ? ACCENT.neutral : ACCENT.right, [
        text(`<@${session.userId}> · lab **${clip(lab.title, 80).text}**\n${result}`),
        { ...file(TRANSCRIPT), spoiler: true },
        ...(lab.steps.length === 0 ? [] : [row([button(labIds.open.id(lab.id), 'Try this lab', 'primary')])]),
      ]),
    ],
    files: [
      textFile(TRANSCRIPT, plainScreen(screenOf(entries, session)), 'What was typed, and what came back'),
    ],
  };
}
