import type { LineOf } from './effective.ts';
import type { Finding } from './explanation.ts';
import type { Located } from './locate.ts';
import type { Part } from './part.ts';

/** Says where a manifest was found that stands as text in a value; nothing for any other. */
export function insideFindings({ inside, index }: Located, line: LineOf): readonly Finding[] {
  if (inside === undefined) return [];
  return [
    {
      severity: 'hint',
      code: 'inside-text',
      path: inside.path,
      line: line(inside.line),
      document: index,
      message: `The ${inside.kind} itself runs nothing; what stands as text in \`${inside.path}\` was read. Whatever takes it from there may change it.`,
      fix: 'Paste that text by itself to have it explained and corrected alone.',
    },
  ];
}

/** kubectl's words with a whole document in them are only in `api`. */
const SHORT = 120;

/** What is wrong with an object's header, the first with kubectl's words. */
export function headerFindings({ troubles = [], refused, index }: Located, line: LineOf): readonly Finding[] {
  return troubles.map(({ code, path, line: at, message, fix }, i) => ({
    severity: 'error',
    code,
    path,
    line: line(at),
    document: index,
    message: i > 0 || refused === undefined || refused.length > SHORT ? message : `${message} (${refused}.)`,
    ...(i > 0 || refused === undefined ? {} : { api: { type: 'decode', message: refused, detail: refused } }),
    fix,
  }));
}

/** What is to be said of a part before its fields, and its findings with the paths of the paste. */
export function partFindings(part: Part, found: readonly Finding[], line: LineOf): readonly Finding[] {
  const notes = part.notes.map((note) =>
    note.line === undefined ? note : { ...note, line: line(note.line) },
  );
  return [...notes, ...found.map((finding) => inPaste(finding, part))];
}

function inPaste(finding: Finding, { shown }: Part): Finding {
  const { path, message, fix, brief } = finding;
  const said = (text: string): string => (path === '' ? text : text.replaceAll(path, shown(path)));
  const moved = (text: string): string =>
    text.replace(/`([^`]*)`/g, (_, inner: string) => `\`${shown(inner)}\``);
  return {
    ...finding,
    path: shown(path),
    message: said(message),
    ...(fix === undefined ? {} : { fix: moved(fix) }),
    ...(brief === undefined ? {} : { brief: moved(brief) }),
  };
}
