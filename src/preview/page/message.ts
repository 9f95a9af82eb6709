import { type Attachment, type Embed, Flag, type Message, type User } from '../wire.ts';
import { drawComponent, fileCard, type Hands, picture } from './components.ts';
import { h } from './dom.ts';
import { emojiImage, inline, markdown } from './markdown.ts';
import type { InteractionView, StateView } from './model.ts';

/** What a message offers besides its components. */
export interface MessageHands extends Hands {
  readonly dismiss: (message: Message) => void;
  readonly menu: (message: Message, anchor: HTMLElement) => void;
}

const COLOURS = ['#eb459e', '#3ba55c', '#faa61a', '#00a8fc', '#ed4245', '#9b59b6'];

/** The picture of a person: a disc with the first letter. */
export function avatar(user: User): HTMLElement {
  const index = [...user.id].reduce((sum, digit) => sum + Number(digit), 0) % COLOURS.length;
  const colour = user.bot ? '#5865f2' : COLOURS[index];
  return h(
    'div',
    { class: 'avatar', style: `background: ${colour}`, 'aria-hidden': 'true' },
    (user.global_name ?? user.username).slice(0, 1).toUpperCase(),
  );
}

/** One message as Discord draws it. `failed`: the last press on it was not answered. */
export function drawMessage(
  message: Message,
  state: StateView,
  hands: MessageHands,
  failed: boolean,
): HTMLElement {
  const ephemeral = (message.flags & Flag.ephemeral) !== 0;
  const thinking = (message.flags & Flag.loading) !== 0;
  const pinged = message.mentions.some((one) => one.id === state.me.id) || message.mention_everyone;
  const menu = h(
    'button',
    {
      type: 'button',
      class: 'more',
      'aria-label': 'More: apps for this message',
      'aria-haspopup': 'menu',
      'data-testid': 'message-menu',
    },
    '⋯',
  );
  menu.addEventListener('click', () => hands.menu(message, menu));
  return h(
    'article',
    {
      class: `message${ephemeral ? ' ephemeral' : ''}${pinged ? ' pinged' : ''}`,
      'data-testid': 'message',
      'data-id': message.id,
      'data-ephemeral': String(ephemeral),
    },
    usedBy(message),
    avatar(message.author),
    h(
      'div',
      { class: 'body' },
      h(
        'header',
        {},
        h(
          'span',
          { class: `author${message.author.bot ? ' bot' : ''}` },
          message.author.global_name ?? message.author.username,
        ),
        message.author.bot && h('span', { class: 'tag' }, 'APP'),
        h(
          'time',
          { datetime: message.timestamp, title: new Date(message.timestamp).toLocaleString('en') },
          clock(message.timestamp),
        ),
      ),
      thinking
        ? h(
            'div',
            { class: 'thinking', role: 'status' },
            h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')),
            `${state.bot.global_name} is thinking…`,
          )
        : null,
      message.content !== ''
        ? h(
            'div',
            { class: 'md' },
            ...markdown(message.content, state),
            message.edited_timestamp ? h('span', { class: 'edited' }, '(edited)') : null,
          )
        : null,
      ...message.embeds.map((embed) => drawEmbed(embed, state)),
      ...((message.flags & Flag.v2) === 0 ? message.attachments.map(drawAttachment) : []),
      ...message.components.map((one) => drawComponent(one, message, state, hands)),
      failed ? h('div', { class: 'failed', role: 'alert' }, 'This interaction failed') : null,
      ephemeral
        ? h(
            'div',
            { class: 'only-you' },
            emojiImage('👁'),
            ' Only you can see this · ',
            h(
              'button',
              {
                type: 'button',
                class: 'as-link',
                'data-testid': 'dismiss',
                onclick: () => hands.dismiss(message),
              },
              'Dismiss message',
            ),
          )
        : null,
    ),
    h('div', { class: 'tools' }, menu),
  );
}

/** One's own command while it waits, and when nobody answered. */
export function drawPending(pending: InteractionView, state: StateView): HTMLElement {
  return h(
    'article',
    { class: 'message ephemeral', 'data-testid': 'pending' },
    h(
      'div',
      { class: 'used' },
      h('strong', {}, state.me.global_name ?? state.me.username),
      ' used ',
      h('span', { class: 'command' }, pending.name ?? 'a command'),
    ),
    avatar(state.bot),
    h(
      'div',
      { class: 'body' },
      h(
        'header',
        {},
        h('span', { class: 'author bot' }, state.bot.global_name ?? ''),
        h('span', { class: 'tag' }, 'APP'),
      ),
      pending.failed
        ? h('div', { class: 'failed', role: 'alert' }, 'The application did not respond')
        : h('div', { class: 'thinking' }, 'Sending command…'),
    ),
  );
}

/** What Discord says of the command behind a message; a modal stands for the command that opened it. */
interface Metadata {
  readonly name?: string;
  readonly user?: User;
  readonly command_type?: number;
  readonly triggering_interaction_metadata?: Metadata;
}

function usedBy(message: Message): HTMLElement | null {
  const metadata = message.interaction_metadata as Metadata | undefined;
  const used = metadata?.triggering_interaction_metadata ?? metadata;
  if (!used?.user || !used.name || message.message_reference) return null;
  const kind = used.command_type === 1 ? 'command slash' : 'command';
  return h(
    'div',
    { class: 'used' },
    h('strong', {}, used.user.global_name ?? used.user.username),
    ' used ',
    h('span', { class: kind }, used.name),
  );
}

function drawAttachment(file: Attachment): HTMLElement {
  return /^image\/(png|jpeg|gif|webp)$/.test(file.content_type)
    ? picture(file, file.description, false, 'attached')
    : fileCard(file.url, file.filename, file.size);
}

function drawEmbed(embed: Embed, state: StateView): HTMLElement {
  const colour = `#${(embed.color ?? 0x1e1f22).toString(16).padStart(6, '0')}`;
  const title = inline(embed.title ?? '', state);
  return h(
    'div',
    { class: 'embed', style: `--accent: ${colour}` },
    h(
      'div',
      { class: 'embed-text' },
      embed.author ? h('div', { class: 'embed-author' }, embed.author.name) : null,
      embed.title
        ? h(
            'div',
            { class: 'embed-title' },
            embed.url
              ? h('a', { href: embed.url, target: '_blank', rel: 'noreferrer noopener' }, ...title)
              : h('span', {}, ...title),
          )
        : null,
      embed.description ? h('div', { class: 'md' }, ...markdown(embed.description, state)) : null,
      embed.fields?.length
        ? h(
            'div',
            { class: 'fields' },
            ...embed.fields.map((field) =>
              h(
                'div',
                { class: field.inline ? 'field inline' : 'field' },
                h('div', { class: 'field-name' }, ...inline(field.name, state)),
                h('div', { class: 'md' }, ...markdown(field.value, state)),
              ),
            ),
          )
        : null,
      embed.image ? picture(embed.image, '', false, 'attached') : null,
      embed.footer || embed.timestamp
        ? h(
            'div',
            { class: 'embed-footer' },
            [embed.footer?.text, embed.timestamp ? new Date(embed.timestamp).toLocaleString('en') : '']
              .filter(Boolean)
              .join(' • '),
          )
        : null,
    ),
    embed.thumbnail ? picture(embed.thumbnail, '', false, 'thumbnail') : null,
  );
}

function clock(iso: string): string {
  const date = new Date(iso);
  const time = new Intl.DateTimeFormat('en', { timeStyle: 'short' }).format(date);
  return date.toDateString() === new Date().toDateString()
    ? `Today at ${time}`
    : `${date.toLocaleDateString('en')} ${time}`;
}
