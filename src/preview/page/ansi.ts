/** A piece of an `ansi` code block. */
export interface AnsiSpan {
  readonly text: string;
  readonly bold: boolean;
  readonly underline: boolean;
  /** 30 to 37, as the escape code says it; null for none. */
  readonly colour: number | null;
  /** 40 to 47. */
  readonly background: number | null;
}

const PLAIN = { bold: false, underline: false, colour: null, background: null } as const;
// biome-ignore lint/suspicious/noControlCharactersInRegex: it begins with ESC
const CODE = /\u001b\[([\d;]*)m/g;

/** What Discord's desktop client makes of an `ansi` block: the eight colours, bold and underline; others change nothing. */
export function ansiSpans(text: string): readonly AnsiSpan[] {
  const spans: AnsiSpan[] = [];
  let style: Omit<AnsiSpan, 'text'> = PLAIN;
  let from = 0;
  const push = (to: number): void => {
    if (to > from) spans.push({ ...style, text: text.slice(from, to) });
  };
  for (const found of text.matchAll(CODE)) {
    push(found.index);
    from = found.index + found[0].length;
    for (const code of (found[1] ?? '').split(';').map(Number)) style = styled(style, code);
  }
  push(text.length);
  return spans;
}

function styled(style: Omit<AnsiSpan, 'text'>, code: number): Omit<AnsiSpan, 'text'> {
  if (code === 0) return PLAIN;
  if (code === 1) return { ...style, bold: true };
  if (code === 4) return { ...style, underline: true };
  if (code >= 30 && code <= 37) return { ...style, colour: code };
  if (code >= 40 && code <= 47) return { ...style, background: code };
  return style;
}
