import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  choose,
  commandsOf,
  dismiss,
  press,
  runCommand,
  runOnMessage,
  say,
  submit,
  typeOption,
} from './acts.ts';
import type { Delivery } from './delivery.ts';
import { rolesOf } from './describe.ts';
import { messageObject } from './echo.ts';
import type { Upload } from './files.ts';
import type { Gateway } from './gateway.ts';
import type { ModalValues } from './modal-values.ts';
import type { OptionValues } from './option-values.ts';
import { Refusal } from './refusal.ts';
import { readDraft } from './rest/body.ts';
import { isRecord } from './rules/issues.ts';
import { NotPossible, type Stage } from './stage.ts';
import type { Json, User } from './wire.ts';
import type { Change, Interaction, Person, Place, StoredMessage, World } from './world.ts';

/** The page's sources are bundled beside the compiled server; run from source, they are found in dist/. */
const HERE = dirname(fileURLToPath(import.meta.url));
const PAGES = [join(HERE, 'page'), join(HERE, '../../dist/page')];
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};
const POLICY =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

interface Listener {
  readonly userId: string;
  readonly response: ServerResponse;
}

/** The page at `/`, what it asks for under /preview, and the stream of what one person sees. */
export class Site {
  private readonly world: World;
  private readonly gateway: Gateway;
  private readonly delivery: Delivery;
  private readonly pages: (userId: string) => readonly unknown[];
  private readonly listeners = new Set<Listener>();
  private readonly unsubscribe: () => void;

  constructor(
    world: World,
    { gateway, delivery }: Pick<Stage, 'gateway' | 'delivery'>,
    pages: (userId: string) => readonly unknown[],
  ) {
    this.pages = pages;
    this.world = world;
    this.gateway = gateway;
    this.delivery = delivery;
    this.unsubscribe = world.onChange((change) => this.spread(change));
  }

  stop(): void {
    this.unsubscribe();
    for (const listener of this.listeners) listener.response.end();
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    if (url.pathname === '/preview/state') return json(response, 200, this.state(url));
    if (url.pathname === '/preview/events') return this.listen(url, request, response);
    if (url.pathname === '/preview/act' && request.method === 'POST') return this.act(request, response);
    if (url.pathname.startsWith('/emoji/')) return sendEmoji(response, url.pathname.slice('/emoji/'.length));
    return sendPage(response, url.pathname);
  }

  /** Everything a page needs at the start: people, places, and for one person messages and commands by place. */
  private state(url: URL): Json {
    const wanted = url.searchParams.get('user') ?? '';
    const people = [...this.world.people.values()];
    const known = people.find((one) => one.user.id === wanted || one.user.global_name === wanted);
    const me =
      known ?? (wanted === '' ? people[0] : this.world.addPerson(wanted.slice(0, 32), { installed: true }));
    if (!me) throw new Error('The preview has no people.');
    this.world.directMessages(me);
    const places = [...this.world.places.values()].filter(
      (place) => !place.members || place.members.includes(me.user.id),
    );
    return {
      me: me.user,
      pages: this.pages(me.user.id),
      bot: { ...this.world.bot, online: this.world.botOnline },
      people: this.everybody().people,
      roles: places.filter(isFirstOfItsServer).flatMap((place) =>
        rolesOf({ world: this.world, place }).map(({ id, name }) => ({
          id,
          name,
          guild: place.guild?.name,
        })),
      ),
      places: places.map((place) => ({
        id: place.id,
        name: place.name,
        context: place.context,
        guild: place.guild?.name ?? null,
        type: place.type ?? 0,
        commands: commandsOf(this.stage(me, place)),
        messages: this.world.seenBy(me.user.id, place.id).map((one) => messageObject(this.world, one)),
      })),
    };
  }

  private stage(person: Person, place: Place): Stage {
    return { world: this.world, gateway: this.gateway, delivery: this.delivery, person, place };
  }

  private everybody(): { readonly kind: 'people'; readonly people: readonly User[] } {
    return { kind: 'people', people: [...this.world.people.values()].map((one) => one.user) };
  }

  private listen(url: URL, request: IncomingMessage, response: ServerResponse): void {
    const listener = { userId: url.searchParams.get('user') ?? '', response };
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    // Also said at the start: somebody may have joined since the page asked for the state.
    response.write(`data: ${JSON.stringify(this.everybody())}\n\n`);
    this.listeners.add(listener);
    request.on('close', () => this.listeners.delete(listener));
  }

  private spread(change: Change): void {
    for (const { userId, response } of this.listeners) {
      const event = this.eventFor(change, userId);
      if (event) response.write(`data: ${JSON.stringify(event)}\n\n`);
    }
  }

  private eventFor(change: Change, userId: string): Json | null {
    if (change.kind === 'bot') return { kind: 'bot', online: change.online };
    if (change.kind === 'commands') return { kind: 'commands' };
    if (change.kind === 'people') return this.everybody();
    if (change.kind === 'interaction') {
      const { interaction } = change;
      return interaction.person.user.id === userId ? describe(interaction) : null;
    }
    return this.world.visible(change.stored, userId)
      ? { kind: change.kind, message: messageObject(this.world, change.stored) }
      : null;
  }

  /** One act of a person: JSON, or multipart with `payload_json` and `files[n]` where `{"file": n}` stands for a file. */
  private async act(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { body, files } = await readDraft(request);
      const person = this.world.people.get(String(body.user));
      const place = this.world.places.get(String(body.place));
      if (!person || !place) throw new NotPossible('The preview was restarted: reload the page.');
      const stage = this.stage(person, place);
      const result = this.perform(stage, body, files);
      if (!result) return json(response, 200, {});
      if (body.act !== 'complete') return json(response, 200, describe(result));
      await this.answered(result);
      return json(response, 200, { choices: result.choices ?? [], failed: result.failed });
    } catch (error) {
      if (error instanceof NotPossible || error instanceof Refusal)
        return json(response, 400, { error: error.message });
      throw error;
    }
  }

  private perform(stage: Stage, body: Json, files: ReadonlyMap<number, Upload>): Interaction | null {
    const values = withFiles(body.values, files);
    const name = String(body.name);
    switch (body.act) {
      case 'command':
        return runCommand(stage, name, values as OptionValues);
      case 'complete':
        return typeOption(stage, name, String(body.option), String(body.text), values as OptionValues);
      case 'message-command':
        return runOnMessage(stage, name, this.message(body));
      case 'press':
        return press(stage, this.message(body), String(body.customId));
      case 'choose':
        return choose(stage, this.message(body), String(body.customId), body.chosen as string[]);
      case 'submit': {
        const opener = this.world.interactions.get(String(body.interaction));
        if (!opener) throw new NotPossible('This modal is gone: open it again.');
        return submit(stage, opener, values as ModalValues);
      }
      case 'say':
        say(stage, String(body.content ?? ''), [...files.values()]);
        return null;
      case 'dismiss':
        dismiss(stage, this.message(body));
        return null;
      default:
        throw new NotPossible(`The page cannot do “${String(body.act)}”.`);
    }
  }

  private message(body: Json): StoredMessage {
    const stored = this.world.messages.get(String(body.message));
    if (!stored) throw new NotPossible('This message is gone.');
    return stored;
  }

  private answered(interaction: Interaction): Promise<void> {
    const done = () => interaction.failed || interaction.answer !== null;
    return new Promise((resolve) => {
      const stop = this.world.onChange(() => {
        if (!done()) return;
        stop();
        resolve();
      });
      if (done()) {
        stop();
        resolve();
      }
    });
  }
}

function isFirstOfItsServer({ guild }: Place, index: number, places: readonly Place[]): boolean {
  return places.findIndex((one) => one.guild?.id === guild?.id) === index;
}

function describe(interaction: Interaction): Json {
  return {
    kind: 'interaction',
    id: interaction.id,
    type: interaction.type,
    place: interaction.place.id,
    answer: interaction.answer,
    failed: interaction.failed,
    modal: interaction.modal,
    source: interaction.source?.message.id ?? null,
    name: (interaction.event.data as Json | undefined)?.name ?? null,
    ackMs: interaction.ackMs,
  };
}

/** Replaces `{"file": n}`, alone or in lists, by the uploaded file. */
function withFiles(values: unknown, files: ReadonlyMap<number, Upload>): Json {
  const put = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(put);
    return isRecord(value) && typeof value.file === 'number' ? files.get(value.file) : value;
  };
  return isRecord(values)
    ? Object.fromEntries(Object.entries(values).map(([key, value]) => [key, put(value)]))
    : {};
}

async function sendPage(response: ServerResponse, pathname: string): Promise<void> {
  const wanted = normalize(pathname === '/' ? '/index.html' : pathname);
  const type = TYPES[wanted.split('.').at(-1) ?? ''];
  if (type && !wanted.includes('..')) {
    for (const folder of PAGES) {
      const bytes = await readFile(join(folder, wanted)).catch(() => undefined);
      if (!bytes) continue;
      response.writeHead(200, {
        'content-type': type,
        'cache-control': 'no-cache',
        'content-security-policy': POLICY,
      });
      response.end(bytes);
      return;
    }
  }
  const text =
    wanted === '/index.html' ? 'The page is not built yet: run `npm run build`.\n' : 'Not found.\n';
  response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

const EMOJI = dirname(createRequire(import.meta.url).resolve('@twemoji/svg/package.json'));

async function sendEmoji(response: ServerResponse, name: string): Promise<void> {
  const bytes = /^[0-9a-f-]+\.svg$/.test(name)
    ? await readFile(join(EMOJI, name)).catch(() => undefined)
    : undefined;
  if (!bytes) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' }).end(bytes);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
