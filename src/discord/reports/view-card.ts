import type { ReportSheet } from '../../play/reported.ts';
import { itemOf } from '../../study/mark.ts';
import type { Question, QuestionOption } from '../../study/question.ts';
import { clip, codeBlock, type Shown } from '../platform/components.ts';
import { counted } from '../platform/intervals.ts';
import { sentence } from '../platform/markdown.ts';
import { percent } from '../platform/percent.ts';
import { stars } from '../platform/question-parts.ts';

/** Characters of each part where there is room for all of it. */
const LENGTHS = { prompt: 500, manifest: 900, option: 160, answer: 400, explanation: 500 } as const;

interface CardParts {
  readonly parts: readonly string[];
  /** Something was left out. */
  readonly cut: boolean;
}

/** The card as it is asked, what is right of it and why; `share` of every length is shown. */
export function cardParts({ card, question, gone }: ReportSheet, share: number): CardParts {
  if (question === undefined)
    return {
      parts: [
        gone
          ? 'The card has left its deck since, so it cannot be shown, and nobody is asked it any more.'
          : `This is a drill, \`${card}\`: it draws another question every time, and which one was meant is not kept.`,
      ],
      cut: false,
    };
  const at = (part: keyof typeof LENGTHS): number => Math.round(LENGTHS[part] * share);
  const { deckTitle, topic, prompt, explanation, manifest } = question;
  const said = {
    prompt: sentence(prompt, at('prompt')),
    right: rightLine(question, at('answer')),
    explanation: sentence(explanation, at('explanation')),
    manifest: clip((manifest ?? '').trimEnd(), at('manifest')),
  };
  const head = `-# **${sentence(deckTitle, 80).text}** · ${sentence(topic, 50).text} · ${stars(question)}`;
  const options = (question.options ?? []).map((option) =>
    sentence(optionText(question, option), at('option')),
  );
  return {
    parts: [
      `${head}\n${said.prompt.text}`,
      ...(said.manifest.text === '' ? [] : [codeBlock('yaml', said.manifest.text)]),
      ...(options.length === 0 ? [] : [optionLines(question, options)]),
      ...[said.right.text, said.explanation.text].filter((each) => each !== ''),
    ],
    cut: [...Object.values(said), ...options].some(({ cut }) => cut),
  };
}

function optionLines({ options = [] }: Question, texts: readonly Shown[]): string {
  return options
    .map(({ key, correct }, index) => `${correct ? '✓ ' : ''}**${key}**  ${texts[index]?.text ?? ''}`)
    .join('\n');
}

function optionText({ kind }: Question, { text }: QuestionOption): string {
  return kind === 'locate' ? text.trim() : text;
}

/** What is right where that is no option; empty for the kinds with options. */
function rightLine(question: Question, max: number): Shown {
  const { number, answer, blank, predict, mend } = question;
  const right = number ?? answer ?? blank ?? predict?.prints ?? mend?.solution;
  if (right === undefined) return { text: '', cut: false };
  if (predict !== undefined || (blank === undefined && mend !== undefined)) {
    const shown = clip(String(right).trimEnd(), max);
    return { text: `**Right answer**\n${codeBlock('', shown.text)}`, cut: shown.cut };
  }
  const shown = sentence(String(right), max);
  return { text: `**Right answer:** ${shown.text}`, cut: shown.cut };
}

/** How it is answered: by everyone, option by option, and here of late. */
export function statLines(sheet: ReportSheet): readonly string[] {
  const { stats, here } = sheet;
  const answered = (stats?.right ?? 0) + (stats?.wrong ?? 0);
  const everyone =
    stats === undefined || answered === 0
      ? '**Answered by everyone together:** never yet, as a first answer of a day.'
      : `**Answered by everyone together:** ${counted(answered, 'time')}, ${percent(stats.right, answered)} right${chosenText(sheet)}`;
  const right =
    here.answered === 0
      ? ''
      : `, ${percent(here.right, here.answered)} of ${counted(here.answered, 'answer')} right`;
  const late =
    here.asked === 0
      ? '-# Here: not asked in the past week.'
      : `-# Here, of the questions of the past week: asked ${counted(here.asked, 'time')}${right}.`;
  return [everyone, late];
}

/** ` · chosen: A 12, B 3`; of a drill the mistakes behind its options. */
function chosenText({ stats, question }: ReportSheet): string {
  if (stats === undefined || stats.chosen.size === 0) return '';
  const letters = new Map(
    (question === undefined || question.card.startsWith('drill/') ? [] : (question.options ?? [])).map(
      (option) => [itemOf(question?.kind ?? 'choice', option), option.key],
    ),
  );
  const chosen = [...stats.chosen]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 6)
    .map(([item, times]) => {
      const letter = letters.get(item);
      return `${letter === undefined ? `“${sentence(item, 60).text}”` : `**${letter}**`} ${times}`;
    });
  return ` · chosen: ${chosen.join(', ')}`;
}
