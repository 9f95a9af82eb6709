import { mapped, type Pasted, repaired } from './pasted.ts';

/** ECMA-48 control sequences, and what is left of colours where the escape character was lost. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is the character to find
const COLOURS = /\u001b\[[0-9;?]{0,20}[A-Za-z]/g;
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e]/g;
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&apos;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
};
const ENTITY = /&(?:lt|gt|quot|apos|nbsp|amp|#34|#39);/g;

/** Spaces that are none in YAML, invisible characters, and HTML's spelling of quotes and brackets. */
export function plainCharacters(paste: Pasted): Pasted {
  let now = change(paste, COLOURS, '', 'terminal-colours', "The terminal's codes for colours were removed.");
  now = change(
    now,
    INVISIBLE,
    '',
    'invisible-characters',
    'Invisible characters (zero-width spaces and the like) were removed.',
  );
  now = change(
    now,
    SPACES,
    ' ',
    'no-break-spaces',
    'No-break and other wide spaces were read as ordinary spaces.',
  );
  if (!now.lines.some((line) => line.search(ENTITY) >= 0)) return now;
  const lines = mapped(now, (line) => line.replace(ENTITY, (entity) => ENTITIES[entity] ?? entity));
  return repaired(now, lines, {
    code: 'html-entities',
    message: 'HTML entities such as &quot; and &lt; were read as the characters they stand for.',
  });
}

function change(paste: Pasted, pattern: RegExp, by: string, code: string, message: string): Pasted {
  if (!paste.lines.some((line) => line.search(pattern) >= 0)) return paste;
  return repaired(
    paste,
    mapped(paste, (line) => line.replace(pattern, by)),
    { code, message },
  );
}

const QUOTES = /[\u2018-\u201f\u00ab\u00bb]/;
const DASHES = /[\u2010-\u2015\u2212]/;

/** Typographic quotes around values, and dashes that a word processor joined, become what a keyboard writes. */
export function plainPunctuation(paste: Pasted): Pasted {
  const now = paste.lines.some((line) => QUOTES.test(line)) ? plainQuotes(paste) : paste;
  return now.lines.some((line) => DASHES.test(line)) ? plainDashes(now) : now;
}

function plainQuotes(now: Pasted): Pasted {
  const straight = mapped(now, (line) =>
    line
      .replace(/[\u201c\u201d\u201e\u201f\u00ab\u00bb]/g, '"')
      .replace(/(^|[\s[{,:(])[\u2018\u2019\u201a\u201b]|[\u2018\u2019\u201b](?=$|[\s\]},:)])/g, "$1'"),
  );
  if (straight.every(([line], i) => line === now.lines[i])) return now;
  return repaired(now, straight, {
    code: 'smart-quotes',
    message: 'Typographic quotes were read as straight ones.',
  });
}

function plainDashes(now: Pasted): Pasted {
  const dashed = mapped(now, (line) => {
    if (!DASHES.test(line)) return line;
    return /^\s*[\u2010-\u2015\u2212-]{1,3}\s*$/.test(line) && line.trim().length !== 1
      ? '---'
      : line
          .replace(/^(\s*)[\u2014\u2015](?=\s*$)/, '$1---')
          .replace(/^(\s*(?:- +)*)[\u2010-\u2015\u2212](?=\s)/, '$1-')
          .replace(/(^|[\s"'[,])[\u2014\u2015](?=[A-Za-z])/g, '$1--')
          .replace(/(^|[\s"'[,])[\u2010-\u2013\u2212]{2}(?=[A-Za-z])/g, '$1--')
          .replace(/(^|[\s"'[,:])[\u2010-\u2013\u2212](?=[A-Za-z0-9])/g, '$1-');
  });
  if (dashed.every(([line], i) => line === now.lines[i])) return now;
  return repaired(now, dashed, {
    code: 'smart-dashes',
    message: 'Typographic dashes were read as hyphens.',
  });
}

/** A tab in front of a line stands for two spaces, one level; after a dash for one space. */
export function tabs(paste: Pasted): Pasted {
  if (!paste.lines.some((line) => /^ *\t|^\s*-\t/.test(line))) return paste;
  const lines = mapped(paste, (line) =>
    line.replace(/^[ \t]+/, (lead) => lead.replace(/\t/g, '  ')).replace(/^(\s*-)\t+/, '$1 '),
  );
  return repaired(paste, lines, {
    code: 'tabs',
    message: 'Tabs in the indentation, which YAML does not allow, were read as two spaces each.',
  });
}
