import type { Json } from '../../manifest/explanation.ts';
import { clip, type Shown, said } from './components.ts';

/** How much of one name, value or sentence is shown. The attached file shows all of it. */
export interface Detail {
  readonly name: number;
  readonly value: number;
  readonly sentence: number;
}

export const CARD: Detail = { name: 60, value: 120, sentence: 400 };
export const WHOLE: Detail = { name: Infinity, value: Infinity, sentence: Infinity };

/** Line breaks, controls and invisible direction marks: they would move or hide what stands beside them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu;

/**
 * Text of a stranger as code that nothing inside can leave: on one line, backticks replaced by their look-alike.
 * Discord parses no mention, link or emoji inside code.
 */
export function code(text: string, max = Infinity): Shown {
  const line = oneLine(text).trim();
  const shown = clipAt(line.includes('`') ? line.replaceAll('`', 'ˋ') : line, max);
  return shown.text === '' ? { text: '` `', cut: false } : said`\`${shown}\``;
}

/**
 * A sentence that may quote what a person wrote: parts between backticks as code, the rest with Discord's
 * markup, mentions and links taken out of effect.
 */
export function sentence(text: string, max = Infinity): Shown {
  const { text: clipped, cut } = clipAt(oneLine(text).trim(), max);
  const parts = clipped.split('`');
  const shown = parts.map((part, index) => {
    const closed = index % 2 === 1 && index < parts.length - 1;
    return closed && part.trim() !== '' ? code(part).text : inert(part);
  });
  return { text: shown.join(''), cut };
}

/** A value as a person would say it: `2000`, `true`, `drop ALL, add NET_ADMIN`, `type RuntimeDefault`. */
export function valueText(value: Json): string {
  if (value === null) return 'not set';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(valueText).join(', ');
  // An empty list says nothing beside what is set.
  const set = Object.entries(value).filter(([, each]) => !Array.isArray(each) || each.length > 0);
  const entries = set.length === 0 ? Object.entries(value) : set;
  if (entries.length === 0) return '{}';
  const [first] = entries;
  if (entries.length === 1 && first?.[0] === 'type') return valueText(first[1]);
  return entries.map(([key, each]) => `${key} ${valueText(each)}`).join('; ');
}

/** Most texts of a manifest are this, and then nothing has to be looked for letter by letter. */
const PLAIN = /^[ -~]*$/;

function oneLine(text: string): string {
  return PLAIN.test(text) ? text : text.replace(UNSEEN, ' ');
}

function clipAt(text: string, max: number): Shown {
  return max === Infinity ? { text, cut: false } : clip(text, max);
}

/** Discord's markup taken out of effect: emphasis, spoilers, mentions, links; headings, quotes and lists at the start. */
function inert(text: string): string {
  if (!/[\\*_~|<`@]|\]\(|:\/\/|^\s*[#>-]/.test(text)) return text;
  return text
    .replace(/[\\*_~|<]/g, '\\$&')
    .replaceAll('](', ']\\(')
    .replace(/^\s*[#>-]/, '\\$&')
    .replaceAll('`', 'ˋ')
    .replace(/@(?=everyone|here)/g, '@\u200b')
    .replace(/(https?):\/\/(?!kubernetes\.io\/)/gi, '$1:\u200b//');
}
