import { h } from './dom.ts';
import type { StateView } from './model.ts';

const INLINE =
  /`([^`\n]+)`|\*\*([\s\S]+?)\*\*(?!\*)|__([\s\S]+?)__|~~([\s\S]+?)~~|\|\|([\s\S]+?)\|\||\*(\S(?:[^*\n]*\S)?)\*|(?<![\w])_(\S(?:[^_\n]*\S)?)_(?!\w)|\[([^\]\n]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)|<?(https?:\/\/[^\s<>)]+)>?|<@!?(\d+)>|<#(\d+)>|<\/([^:>]+):\d+>|<t:(-?\d+)(?::([a-zA-Z]))?>|(@everyone|@here)|\\([^\sA-Za-z0-9])|((?:\p{Regional_Indicator}{2}|[0-9#*]\uFE0F\u20E3|\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F)(?:\p{Emoji_Modifier})?(?:\u200D\p{Extended_Pictographic}\uFE0F?)*)/u;

/** Discord's markdown as nodes; nothing of the text is ever parsed as HTML. */
export function markdown(text: string, state: StateView): Node[] {
  const out: Node[] = [];
  const parts = text.split(/(```(?:[a-zA-Z0-9+_-]*\n)?[\s\S]*?```)/);
  for (const part of parts) {
    const code = /^```(?:[a-zA-Z0-9+_-]*\n)?([\s\S]*?)\n?```$/.exec(part);
    if (code) out.push(h('pre', {}, h('code', {}, code[1] ?? '')));
    else if (part.replace(/^\n|\n$/g, '') !== '') out.push(...blocks(part.replace(/^\n|\n$/g, ''), state));
  }
  return out;
}

function blocks(text: string, state: StateView): Node[] {
  const out: Node[] = [];
  const lines = text.split('\n');
  let index = 0;
  const line = () => lines[index] ?? '';
  while (index < lines.length) {
    const heading = /^(#{1,3}) +(.+)$/.exec(line());
    const small = /^-# +(.+)$/.exec(line());
    if (heading) {
      out.push(
        h(
          'div',
          {
            class: `h h${heading[1]?.length ?? 1}`,
            role: 'heading',
            'aria-level': 2 + (heading[1]?.length ?? 1),
          },
          ...inline(heading[2] ?? '', state),
        ),
      );
      index += 1;
    } else if (small) {
      out.push(h('div', { class: 'subtext' }, ...inline(small[1] ?? '', state)));
      index += 1;
    } else if (/^>>> /.test(line())) {
      out.push(
        h('blockquote', {}, ...blocks([line().slice(4), ...lines.slice(index + 1)].join('\n'), state)),
      );
      index = lines.length;
    } else if (/^> /.test(line())) {
      const quoted: string[] = [];
      for (; /^> /.test(line()); index += 1) quoted.push(line().slice(2));
      out.push(h('blockquote', {}, ...blocks(quoted.join('\n'), state)));
    } else if (/^\s*([-*]|\d+\.) +\S/.test(line())) {
      const items: HTMLElement[] = [];
      const ordered = /^\s*\d+\./.test(line());
      const start = Number.parseInt(line(), 10);
      for (; /^\s*([-*]|\d+\.) +\S/.test(line()); index += 1) {
        const item = /^(\s*)(?:[-*]|\d+\.) +(.+)$/.exec(line());
        items.push(
          h(
            'li',
            { class: (item?.[1]?.length ?? 0) >= 2 ? 'nested' : undefined },
            ...inline(item?.[2] ?? '', state),
          ),
        );
      }
      out.push(ordered ? h('ol', { start }, ...items) : h('ul', {}, ...items));
    } else {
      const plain: string[] = [];
      while (index < lines.length && !/^(#{1,3} +\S|-# +\S|> |>>> |\s*([-*]|\d+\.) +\S)/.test(line())) {
        plain.push(line());
        index += 1;
      }
      out.push(h('p', {}, ...inline(plain.join('\n'), state)));
    }
  }
  return out;
}

/** The markdown that may stand within a line: in button labels and titles too. */
export function inline(text: string, state: StateView): Node[] {
  const out: Node[] = [];
  let rest = text;
  for (let match = INLINE.exec(rest); match; match = INLINE.exec(rest)) {
    if (match.index > 0) out.push(document.createTextNode(rest.slice(0, match.index)));
    out.push(span(match, state));
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest !== '') out.push(document.createTextNode(rest));
  return out;
}

function span(match: RegExpExecArray, state: StateView): Node {
  const [
    all,
    code,
    bold,
    under,
    strike,
    spoiler,
    star,
    low,
    label,
    href,
    bare,
    user,
    channel,
    command,
    time,
    style,
    every,
    escaped,
    emoji,
  ] = match;
  if (code !== undefined) return h('code', {}, code);
  if (bold !== undefined) return h('strong', {}, ...inline(bold, state));
  if (under !== undefined) return h('u', {}, ...inline(under, state));
  if (strike !== undefined) return h('s', {}, ...inline(strike, state));
  if (spoiler !== undefined) return spoilerOf(inline(spoiler, state));
  if (star ?? low) return h('em', {}, ...inline(star ?? low ?? '', state));
  if (label && href) return link(href, ...inline(label, state));
  if (bare) return link(bare, bare);
  if (user) {
    const known = [...state.people, state.bot].find((one) => one.id === user);
    return h('span', { class: 'mention' }, `@${known?.global_name ?? 'unknown-user'}`);
  }
  if (channel)
    return h(
      'span',
      { class: 'mention' },
      `#${state.places.find((one) => one.id === channel)?.name ?? 'unknown'}`,
    );
  if (command) return h('span', { class: 'mention' }, `/${command}`);
  if (time) return timestamp(Number(time) * 1000, style ?? 'f');
  if (every) return h('span', { class: 'mention' }, every);
  if (escaped) return document.createTextNode(escaped);
  return emoji ? emojiImage(emoji) : document.createTextNode(all);
}

function link(href: string, ...children: readonly (Node | string)[]): HTMLElement {
  return h('a', { href, target: '_blank', rel: 'noreferrer noopener' }, ...children);
}

function spoilerOf(children: readonly Node[]): HTMLElement {
  const open = (event: Event) => {
    (event.currentTarget as HTMLElement).classList.add('open');
  };
  return h(
    'button',
    { class: 'spoiler', type: 'button', 'aria-label': 'Spoiler, press to show', onclick: open },
    ...children,
  );
}

function timestamp(ms: number, style: string): HTMLElement {
  const date = new Date(ms);
  const formats: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
    t: { timeStyle: 'short' },
    T: { timeStyle: 'medium' },
    d: { dateStyle: 'short' },
    D: { dateStyle: 'long' },
    f: { dateStyle: 'long', timeStyle: 'short' },
    F: { dateStyle: 'full', timeStyle: 'short' },
  };
  const text =
    style === 'R'
      ? relative(ms - Date.now())
      : new Intl.DateTimeFormat('en', formats[style] ?? {}).format(date);
  return h(
    'time',
    { datetime: date.toISOString(), title: date.toLocaleString('en'), class: 'timestamp' },
    text,
  );
}

function relative(ms: number): string {
  const units = [
    ['year', 31_536_000_000],
    ['month', 2_592_000_000],
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ] as const;
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  for (const [unit, size] of units)
    if (Math.abs(ms) >= size) return format.format(Math.round(ms / size), unit);
  return format.format(Math.round(ms / 1000), 'second');
}

/** An emoji as a picture from the disk; where there is none, as the character. */
export function emojiImage(emoji: string): HTMLElement {
  const kept = emoji.includes('\u200d') ? emoji : emoji.replaceAll('\ufe0f', '');
  const name = [...kept].map((one) => one.codePointAt(0)?.toString(16)).join('-');
  const image = h('img', { class: 'emoji', src: `/emoji/${name}.svg`, alt: emoji, draggable: 'false' });
  image.addEventListener('error', () => image.replaceWith(emoji));
  return image;
}
