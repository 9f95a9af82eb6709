import './style.css';
import { everyComponent, type Message, type User } from '../wire.ts';
import { act, listen, loadState } from './api.ts';
import { Composer } from './composer.ts';
import { fill, h } from './dom.ts';
import { focusAgain, focusIn } from './focus.ts';
import { countTimestamps } from './markdown.ts';
import { openMenu } from './menu.ts';
import { avatar, drawMessage, drawPending, type MessageHands } from './message.ts';
import { openModal } from './modal.ts';
import type { EventView, InteractionView, Model, PlaceView } from './model.ts';

const KEY = 'preview-user';
const wanted = new URLSearchParams(location.search).get('user') ?? sessionStorage.getItem(KEY) ?? '';
const model: Model = {
  state: await loadState(wanted),
  place: '',
  messages: new Map(),
  interactions: new Map(),
};
model.place = sessionStorage.getItem('preview-place') ?? '';
sessionStorage.setItem(KEY, model.state.me.id);

const composer = new Composer();
const log = h('div', {
  class: 'log',
  role: 'log',
  'aria-label': 'Messages',
  'aria-live': 'polite',
  'data-testid': 'log',
  tabindex: 0,
});
const side = h('nav', { class: 'side', 'aria-label': 'Channels' });
const head = h('header', { class: 'head' });
const toast = h('div', { class: 'toast', role: 'alert', hidden: true, 'data-testid': 'toast' });
const drawn = new Map<string, HTMLElement>();

function place(): PlaceView {
  const { places } = model.state;
  const found =
    places.find((one) => one.id === model.place) ?? places.find((one) => one.context === 0) ?? places[0];
  if (!found) throw new Error('The preview has no channels.');
  return found;
}

const base = () => ({ user: model.state.me.id, place: place().id });

function fail(message: string): void {
  toast.textContent = message;
  toast.hidden = false;
  setTimeout(() => {
    toast.hidden = true;
  }, 5000);
}

const complain = (error: unknown): void => fail(error instanceof Error ? error.message : String(error));

const hands: MessageHands = {
  press: (message, customId) => {
    act({ ...base(), act: 'press', message: message.id, customId }).catch((error: unknown) => {
      draw(message.id);
      complain(error);
    });
  },
  choose: (message, customId, chosen) => {
    act({ ...base(), act: 'choose', message: message.id, customId, chosen }).catch((error: unknown) => {
      draw(message.id);
      complain(error);
    });
  },
  dismiss: (message) => {
    act({ ...base(), act: 'dismiss', message: message.id }).catch(complain);
  },
  menu: (message, anchor) => {
    const apps = place().commands.filter((one) => one.type === 3);
    const run = (name: string) =>
      act({ ...base(), act: 'message-command', name, message: message.id }).catch(complain);
    openMenu(
      anchor,
      'Apps',
      apps.map((one) => ({ label: one.name, pick: () => void run(one.name) })),
    );
  },
};

/** Draws one line anew where it stands, or at the end. */
function draw(id: string): void {
  const message = model.messages.get(id);
  const interaction = model.interactions.get(id);
  const old = drawn.get(id);
  const focused = focusIn(old);
  if (!message && !interaction) {
    old?.remove();
    drawn.delete(id);
    if (focused) log.focus();
    return;
  }
  const end = log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  const failed = [...model.interactions.values()].filter((one) => one.source === id).at(-1)?.failed === true;
  const fresh = message
    ? drawMessage(message, model.state, hands, failed)
    : drawPending(interaction as InteractionView, model.state);
  if (old) old.replaceWith(fresh);
  else log.append(fresh);
  drawn.set(id, fresh);
  if (focused) focusAgain(fresh, focused);
  if (end) log.scrollTop = log.scrollHeight;
}

function drawPlace(): void {
  const here = place();
  model.messages.clear();
  drawn.clear();
  for (const message of here.messages) model.messages.set(message.id, message);
  const title = here.context === 0 ? `# ${here.name}` : here.name;
  fill(
    log,
    h(
      'div',
      { class: 'welcome' },
      h('h2', {}, here.context === 1 ? here.name : `Welcome to ${title}`),
      h(
        'p',
        {},
        here.context === 1
          ? 'This is your direct message history with the bot.'
          : 'Type / to see what the bot can do, or paste a manifest in a message and use ⋯ → Apps on it.',
      ),
    ),
  );
  for (const id of model.messages.keys()) draw(id);
  log.scrollTop = log.scrollHeight;
  fill(
    head,
    h(
      'button',
      {
        type: 'button',
        class: 'burger',
        'aria-label': 'Channels',
        'data-testid': 'channels',
        onclick: () => document.body.classList.toggle('side-open'),
      },
      '☰',
    ),
    h('h1', {}, title),
    h('span', { class: 'topic' }, here.guild ?? 'Direct message'),
    h(
      'span',
      {
        class: `status${model.state.bot.online ? ' online' : ''}`,
        'data-testid': 'bot-status',
        role: 'status',
      },
      model.state.bot.online ? 'bot online' : 'bot offline',
    ),
  );
  composer.show({
    user: model.state.me.id,
    place: here.id,
    placeName: here.context === 0 ? `#${here.name}` : `@${here.name}`,
    commands: here.commands,
    fail,
  });
  drawSide();
}

function personOption({ id, global_name, username }: User): HTMLOptionElement {
  return h('option', { value: id, selected: id === model.state.me.id }, global_name ?? username);
}

function drawSide(): void {
  const { me, pages, people, places } = model.state;
  const go = (id: string) => {
    model.place = id;
    sessionStorage.setItem('preview-place', id);
    document.body.classList.remove('side-open');
    refresh().catch(complain);
  };
  const item = (one: PlaceView) =>
    h(
      'button',
      {
        type: 'button',
        class: 'channel',
        'aria-current': one.id === place().id ? 'page' : undefined,
        'data-testid': `channel-${one.context}-${one.name}`,
        onclick: () => go(one.id),
      },
      one.context === 0 ? h('span', { class: 'hash', 'aria-hidden': 'true' }, '#') : avatar(model.state.bot),
      h('span', {}, one.name),
    );
  const guilds = [...new Set(places.flatMap((one) => one.guild ?? []))];
  const pick = h(
    'select',
    { id: 'who', 'data-testid': 'user-menu', 'aria-label': 'Who you are in this tab' },
    ...people.map(personOption),
  );
  pick.addEventListener('change', () => {
    sessionStorage.setItem(KEY, pick.value);
    location.search = '';
  });
  fill(
    side,
    ...guilds.flatMap((guild) => [
      h('div', { class: 'guild' }, guild),
      ...places.filter((one) => one.guild === guild).map(item),
    ]),
    h('div', { class: 'guild' }, 'Direct messages'),
    ...places.filter((one) => one.context !== 0).map(item),
    ...(pages.length === 0 ? [] : [h('div', { class: 'guild' }, 'Beside Discord')]),
    ...pages.map(({ label, address }) =>
      h(
        'a',
        { class: 'channel', href: address, target: '_blank', rel: 'noopener', 'data-testid': 'page' },
        label,
      ),
    ),
    h('div', { class: 'me' }, avatar(me), h('div', {}, h('label', { for: 'who' }, 'You are'), pick)),
  );
}

async function refresh(): Promise<void> {
  model.state = await loadState(model.state.me.id);
  drawPlace();
}

function onInteraction(event: InteractionView): void {
  const before = model.interactions.get(event.id);
  model.interactions.set(event.id, event);
  if (event.source) draw(event.source);
  else if (event.type === 2 && event.place === place().id) {
    if (event.answer === null) draw(event.id);
    else {
      drawn.get(event.id)?.remove();
      drawn.delete(event.id);
    }
  } else if (event.type === 5 && event.failed) fail('Something went wrong. Try again.');
  if (!event.modal || before?.modal) return;
  openModal(event.modal, model.state, async (values) => {
    await act({ ...base(), act: 'submit', interaction: event.id, values });
  });
}

function onMessage(kind: 'message' | 'edit' | 'delete', message: Message): void {
  if (message.channel_id !== place().id) return;
  if (kind === 'delete') model.messages.delete(message.id);
  else model.messages.set(message.id, message);
  draw(message.id);
}

/** Somebody joined: they are in the list of people, and in what was drawn before they were known. */
function onPeople(people: readonly User[]): void {
  const fresh = people.filter(({ id }) => !model.state.people.some((one) => one.id === id));
  if (fresh.length === 0) return;
  model.state = { ...model.state, people };
  side.querySelector('#who')?.append(...fresh.map(personOption));
  for (const message of model.messages.values()) {
    const text = JSON.stringify(message);
    const offered = [...everyComponent(message.components)].some(({ type }) => type === 5 || type === 7);
    if (offered || fresh.some(({ id }) => text.includes(id))) draw(message.id);
  }
}

function onEvent(event: EventView): void {
  if (event.kind === 'interaction') onInteraction(event);
  else if (event.kind === 'people') onPeople(event.people);
  else if (event.kind === 'bot' || event.kind === 'commands') refresh().catch(complain);
  else onMessage(event.kind, event.message);
}

const veil = h('button', {
  type: 'button',
  class: 'veil',
  'aria-label': 'Close the list of channels',
  onclick: () => document.body.classList.remove('side-open'),
});
fill(
  document.querySelector('#app') as HTMLElement,
  side,
  veil,
  h('main', {}, head, log, toast, composer.element),
);
drawPlace();
setInterval(countTimestamps, 1000);
listen(model.state.me.id, onEvent, () => {
  refresh().catch(complain);
});
