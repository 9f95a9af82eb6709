/** Discord's markdown within a line, as data. Linear: what a mark looks for is looked for once, not once a mark. */

/** A piece of a line: text, or something that holds text. */
export type Span =
  | string
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: Styled; readonly content: readonly Span[] }
  | { readonly kind: 'link'; readonly href: string; readonly content: readonly Span[] }
  | { readonly kind: 'user' | 'role' | 'channel'; readonly id: string }
  | { readonly kind: 'mention'; readonly text: string }
  | { readonly kind: 'time'; readonly seconds: number; readonly style: string }
  | { readonly kind: 'emoji'; readonly text: string };

export type Styled = 'bold' | 'underline' | 'strike' | 'spoiler' | 'italic';

interface Found {
  readonly span: Span;
  readonly end: number;
}

const DOUBLE: Readonly<Record<string, Styled>> = {
  '**': 'bold',
  __: 'underline',
  '~~': 'strike',
  '||': 'spoiler',
};

/** No style holds itself, so real text nests no deeper; what does is left as it is written. */
const DEEPEST = 8;

const URL = /<?(https?:\/\/[^\s<>)]+)>?/y;
const TARGET = /\(<?(https?:\/\/[^\s)>]+)>?\)/y;
const MENTION = /<@!?(\d+)>/y;
const ROLE = /<@&(\d+)>/y;
const CHANNEL = /<#(\d+)>/y;
const COMMAND = /<\/([^:<>]+):\d+>/y;
const TIME = /<t:(-?\d+)(?::([a-zA-Z]))?>/y;
const EVERYONE = /@everyone|@here/y;
const ESCAPED = /\\([^\sA-Za-z0-9])/uy;
const EMOJI =
  /(?:\p{Regional_Indicator}{2}|[0-9#*]\uFE0F\u20E3|\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F)(?:\p{Emoji_Modifier})?(?:\u200D\p{Extended_Pictographic}\uFE0F?)*/uy;

/** The pieces of a line, or of several that make one paragraph, in order. */
export function spansOf(text: string, depth = 0): readonly Span[] {
  if (depth > DEEPEST) return [text];
  const line = new Line(text, depth);
  const spans: Span[] = [];
  let plain = 0;
  for (let at = 0; at < text.length; ) {
    const found = line.spanAt(at);
    if (found === undefined) {
      at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
      continue;
    }
    if (at > plain) spans.push(text.slice(plain, at));
    spans.push(found.span);
    at = found.end;
    plain = at;
  }
  if (plain < text.length) spans.push(text.slice(plain));
  return spans;
}

/** A text that is read from left to right, with what its marks have already looked for. */
class Line {
  private readonly next = new Map<string, number>();
  private target: { readonly at: number; readonly found: RegExpExecArray | null } | undefined;

  private readonly text: string;
  private readonly depth: number;

  constructor(text: string, depth: number) {
    this.text = text;
    this.depth = depth;
  }

  spanAt(at: number): Found | undefined {
    switch (this.text[at]) {
      case '`':
        return this.code(at);
      case '*':
      case '_':
        return this.double(at) ?? this.italic(at) ?? this.emoji(at);
      case '~':
      case '|':
        return this.double(at);
      case '[':
        return this.link(at);
      case 'h':
        return this.url(at);
      case '<':
        return this.url(at) ?? this.reference(at);
      case '@':
        return this.matched(EVERYONE, at, ([text]) => ({ kind: 'mention', text }));
      case '\\':
        return this.matched(ESCAPED, at, ([, text = '']) => text);
      default:
        return this.emoji(at);
    }
  }

  private code(at: number): Found | undefined {
    const close = this.closing('`', at + 1);
    if (close < 0) return undefined;
    return { span: { kind: 'code', text: this.text.slice(at + 1, close) }, end: close + 1 };
  }

  private double(at: number): Found | undefined {
    const mark = this.text.slice(at, at + 2);
    const kind = DOUBLE[mark];
    let close = kind === undefined ? -1 : this.indexOf(mark, at + 3);
    if (kind === undefined || close < 0) return undefined;
    // `**a *b***` ends with the last two of the three.
    if (kind === 'bold') while (this.text[close + 2] === '*') close++;
    return { span: { kind, content: this.inside(at + 2, close) }, end: close + 2 };
  }

  private italic(at: number): Found | undefined {
    const mark = this.text[at] ?? '';
    const close = this.closing(mark, at + 1);
    if (close < 0 || /\s/.test(this.text[at + 1] ?? ' ') || /\s/.test(this.text[close - 1] ?? ' '))
      return undefined;
    const word = (one: number): boolean => /\w/.test(this.text[one] ?? ' ');
    if (mark === '_' && (word(at - 1) || word(close + 1))) return undefined;
    return { span: { kind: 'italic', content: this.inside(at + 1, close) }, end: close + 1 };
  }

  private link(at: number): Found | undefined {
    const close = this.closing(']', at + 1);
    if (close < 0) return undefined;
    if (this.target?.at !== close) {
      TARGET.lastIndex = close + 1;
      this.target = { at: close, found: TARGET.exec(this.text) };
    }
    const [all, href] = this.target.found ?? [];
    if (all === undefined || href === undefined) return undefined;
    return {
      span: { kind: 'link', href, content: this.inside(at + 1, close) },
      end: close + 1 + all.length,
    };
  }

  private url(at: number): Found | undefined {
    return this.matched(URL, at, ([, href = '']) => ({ kind: 'link', href, content: [href] }));
  }

  private reference(at: number): Found | undefined {
    return (
      this.matched(MENTION, at, ([, id = '']) => ({ kind: 'user', id })) ??
      this.matched(ROLE, at, ([, id = '']) => ({ kind: 'role', id })) ??
      this.matched(CHANNEL, at, ([, id = '']) => ({ kind: 'channel', id })) ??
      this.matched(COMMAND, at, ([, name]) => ({ kind: 'mention', text: `/${name}` })) ??
      this.matched(TIME, at, ([, seconds, style = 'f']) => ({
        kind: 'time',
        seconds: Number(seconds),
        style,
      }))
    );
  }

  private emoji(at: number): Found | undefined {
    if (this.text.charCodeAt(at) < 0x80 && this.text[at + 1] !== '\ufe0f') return undefined;
    return this.matched(EMOJI, at, ([text]) => ({ kind: 'emoji', text }));
  }

  private inside(from: number, to: number): readonly Span[] {
    return spansOf(this.text.slice(from, to), this.depth + 1);
  }

  private matched(pattern: RegExp, at: number, span: (found: RegExpExecArray) => Span): Found | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(this.text);
    return found === null ? undefined : { span: span(found), end: at + found[0].length };
  }

  /** Where the mark stands next in the same line, with something before it; -1 where it does not. */
  private closing(mark: string, from: number): number {
    const close = this.indexOf(mark, from);
    const end = this.indexOf('\n', from);
    return close === from || (end >= 0 && end < close) ? -1 : close;
  }

  /** `indexOf` for places that only go up: each part of the text is searched once for each mark. */
  private indexOf(mark: string, from: number): number {
    const known = this.next.get(mark);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const found = this.text.indexOf(mark, from);
    this.next.set(mark, found);
    return found;
  }
}
