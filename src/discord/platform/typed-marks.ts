import { ManifestError } from '../../manifest/index.ts';
import { manifestOf, markGiven } from '../../study/mends/given.ts';
import type { MendMark } from '../../study/mends/mark.ts';
import { type Misprediction, mispredictions } from '../../study/predict.ts';
import type { Answer, Question } from '../../study/question.ts';
import { clip, codeBlock } from './components.ts';
import { sentence } from './markdown.ts';
import { capital } from './typed-question.ts';
import { diffText, roomFor } from './view-diff.ts';

/** Room for a mended manifest in the message that marks it, in characters. */
const DIFF_ROOM = 480;

/** What became of a text: each goal, what else was changed, and the mend; or where a prediction differs. */
export function typedLines(question: Question, answer: Answer): readonly string[] {
  if (answer.kind !== 'text') return [];
  const { predict, kind } = question;
  if (predict !== undefined) return predictionLines(predict, answer.text);
  const mark = marked(question, answer.text);
  if (mark === undefined) return [];
  return [markLines(mark).join('\n'), ...mendBlocks(question, answer.text, mark, kind === 'fill')];
}

function marked(question: Question, typed: string): MendMark | undefined {
  try {
    return markGiven(question, typed);
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}

function markLines({ stumble, goals, astray, worse }: MendMark): readonly string[] {
  const at = (line: number | undefined): string => (line === undefined ? '' : `Line ${line}: `);
  const told = (words: string): string => sentence(words, 400).text;
  return [
    ...goals.map(({ say, met, found }) =>
      met
        ? `✓ ${told(capital(say))}`
        : `✗ ${told(capital(say))}${found === undefined ? '' : `\n> Now: ${told(found)}.`}`,
    ),
    ...(stumble === undefined
      ? []
      : [`✗ kubectl would refuse this as you wrote it.\n> ${at(stumble.line)}${told(stumble.message)}`]),
    ...worse.map(({ message, line }) => `✗ This problem is new.\n> ${at(line)}${told(message)}`),
    ...astray
      .slice(0, 5)
      .map(
        ({ name, before, after }) =>
          `✗ ${told(capital(name))} should not have changed: it was ${told(before)} and is now ${told(after)}.`,
      ),
    ...(astray.length > 5 ? [`-# and ${astray.length - 5} more changes you were not asked to make`] : []),
  ];
}

/** The author's mend as a diff, and what the person made of it where that is another. */
function mendBlocks(
  question: Question,
  typed: string,
  { correct }: MendMark,
  fill: boolean,
): readonly string[] {
  const { manifest = '', mend, blank } = question;
  if (mend === undefined) return [];
  if (fill) return correct && blank === typed.trim() ? [] : [`**What belongs there:** \`${blank ?? ''}\``];
  const mine = diffText(manifest, manifestOf(question, typed), roomFor(DIFF_ROOM));
  const author = diffText(manifest, mend.solution, roomFor(DIFF_ROOM));
  if (mine === author) return [author];
  return [`**The smallest fix**\n${author}`, `**Yours**\n${mine}`];
}

const WHAT: Readonly<Record<Misprediction['what'], string>> = {
  uid: 'the UID',
  gid: 'the GID',
  groups: 'the groups',
  mode: 'the mode',
  owner: 'the owner',
  group: 'the group',
  name: 'the name',
  text: 'the line',
  lines: 'how many lines there are',
};

function predictionLines(
  { line, prints }: { readonly line: string; readonly prints: string },
  typed: string,
): readonly string[] {
  const block = codeBlock('console', `$ ${line}\n${clip(prints, 1200).text}`);
  const off = mispredictions(typed, prints).slice(0, 6);
  const lines = off.map((each) => {
    const where = each.line === null || prints.trim().split('\n').length === 1 ? '' : ` of line ${each.line}`;
    const yours = each.typed === '' ? 'left out' : `\`${each.typed.replaceAll('`', 'ˋ').slice(0, 100)}\``;
    return `✗ ${capital(WHAT[each.what])}${where}: you have ${yours}, it is \`${each.prints === '' ? 'nothing' : each.prints.slice(0, 100)}\`.`;
  });
  return [[block, ...lines].join('\n')];
}
