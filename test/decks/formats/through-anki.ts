import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** What is ticked in Anki's export of "Notes in Plain Text". */
export interface Ticked {
  readonly html?: boolean;
  readonly guid?: boolean;
  readonly notetype?: boolean;
  readonly deck?: boolean;
  readonly tags?: boolean;
  /** Anki before 2.1.55 wrote no `#` lines. */
  readonly headers?: boolean;
}

/**
 * A file that Anki imported, as it exports it again: its columns and headers, tags in order of the alphabet, text
 * normalised (ankitects/anki, rslib/src/import_export/text/csv/export.rs and text.rs: without HTML, line breaks become
 * spaces, and comments and tags go).
 */
export function throughAnki(file: string, ticked: Ticked = {}): string {
  const { html = true, guid = true, notetype = true, deck = true, tags = true, headers = true } = ticked;
  const lines = file.split('\n');
  const rows: readonly (readonly string[])[] = parse(
    lines.slice(lines.findIndex((line) => !line.startsWith('#'))).join('\n'),
    { delimiter: '\t' },
  );
  const title = /^#deck:(.*)$/m.exec(file)?.[1] ?? '';
  const field = (text = ''): string => (html ? text : withoutHtml(text)).normalize('NFC');
  const notes = rows.map(([id = '', front, back, tag = '']) => [
    ...(guid ? [id] : []),
    ...(notetype ? ['Basic'] : []),
    ...(deck ? [title] : []),
    field(front),
    field(back),
    ...(tags ? [tag.split(' ').toSorted().join(' ')] : []),
  ]);
  let column = 0;
  const named = [
    ...(guid ? [`#guid column:${++column}`] : []),
    ...(notetype ? [`#notetype column:${++column}`] : []),
    ...(deck ? [`#deck column:${++column}`] : []),
    ...(tags ? [`#tags column:${column + 3}`] : []),
  ];
  const head = headers ? `${['#separator:tab', `#html:${html}`, ...named].join('\n')}\n` : '';
  return head + stringify(notes, { delimiter: '\t' });
}

function withoutHtml(text: string): string {
  return text
    .replace(/<\/?(?:br|div|pre|p)>/g, ' ')
    .replace(/<!--.*?-->|<.*?>/gs, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();
}
