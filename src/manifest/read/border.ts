import { mapped, type Pasted, repaired } from './pasted.ts';

const EDGE = '│┃║▏▕|';
const RULE = /^\s*[─━═┄┈┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣│┃║+|-]{3,}\s*$/;

/** A frame of a terminal program around the text (`│ apiVersion: v1 │`): its sides and rules are taken off. */
export function border(paste: Pasted): Pasted {
  const filled = paste.lines.filter((line) => line.trim() !== '' && !RULE.test(line));
  const framed = filled.filter(sided);
  if (framed.length < 2 || framed.length < filled.length * 0.9) return paste;
  const both =
    framed.filter((line) => EDGE.includes(line.trimEnd().at(-1) ?? ' ')).length >= framed.length * 0.9;
  if (!both && framed.some((line) => line.trimStart().startsWith('|'))) return paste;
  const inner = (line: string): string => {
    const start = line.search(/\S/) + 1;
    const end = line.trimEnd();
    return both && EDGE.includes(end.at(-1) ?? ' ') && end.length > start
      ? end.slice(start, -1).trimEnd()
      : line.slice(start);
  };
  const gap = framed.reduce((least, line) => {
    const text = inner(line);
    return text.trim() === '' ? least : Math.min(least, text.search(/\S/));
  }, Number.POSITIVE_INFINITY);
  const lines = mapped(paste, (line) => {
    if (RULE.test(line) && !/^\s*---\s*$/.test(line)) return undefined;
    return sided(line) ? inner(line).slice(Math.min(gap, line.length)) : line;
  });
  return repaired(paste, lines, { code: 'frame', message: 'The frame around the text was removed.' });
}

function sided(line: string): boolean {
  return EDGE.includes(line.trimStart().at(0) ?? ' ');
}

const NAMED = /^([\w./-]{1,200}\.ya?ml)[-:](?:\d{1,6}[-:])?/;

/** The name of a file in front of every line, as `grep` prints it of several files: it is taken off. */
export function filenames(paste: Pasted): Pasted {
  const filled = paste.lines.filter((line) => line.trim() !== '' && line !== '--');
  const name = NAMED.exec(filled[0] ?? '')?.[1];
  if (name === undefined || filled.length < 2) return paste;
  const found = filled.filter((line) => NAMED.exec(line)?.[1] === name);
  if (found.length < filled.length * 0.9) return paste;
  return repaired(
    paste,
    mapped(paste, (line) => line.replace(NAMED, '')),
    { code: 'file-names', message: `The name of the file in front of the lines (${name}) was removed.` },
  );
}
