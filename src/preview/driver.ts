/**
 * Acts as people do in Discord, for tests and for the preview's page:
 *
 *     const preview = await startPreview({ port: 0 });       // src/preview/server.ts
 *     // …start the bot with preview.apiUrl (DISCORD_API_URL) and preview.token…
 *     const { driver } = preview;
 *     await driver.ready();                                  // the bot is READY
 *     const ada = driver.person('Ada');                      // in the server's channel
 *     const opened = await ada.run('explain');               // kind 'modal'
 *     const reply = await ada.submit(opened, { manifest: 'kind: Pod\n…' });
 *     reply.message?.text; reply.message?.ephemeral; reply.ackMs;
 *     const asked = await ada.run('quiz', { count: 2 });
 *     await ada.press(asked.message, /^A/);                  // by label, /label/ or custom_id
 *     asked.message?.text;                                   // messages are live: the answer stands there now
 *     await ada.run('explain', { file: upload('pod.yaml', text), share: true });
 *     await ada.runOn('Explain manifest', ada.say('```yaml\n…```'));
 *     await ada.complete('quiz', 'deck', 'sec');             // autocomplete choices
 *     ada.inDm(); ada.elsewhere(); driver.person('Grace');   // a DM, a server without the bot, another person
 *     ada.at(driver.channel('lounge'));                      // another channel of the server; driver.thread(channel, …)
 *     driver.person('Bob', { roles: [driver.role('Editors').id] });
 *     driver.fault({ kind: 'status', status: 500, path: /callback$/, times: 1 });
 *     driver.gateway.drop(); driver.gateway.askReconnect(); driver.gateway.invalidate(false);
 *     driver.replay(reply.interaction);                      // the same INTERACTION_CREATE once more
 *     await driver.setEndpoint('http://127.0.0.1:3000/interactions');  // by HTTP instead of over the gateway
 *
 * Acts resolve when the answer is complete (a deferred one when it was edited) and never reject for what the bot
 * did: a bot that stays silent for 3 s gives kind 'failed'. What Discord's client would not allow throws NotPossible.
 */
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
import { editApplication } from './application.ts';
import type { Delivered, Delivery } from './delivery.ts';
import { channelObject, roleObject } from './describe.ts';
import type { Fault } from './faults.ts';
import type { Upload } from './files.ts';
import { type Gateway, GUILDS } from './gateway.ts';
import { guildCreate } from './guild.ts';
import type { ModalValues } from './modal-values.ts';
import type { OptionValues } from './option-values.ts';
import { isSettled, type Reply, replyOf } from './reply.ts';
import { expire } from './responses.ts';
import type { Exchange, RestCall, RestServer } from './rest/server.ts';
import { Seen } from './seen.ts';
import { NotPossible, type Stage } from './stage.ts';
import type { Choice, Command, Json } from './wire.ts';
import type { Change, Guild, Interaction, Person, Place, Role, World } from './world.ts';

export type { Upload } from './files.ts';
export type { Reply } from './reply.ts';
export { Seen } from './seen.ts';
export { NotPossible } from './stage.ts';

/** A file to attach, from text or bytes. */
export function upload(name: string, content: string | Uint8Array): Upload {
  return { name, bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content };
}

/** One person in one place. */
export class Actor {
  readonly person: Person;
  readonly place: Place;
  private readonly driver: Driver;
  private readonly stage: Stage;

  constructor(driver: Driver, person: Person, place: Place) {
    this.driver = driver;
    this.person = person;
    this.place = place;
    const { world, gateway, delivery } = driver;
    this.stage = { world, gateway, delivery, person, place };
  }

  get id(): string {
    return this.person.user.id;
  }

  at(place: Place): Actor {
    return new Actor(this.driver, this.person, place);
  }

  /** The same person in the bot's DM. */
  inDm(): Actor {
    return this.at(this.driver.world.directMessages(this.person));
  }

  /** The same person in a server without the bot, who has installed the bot for themself. */
  elsewhere(): Actor {
    this.person.installed = true;
    return this.at(this.driver.world.elsewhere);
  }

  /** What typing `/` (type 1) and Apps on a message (type 3) offer. */
  commands(): Command[] {
    return commandsOf(this.stage);
  }

  run(command: string, options: OptionValues = {}): Promise<Reply> {
    return this.driver.settled(runCommand(this.stage, command, options));
  }

  runOn(command: string, target: Seen): Promise<Reply> {
    return this.driver.settled(runOnMessage(this.stage, command, target.stored));
  }

  /** The choices for what was typed; [] when the bot gave none in time. */
  async complete(
    command: string,
    option: string,
    text: string,
    others: OptionValues = {},
  ): Promise<readonly Choice[]> {
    const { interaction } = await this.driver.settled(typeOption(this.stage, command, option, text, others));
    return interaction.choices ?? [];
  }

  /** Presses the button whose label or custom_id is, or matches, `which`. */
  press(message: Seen | null, which: string | RegExp): Promise<Reply> {
    const seen = present(message);
    const fits = (text: string | undefined) =>
      text !== undefined && (typeof which === 'string' ? text === which : which.test(text));
    const button =
      seen.buttons.find((one) => fits(one.label)) ?? seen.buttons.find((one) => fits(one.customId));
    if (!button?.customId) {
      throw new NotPossible(
        `No button ${which}; there are: ${seen.buttons.map((one) => one.label).join(', ') || 'none'}.`,
      );
    }
    return this.driver.settled(press(this.stage, seen.stored, button.customId));
  }

  /** Chooses in the select with this custom_id (or pattern, or its number on the message). */
  choose(message: Seen | null, which: string | RegExp | number, ...values: string[]): Promise<Reply> {
    const seen = present(message);
    const select = seen.selects.find((one, index) =>
      typeof which === 'number'
        ? index === which
        : typeof which === 'string'
          ? one.custom_id === which
          : which.test(one.custom_id ?? ''),
    );
    if (!select?.custom_id) throw new NotPossible(`The message has no select ${which}.`);
    return this.driver.settled(choose(this.stage, seen.stored, select.custom_id, values));
  }

  /** Fills in and submits the modal of a reply. */
  submit(opened: Reply, values: ModalValues = {}): Promise<Reply> {
    return this.driver.settled(submit(this.stage, opened.interaction, values));
  }

  say(content: string, ...files: Upload[]): Seen {
    return new Seen(this.driver.world, say(this.stage, content, files));
  }

  dismiss(message: Seen): void {
    dismiss(this.stage, message.stored);
  }

  /** What this person sees here, oldest first. */
  messages(): Seen[] {
    return this.driver.world
      .seenBy(this.id, this.place.id)
      .map((stored) => new Seen(this.driver.world, stored));
  }

  /** The next new or edited message here that this person sees and `fits` accepts. */
  next(fits: (message: Seen) => boolean = () => true): Promise<Seen> {
    return this.driver.when(`a message for ${this.person.user.username}`, (change) => {
      if (change.kind !== 'message' && change.kind !== 'edit') return undefined;
      const seen = new Seen(this.driver.world, change.stored);
      const here = seen.raw.channel_id === this.place.id && this.driver.world.visible(change.stored, this.id);
      return here && fits(seen) ? seen : undefined;
    });
  }
}

/** The preview in a test's hands: people, faults, the gateway, what was called. */
export class Driver {
  readonly world: World;
  readonly gateway: Gateway;
  readonly delivery: Delivery;
  /** How long `when`, and a deferred answer, may take, in milliseconds. */
  patience = 20_000;
  private readonly rest: RestServer;

  constructor(world: World, { gateway, delivery }: Pick<Stage, 'gateway' | 'delivery'>, rest: RestServer) {
    this.world = world;
    this.gateway = gateway;
    this.delivery = delivery;
    this.rest = rest;
  }

  /** A person in the server's channel, made on first use. */
  person(name: string, traits: Partial<Omit<Person, 'user'>> = {}): Actor {
    const known = [...this.world.people.values()].find((one) => one.user.global_name === name);
    if (known) Object.assign(known, traits);
    return new Actor(this, known ?? this.world.addPerson(name, traits), this.world.home);
  }

  /** A channel of the bot's server, made on first use. */
  channel(name: string, type?: number): Place {
    const known = [...this.world.places.values()].find(
      (one) => one.name === name && one.guild === this.world.home.guild,
    );
    if (known) return known;
    const place = this.world.addChannel(name, type);
    this.tellGuild('CHANNEL_CREATE', channelObject(this.world, place), place.guild);
    return place;
  }

  /** A new thread below a channel. */
  thread(parent: Place, name: string): Place {
    const place = this.world.addThread(parent, name);
    const thread = { ...channelObject(this.world, place), newly_created: true };
    this.tellGuild('THREAD_CREATE', thread, place.guild);
    return place;
  }

  /** Takes these rights in a channel away from everybody, the bot too. */
  deny(place: Place, rights: bigint): void {
    place.denied = rights;
    this.tellGuild('CHANNEL_UPDATE', channelObject(this.world, place), place.guild);
  }

  /** Somebody deletes a channel of the bot's server. */
  removeChannel(place: Place): void {
    const channel = channelObject(this.world, place);
    this.world.removePlace(place);
    this.tellGuild('CHANNEL_DELETE', channel, place.guild);
  }

  /** A new role of the bot's server. */
  role(name: string): Role {
    const role = this.world.addRole(name);
    const event = { guild_id: role.guild.id, role: roleObject(this.world, role) };
    this.tellGuild('GUILD_ROLE_CREATE', event, role.guild);
    return role;
  }

  /** Somebody deletes a role. */
  removeRole(role: Role): void {
    this.world.removeRole(role);
    this.tellGuild('GUILD_ROLE_DELETE', { guild_id: role.guild.id, role_id: role.id }, role.guild);
  }

  /** One more server that has the bot, by a name that none has yet; gives its channel. */
  server(name: string): Place {
    const place = this.world.addServer(name, `channel of ${name}`);
    this.tellGuild('GUILD_CREATE', guildCreate(this.world, place.guild?.id ?? ''), place.guild);
    return place;
  }

  /** A server removes the bot. */
  leave({ guild }: Place): void {
    if (guild === null) throw new NotPossible('Nobody leaves direct messages.');
    this.world.removeServer(guild.id);
    this.tellGuild('GUILD_DELETE', { id: guild.id }, guild);
  }

  /** Discord has an outage that a server is part of, or (`over`) it is over. */
  outage({ guild }: Place, over = false): void {
    if (guild === null) throw new NotPossible('Only a server has an outage.');
    if (over) this.world.outages.delete(guild.id);
    else this.world.outages.add(guild.id);
    if (over) this.tellGuild('GUILD_CREATE', guildCreate(this.world, guild.id), guild);
    else this.tellGuild('GUILD_DELETE', { id: guild.id, unavailable: true }, guild);
  }

  /** Resolves when a bot is connected and READY, or at once where interactions go to an address of it. */
  async ready(): Promise<void> {
    if (this.delivery.interactionsUrl === null) await this.gateway.ready();
  }

  /**
   * What the bot's owner does in the Developer Portal: from now on interactions go there, and webhook events to
   * `events`; null: over the gateway, as before. Rejects with a Refusal where Discord does not take the address.
   */
  async setEndpoint(interactions: string | null, events: string | null = null): Promise<void> {
    await editApplication(this.world, this.delivery, {
      interactions_endpoint_url: interactions,
      event_webhooks_url: events,
      event_webhooks_types: events === null ? [] : ['APPLICATION_AUTHORIZED', 'APPLICATION_DEAUTHORIZED'],
    });
  }

  /** How many first answers the bot gave to an interaction, by whichever way. */
  firstAnswers({ id }: Interaction): number {
    const callbacks = this.calls.filter(({ path }) => path.startsWith(`/interactions/${id}/`));
    const responses = this.delivered.filter((one) => one.interactionId === id && one.status === 200);
    return callbacks.length + responses.length;
  }

  /** Requests by HTTP so far, oldest first. */
  get delivered(): readonly Delivered[] {
    return this.delivery.delivered;
  }

  /** Arms a fault for the next REST calls that match. */
  fault(fault: Fault): { readonly hits: () => number; readonly remove: () => void } {
    return this.rest.faults.add(fault);
  }

  clearFaults(): void {
    this.rest.faults.clear();
    this.rest.release();
  }

  /** REST calls so far, oldest first. */
  get calls(): readonly RestCall[] {
    return this.rest.calls;
  }

  /** Tells `listener` of every REST call, with what was sent and answered. One listener at a time. */
  listen(listener: (exchange: Exchange) => void): void {
    this.rest.onExchange = listener;
  }

  /** Every interaction so far, with its `ackMs`. */
  get interactions(): readonly Interaction[] {
    return [...this.world.interactions.values()];
  }

  /** Sends the same interaction once more, as Discord may. */
  replay(interaction: Interaction): void {
    this.delivery.replay(interaction);
  }

  private tellGuild(type: string, data: Json, guild: Guild | null): void {
    this.gateway.dispatch(type, data, guild?.id ?? null, GUILDS);
  }

  /** Marks interactions as failed whose 3 s are over by the injected clock. */
  tick(): void {
    expire(this.world);
  }

  /** Resolves with the first defined value that `pick` gives for a change; rejects after `patience`. */
  when<T>(what: string, pick: (change: Change) => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`Waited ${this.patience} ms for ${what}.`));
      }, this.patience);
      const stop = this.world.onChange((change) => {
        const value = pick(change);
        if (value === undefined) return;
        clearTimeout(timer);
        stop();
        resolve(value);
      });
    });
  }

  /** Resolves when an interaction's answer is complete, as described at the top. */
  settled(interaction: Interaction): Promise<Reply> {
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        stop();
        resolve(replyOf(this.world, interaction));
      };
      const timer = setTimeout(finish, this.patience);
      timer.unref();
      const stop = this.world.onChange((change) => {
        if (
          change.kind === 'interaction' &&
          change.interaction === interaction &&
          isSettled(this.world, interaction)
        )
          finish();
      });
      if (isSettled(this.world, interaction)) finish();
    });
  }
}

function present(message: Seen | null): Seen {
  if (!message) throw new NotPossible('There is no message to act on.');
  return message;
}
