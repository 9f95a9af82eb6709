import { Parser } from 'htmlparser2';

/** A field of an Anki note as text, and what in it text cannot hold. */
export interface FieldText {
  readonly text: string;
  /** `a picture (<img>)`, `a sound ([sound:…])`: one entry each. */
  readonly lost: readonly string[];
}

const BLOCKS: ReadonlySet<string> = new Set([
  'address',
  'article',
  'blockquote',
  'dd',
  'div',
  'dl',
  'dt',
  'figure',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'li',
  'ol',
  'p',
  'section',
  'table',
  'tr',
  'ul',
]);
const MARKS: Readonly<Record<string, string>> = {
  b: '**',
  strong: '**',
  i: '*',
  em: '*',
  code: '`',
  kbd: '`',
};
const LOST: Readonly<Record<string, string>> = {
  img: 'a picture (<img>)',
  audio: 'a sound (<audio>)',
  video: 'a video (<video>)',
  svg: 'a picture (<svg>)',
};
/** A field this long is refused whatever it says; thousands of tags inside each other take long to close. */
const LONGEST = 20_000;

/** The HTML of an Anki field as Discord's Markdown: line breaks, bold, italics and code stay; other tags go. */
export function fromHtml(html: string): FieldText {
  if (html.length > LONGEST) return { text: html, lost: [] };
  const lost: string[] = [];
  let text = '';
  let pre = 0;
  let hidden = 0;
  const newLine = (): void => {
    if (text !== '' && !text.endsWith('\n')) text += '\n';
  };
  const parser = new Parser({
    onopentag(name) {
      const what = LOST[name];
      if (what !== undefined) lost.push(what);
      if (name === 'script' || name === 'style') hidden++;
      else if (name === 'br') text += '\n';
      else if (name === 'pre') {
        newLine();
        text += '```\n';
        pre++;
      } else if (BLOCKS.has(name)) newLine();
      else if (name === 'td' || name === 'th') text += ' ';
      if (name === 'li') text += '- ';
      if (pre === 0) text += MARKS[name] ?? '';
    },
    ontext(data) {
      if (hidden > 0) return;
      text += pre > 0 ? data : data.replace(/[\n\r\t ]+/g, ' ');
    },
    onclosetag(name) {
      if (name === 'script' || name === 'style') hidden--;
      else if (name === 'pre') {
        newLine();
        text += '```\n';
        pre--;
      } else if (BLOCKS.has(name)) newLine();
      if (pre === 0) text += MARKS[name] ?? '';
    },
  });
  parser.end(html);
  const silent = withoutSounds(text);
  if (silent !== text) lost.push('a sound ([sound:…])');
  const tidy = silent
    .replaceAll('\u00a0', ' ')
    .replace(/(?<![ \t])[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\*\*\s*\*\*|(?<!`)``(?!`)/g, '');
  return { text: tidy.trim(), lost };
}

/** Text without `[sound:file]`; one that is never closed stays. */
function withoutSounds(text: string): string {
  let out = '';
  let from = 0;
  for (let at = text.indexOf('[sound:'); at >= 0; at = text.indexOf('[sound:', from)) {
    const close = text.indexOf(']', at);
    if (close < 0) break;
    out += text.slice(from, at);
    from = close + 1;
  }
  return out + text.slice(from);
}

/** Text as HTML for an Anki field; code blocks keep their spaces. */
export function toHtml(text: string): string {
  const lines = text.split('\n');
  const lastClosing = lines.findLastIndex((line) => line.endsWith('```'));
  const parts: string[] = [];
  let words: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (i >= lastClosing || !/^```\w*$/.test(line)) {
      words.push(line);
      continue;
    }
    const code: string[] = [];
    for (i++; !lines[i]?.endsWith('```'); i++) code.push(lines[i] ?? '');
    const last = lines[i]?.slice(0, -3) ?? '';
    if (last !== '') code.push(last);
    parts.push(proseHtml(words.join('\n')), `<pre>${escaped(code.join('\n'))}</pre>`);
    words = [];
  }
  return [...parts, proseHtml(words.join('\n'))].join('');
}

function proseHtml(text: string): string {
  return escaped(text).trim().replaceAll('\n', '<br>');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
