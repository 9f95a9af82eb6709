import type { Finding } from '../explanation.ts';
import { lineAt, type Source } from './source.ts';

/** A sign that fell in front of the first key: a backquote, an asterisk, an at sign; letters are part of the key. */
const STRAY = /^\s*([^\w\s"'{}#[\]-]{1,3}[ \t]?)(?=(?:apiVersion|kind)[ \t]*:)/;
/** The first key stands a little to the right of the others. */
const SHIFTED =
  /^(?:[ \t]*\n)*([ \t]+|- +)(?=(?:apiVersion|kind)[ \t]*:[^\n]*\n(?:apiVersion|kind|metadata|spec)[ \t]*:)/;
/** Keys of metadata, indented below a value that can have nothing below it. */
const HEADLESS =
  /^(?:apiVersion|kind):[ \t]*[\w./-]+[ \t]*\n(?=[ \t]+(?:name|generateName|namespace|labels|annotations)[ \t]*:)/m;

/** The manifest without what went wrong in its first lines, which keeps YAML from being read at all. */
export function firstLines(paste: string): Source | undefined {
  return stray(paste) ?? headless(paste);
}

function stray(paste: string): Source | undefined {
  const found = STRAY.exec(paste) ?? SHIFTED.exec(paste);
  const sign = found?.[1];
  if (found === null || sign === undefined) return undefined;
  if (sign.includes('`') && paste.split('`').length > 2) return undefined;
  const end = found[0].length;
  const blank = sign.trim() === '';
  if (!blank && bornByNext(paste, end, sign.trim())) return undefined;
  return {
    text: paste.slice(0, end - sign.length) + paste.slice(end),
    findings: [
      refusal(
        'stray-character',
        lineAt(paste, end),
        blank
          ? 'This line is indented, and those below it are not: kubectl cannot read the manifest.'
          : `${signWords(sign)} stands in front of the first key: kubectl cannot read the manifest.`,
        blank ? 'Begin the line at the first column.' : 'Remove it.',
      ),
    ],
    refused: true,
    change: blank
      ? 'The first line begins at the first column now.'
      : `${signWords(sign)} in front of the first key is removed.`,
  };
}

/** A sign that the next line bears as well is a mark of every line (a quote, a frame, a diff), and no slip. */
function bornByNext(paste: string, at: number, sign: string): boolean {
  for (let from = paste.indexOf('\n', at) + 1; from > 0; from = paste.indexOf('\n', from) + 1) {
    const end = paste.indexOf('\n', from);
    const line = paste.slice(from, end === -1 ? paste.length : end).trim();
    if (line !== '') return sign !== '-' && line.startsWith(sign);
  }
  return false;
}

const signWords = (sign: string): string => (sign.includes('`') ? 'A backquote' : `\`${sign.trim()}\``);

function headless(paste: string): Source | undefined {
  const found = HEADLESS.exec(paste);
  if (found === null) return undefined;
  const at = found.index + found[0].length;
  const line = lineAt(paste, at);
  const count = paste.split('\n').length;
  return {
    text: `${paste.slice(0, at)}metadata:\n${paste.slice(at)}`,
    lines: Array.from({ length: count + 1 }, (_, i) => (i < line - 1 ? i + 1 : Math.max(line, i))),
    findings: [
      refusal(
        'missing-metadata',
        line,
        'The line `metadata:` is missing above this one: kubectl cannot read the manifest.',
        'Write metadata: at the first column above it.',
      ),
    ],
    refused: true,
    change: 'metadata: is added.',
  };
}

function refusal(code: string, line: number, message: string, fix: string): Finding {
  return { severity: 'error', code, path: '', line, message, fix };
}
