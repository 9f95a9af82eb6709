import type { Component, Media, Message, SelectOption } from '../wire.ts';
import { h } from './dom.ts';
import { emojiImage, markdown } from './markdown.ts';
import type { StateView } from './model.ts';
import { onConfirmed } from './select-keys.ts';

/** What a message's components can lead to. */
export interface Hands {
  readonly press: (message: Message, customId: string) => void;
  readonly choose: (message: Message, customId: string, chosen: readonly string[]) => void;
}

const STYLES: Readonly<Record<number, string>> = {
  1: 'primary',
  2: 'secondary',
  3: 'success',
  4: 'danger',
  5: 'link',
};

/** Draws one component of a message, with all it holds. */
export function drawComponent(
  component: Component,
  message: Message,
  state: StateView,
  hands: Hands,
): HTMLElement {
  const inner = (list: readonly Component[] | undefined) =>
    (list ?? []).map((one) => drawComponent(one, message, state, hands));
  switch (component.type) {
    case 1:
      return h('div', { class: 'row' }, ...inner(component.components));
    case 2:
      return drawButton(component, message, hands);
    case 9:
      return h(
        'div',
        { class: 'section' },
        h('div', { class: 'section-text' }, ...inner(component.components)),
        component.accessory && drawComponent(component.accessory, message, state, hands),
      );
    case 10:
      return h('div', { class: 'md' }, ...markdown(component.content ?? '', state));
    case 11:
      return picture(component.media ?? NOTHING, component.description, component.spoiler, 'thumbnail');
    case 12:
      return h(
        'div',
        { class: `gallery n${component.items?.length ?? 0}` },
        ...(component.items ?? []).map((item) =>
          picture(item.media, item.description, item.spoiler, 'gallery-item'),
        ),
      );
    case 13:
      return fileCard(component.file?.url ?? '', component.name, component.size);
    case 14:
      return h('div', {
        class: `separator${component.divider === false ? ' blank' : ''}${component.spacing === 2 ? ' large' : ''}`,
        role: 'separator',
      });
    case 17: {
      const colour = component.accent_color;
      const style =
        typeof colour === 'number' ? `--accent: #${colour.toString(16).padStart(6, '0')}` : undefined;
      return h('div', { class: `container${style ? ' accent' : ''}`, style }, ...inner(component.components));
    }
    default:
      return drawSelect(component, message, state, hands);
  }
}

function drawButton(component: Component, message: Message, hands: Hands): HTMLElement {
  const face = [
    component.emoji?.name ? emojiImage(component.emoji.name) : null,
    component.label ? h('span', {}, component.label) : null,
  ];
  if (component.url) {
    return h(
      'a',
      { class: 'button link', href: component.url, target: '_blank', rel: 'noreferrer noopener' },
      ...face,
      h('span', { class: 'out', 'aria-hidden': 'true' }, '↗'),
    );
  }
  const customId = component.custom_id ?? '';
  return h(
    'button',
    {
      type: 'button',
      class: `button ${STYLES[component.style ?? 2] ?? 'secondary'}`,
      disabled: component.disabled === true,
      'data-testid': 'message-button',
      'data-custom-id': customId,
      'aria-label': component.label ? undefined : (component.emoji?.name ?? 'button'),
      onclick: (event: Event) => {
        (event.currentTarget as HTMLElement).classList.add('busy');
        hands.press(message, customId);
      },
    },
    ...face,
  );
}

/** A native select for one value, boxes to tick for several: usable by keyboard and on phones. */
function drawSelect(component: Component, message: Message, state: StateView, hands: Hands): HTMLElement {
  const options = component.options ?? filledOptions(component, message, state);
  const customId = component.custom_id ?? '';
  const label = component.placeholder ?? 'Make a selection';
  const common = { 'data-testid': 'message-select', 'data-custom-id': customId, 'aria-label': label };
  const disabled = component.disabled === true;
  if ((component.max_values ?? 1) > 1) {
    const boxes = options.map((one) =>
      h('input', { type: 'checkbox', value: one.value, checked: one.default === true }),
    );
    const send = () =>
      hands.choose(
        message,
        customId,
        boxes.filter((box) => box.checked).map((box) => box.value),
      );
    return h(
      'fieldset',
      { ...common, class: 'select-box many', disabled },
      h('small', {}, label),
      ...options.map((one, index) => h('label', {}, boxes[index], h('span', {}, one.label, noteOf(one)))),
      h(
        'button',
        { type: 'button', class: 'button primary', 'data-testid': 'choose', onclick: send },
        'Choose',
      ),
    );
  }
  const select = h(
    'select',
    { ...common, class: 'select', disabled },
    h(
      'option',
      { value: '', disabled: component.min_values !== 0, selected: !options.some((one) => one.default) },
      label,
    ),
    ...options.map((one) =>
      h(
        'option',
        { value: one.value, selected: one.default === true },
        one.description ? `${one.label} — ${one.description}` : one.label,
      ),
    ),
  );
  onConfirmed(select, () => hands.choose(message, customId, select.value === '' ? [] : [select.value]));
  return h('div', { class: 'select-box' }, select);
}

/** What Discord itself fills a select with: people, roles, channels of the server that the message is in. */
function filledOptions(
  { type, channel_types = [], default_values = [] }: Component,
  message: Message,
  state: StateView,
): readonly SelectOption[] {
  const here = state.places.find((one) => one.id === message.channel_id);
  const people = state.people.map((one) => ({ label: one.global_name ?? one.username, value: one.id }));
  const roles = state.roles
    .filter(({ guild }) => guild === here?.guild)
    .map(({ id, name }) => ({ label: name, value: id }));
  const channels = state.places
    .filter(
      ({ guild, type: own }) =>
        guild === here?.guild && (channel_types.length === 0 || channel_types.includes(own)),
    )
    .map(({ id, name }) => ({ label: `#${name}`, value: id }));
  const all = { 5: people, 6: roles, 7: [...people, ...roles] }[type] ?? channels;
  return all.map((one) => ({ ...one, default: default_values.some(({ id }) => id === one.value) }));
}

function noteOf(option: SelectOption): HTMLElement | null {
  return option.description ? h('small', {}, option.description) : null;
}

const NOTHING: Media = { url: '' };

/**
 * An image with its alternative text; a spoiler is shown when pressed. One whose size is known takes its room before
 * it is loaded, so that what is read does not move.
 */
export function picture(
  { url, width, height }: Pick<Media, 'url' | 'width' | 'height'>,
  description: string | null | undefined,
  spoiler: boolean | undefined,
  kind: string,
): HTMLElement {
  const image = h('img', {
    src: url,
    alt: description ?? '',
    title: description ?? undefined,
    loading: 'lazy',
    width: width ?? undefined,
    height: height ?? undefined,
    style: width && height ? `--ratio: ${width} / ${height}` : undefined,
  });
  const open = (event: Event) => {
    (event.currentTarget as HTMLElement).classList.remove('hidden');
  };
  return h('div', { class: `picture ${kind}${spoiler ? ' hidden' : ''}`, onclick: open }, image);
}

/** A file as a card with its name, size and a way to download it. */
export function fileCard(
  url: string,
  filename: string | null | undefined,
  size: number | null | undefined,
): HTMLElement {
  const name = filename ?? url.split('/').at(-1)?.split('?')[0] ?? 'file';
  return h(
    'div',
    { class: 'file', 'data-testid': 'attachment' },
    h('span', { class: 'file-icon', 'aria-hidden': 'true' }, emojiImage('📄')),
    h(
      'div',
      {},
      h('a', { href: url, download: name }, name),
      h('div', { class: 'file-size' }, typeof size === 'number' ? bytes(size) : ''),
    ),
  );
}

function bytes(size: number): string {
  if (size < 1024) return `${size} bytes`;
  return size < 1024 * 1024 ? `${(size / 1024).toFixed(1)} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`;
}
