import type { AnsiSpan } from './ansi.ts';
import { h } from './dom.ts';
import { type Block, blocksOf } from './markdown-blocks.ts';
import { type Span, type Styled, spansOf } from './markdown-inline.ts';
import type { StateView } from './model.ts';

/** Discord's markdown as nodes; nothing of the text is ever parsed as HTML. */
export function markdown(text: string, state: StateView): Node[] {
  return blocksOf(text).map((block) => blockNode(block, state));
}

/** The markdown that may stand within a line: in button labels and titles too. */
export function inline(text: string, state: StateView): Node[] {
  return nodes(spansOf(text), state);
}

function blockNode(block: Block, state: StateView): HTMLElement {
  switch (block.kind) {
    case 'code':
      return h('pre', {}, h('code', {}, block.text));
    case 'ansi':
      return h('pre', {}, holding(h('code'), block.spans.map(ansiNode)));
    case 'heading': {
      const { level } = block;
      return holding(
        h('div', { class: `h h${level}`, role: 'heading', 'aria-level': 3 }),
        nodes(block.content, state),
      );
    }
    case 'subtext':
      return holding(h('div', { class: 'subtext' }), nodes(block.content, state));
    case 'paragraph':
      return holding(h('p'), nodes(block.content, state));
    case 'quote':
      return holding(
        h('blockquote'),
        block.blocks.map((inner) => blockNode(inner, state)),
      );
    case 'list': {
      const items = block.items.map(({ nested, content }) =>
        holding(h('li', { class: nested ? 'nested' : undefined }), nodes(content, state)),
      );
      return holding(block.start === undefined ? h('ul') : h('ol', { start: block.start }), items);
    }
  }
}

function ansiNode({ text, bold, underline, colour, background }: AnsiSpan): HTMLElement {
  const classes = [
    ...(bold ? ['ansi-bold'] : []),
    ...(underline ? ['ansi-underline'] : []),
    ...(colour === null ? [] : [`ansi-${colour}`]),
    ...(background === null ? [] : [`ansi-${background}`]),
  ];
  return h('span', { class: classes.join(' ') || undefined }, text);
}

/** The element with its children, however many they are. */
function holding<E extends HTMLElement>(element: E, children: readonly Node[]): E {
  for (const child of children) element.append(child);
  return element;
}

function nodes(spans: readonly Span[], state: StateView): Node[] {
  return spans.map((span) => spanNode(span, state));
}

const TAGS: Readonly<Record<Exclude<Styled, 'spoiler'>, 'strong' | 'u' | 's' | 'em'>> = {
  bold: 'strong',
  underline: 'u',
  strike: 's',
  italic: 'em',
};

function spanNode(span: Span, state: StateView): Node {
  if (typeof span === 'string') return document.createTextNode(span);
  switch (span.kind) {
    case 'code':
      return h('code', {}, span.text);
    case 'link':
      return link(span.href, nodes(span.content, state));
    case 'user': {
      const known = [...state.people, state.bot].find((one) => one.id === span.id);
      return h('span', { class: 'mention' }, `@${known?.global_name ?? 'unknown-user'}`);
    }
    case 'role': {
      const known = state.roles.find((one) => one.id === span.id);
      return h('span', { class: 'mention' }, `@${known?.name ?? 'unknown-role'}`);
    }
    case 'channel': {
      const known = state.places.find((one) => one.id === span.id);
      return h('span', { class: 'mention' }, `#${known?.name ?? 'unknown'}`);
    }
    case 'mention':
      return h('span', { class: 'mention' }, span.text);
    case 'time':
      return timestamp(span.seconds * 1000, span.style);
    case 'emoji':
      return emojiImage(span.text);
    case 'spoiler':
      return spoilerOf(nodes(span.content, state));
    default:
      return holding(h(TAGS[span.kind]), nodes(span.content, state));
  }
}

function link(href: string, children: readonly Node[]): HTMLElement {
  return holding(h('a', { href, target: '_blank', rel: 'noreferrer noopener' }), children);
}

function spoilerOf(children: readonly Node[]): HTMLElement {
  const open = (event: Event) => {
    (event.currentTarget as HTMLElement).classList.add('open');
  };
  return holding(
    h('button', { class: 'spoiler', type: 'button', 'aria-label': 'Spoiler, press to show', onclick: open }),
    children,
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
    {
      datetime: date.toISOString(),
      title: date.toLocaleString('en'),
      class: 'timestamp',
      ...(style === 'R' ? { 'data-relative': String(ms), 'aria-live': 'off' } : {}),
    },
    text,
  );
}

/** Has every relative timestamp of the page count on, as Discord's client does. */
export function countTimestamps(): void {
  for (const time of document.querySelectorAll<HTMLElement>('time[data-relative]')) {
    const text = relative(Number(time.dataset.relative) - Date.now());
    if (time.textContent !== text) time.textContent = text;
  }
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
