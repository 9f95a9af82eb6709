import type { Move } from '../../study/labs/index.ts';

/** What files a step begins with: name → text, as far as it can be told without playing the lab. */
export type Texts = Readonly<Record<string, string>>;

const block = (language: string, text: string): string => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;

/** The answer as a hint: the solution's lines, one after the other, and what is written in an editor. */
export function answerOf(solution: readonly Move[], files: Texts): string {
  const parts: string[] = [];
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.length > 0) parts.push(block('sh', lines.join('\n')));
    lines = [];
  };
  for (const [index, move] of solution.entries()) {
    if (move.kind === 'line') {
      lines.push(move.text);
      continue;
    }
    flush();
    if (move.kind === 'edit')
      parts.push(
        move.text === null
          ? 'Close the editor without saving.'
          : `Leave the file like this, and save it:\n${block('yaml', move.text)}`,
      );
    else parts.push(changed(move.replace, textsOpen(files, solution.slice(0, index))));
  }
  flush();
  return parts.join('\n');
}

type Replace = Readonly<Record<string, string>>;

function changed(replace: Replace, open: readonly string[]): string {
  let texts = open;
  const changes = Object.entries(replace).map(([from, to], index) => {
    const whole = wholeLines(from, to, texts);
    texts = texts.map((text) => text.replace(from, () => to));
    const begin = index === 0 ? 'In the editor, ' : 'and ';
    return whole.to.trim() === ''
      ? `${begin}take out\n${block('yaml', whole.from)}`
      : `${begin}change\n${block('yaml', whole.from)}\nto\n${block('yaml', whole.to)}`;
  });
  return `${changes.join('\n')}\nand save.`;
}

/**
 * Both texts from the beginning of their first line to the end of their last: without the blanks before it, a first
 * line seems to stand elsewhere than the lines below it. As they are where no file that is known holds the old one.
 */
function wholeLines(
  from: string,
  to: string,
  texts: readonly string[],
): { readonly from: string; readonly to: string } {
  const text = texts.find((each) => each.includes(from));
  if (text === undefined) return { from, to };
  const at = text.indexOf(from);
  const end = from.endsWith('\n') ? at + from.length : text.indexOf('\n', at + from.length);
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const after = text.slice(at + from.length, end === -1 ? undefined : end);
  return { from: `${before}${from}${after}`, to: `${before}${to}${after}` };
}

/** The file that the last line opens in an editor; undefined for `kubectl edit`, which shows the cluster's own text. */
function openFile(moves: readonly Move[]): string | undefined {
  const line =
    moves
      .findLast((move) => move.kind === 'line')
      ?.text.split('\n')
      .at(-1) ?? '';
  const [editor = '', ...words] = line.trim().split(/ +/);
  return ['nano', 'vi', 'vim'].includes(editor) ? words.at(-1) : undefined;
}

/** The texts that may be in the editor after these moves, the likeliest first. */
function textsOpen(files: Texts, moves: readonly Move[]): readonly string[] {
  const name = openFile(moves);
  if (name === undefined) return [];
  const { [name]: own, ...others } = filesAfter(files, moves);
  return [...(own === undefined ? [] : [own]), ...Object.values(others)];
}

/** The files after these moves: what editors have left, and each line that holds a here-document, under its own text. */
export function filesAfter(files: Texts, moves: readonly Move[]): Texts {
  const now: Record<string, string> = { ...files };
  for (const [index, move] of moves.entries()) {
    if (move.kind === 'line') {
      if (move.text.includes('\n')) now[move.text] = move.text;
      continue;
    }
    const name = openFile(moves.slice(0, index));
    if (name === undefined) continue;
    if (move.kind === 'edit') {
      if (move.text !== null) now[name] = move.text;
      continue;
    }
    for (const [from, to] of Object.entries(move.replace)) {
      const text = [now[name], ...Object.values(now)].find((each) => each?.includes(from));
      if (text !== undefined) now[name] = text.replace(from, () => to);
    }
  }
  return now;
}
