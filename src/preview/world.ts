import { randomBytes } from 'node:crypto';
import { type GatewayLimits, SessionStarts, USUAL_LIMITS } from './shards.ts';
import { Signer } from './signing.ts';
import { fixedSnowflake, snowflakes } from './snowflake.ts';
import type { Attachment, Command, Json, Message, Modal, User } from './wire.ts';

/** 0 a server's channel, 1 the bot's DM, 2 a private channel, as in Discord's interaction contexts. */
type ContextType = 0 | 1 | 2;

export interface Place {
  readonly id: string;
  readonly name: string;
  readonly context: ContextType;
  readonly guild: Guild | null;
  /** Who can see it; undefined: everybody. */
  readonly members?: readonly string[];
  /** False where the bot was only brought by a user who installed it for themself. */
  readonly botInside: boolean;
  /** Of a server's channel, as Discord counts the types; a text channel (0) when absent. */
  readonly type?: number;
  /** Of a thread: the channel that it hangs below. */
  readonly parent?: Place;
  /** What @everyone may not do here, as a bit set; nothing when absent. */
  denied?: bigint;
}

/** A role of a server beside @everyone; it grants nothing, but whoever has it may give those below their own highest. */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly guild: Guild;
  /** @everyone has 0. */
  position: number;
  /** It belongs to an integration, and nobody can give it. */
  readonly managed: boolean;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  /** False where the bot is not, or not any more. */
  botInside: boolean;
}

export interface Person {
  readonly user: User;
  /** May use commands whose default_member_permissions ask for rights. */
  admin: boolean;
  /** The bot is installed for this user, so it works in every place. */
  installed: boolean;
  /** False: the bot's DMs are refused with 50007. */
  acceptsDms: boolean;
  /** False: without USE_EXTERNAL_APPS, so that only they see answers of a bot that is not in the server. */
  mayShowApps: boolean;
  /** False: has left the servers, where they may have acted before. */
  member: boolean;
  locale: string;
  /** Ids of the roles they have. */
  roles: readonly string[];
}

export interface StoredMessage {
  message: Message;
  /** Whom an ephemeral message belongs to; null when everybody in the place sees it. */
  readonly owner: string | null;
  /** Every file it has; `message.attachments` leaves out those that its components or embeds show. */
  files: readonly Attachment[];
}

export interface StoredFile {
  readonly attachment: Attachment;
  readonly bytes: Uint8Array;
}

/** One interaction from the user's act to its end. Times are the preview's clock, in milliseconds. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly person: Person;
  readonly place: Place;
  readonly createdAt: number;
  /** Only the user brought the bot here: five follow-ups at most. */
  readonly userInstalledOnly: boolean;
  /** The message whose component was used. */
  readonly source: StoredMessage | null;
  readonly event: Json;
  /** For a submitted modal: the interaction that was answered with it. */
  readonly opener: Interaction | null;
  /** The callback type of the first response. */
  answer: number | null;
  ackMs: number | null;
  ephemeral: boolean;
  /** What @original is. */
  original: string | null;
  modal: Modal | null;
  choices: readonly { name: string; value: string | number }[] | null;
  /** Ids of the messages that came after the first response. */
  readonly followUps: string[];
  /** How often the bot edited, followed up or deleted since the first response. */
  steps: number;
  failed: boolean;
}

export type Change =
  | {
      readonly kind: 'message' | 'edit' | 'delete';
      readonly stored: StoredMessage;
      readonly by: string | null;
    }
  | { readonly kind: 'interaction'; readonly interaction: Interaction }
  | { readonly kind: 'commands' }
  | { readonly kind: 'people' }
  | { readonly kind: 'bot'; readonly online: boolean };

/** Types of channels, as Discord counts them. */
const TEXT = 0;
export const THREAD = 11;

/** So many interactions and so many messages are remembered, so that a long run does not fill the memory. */
const MOST_KEPT = 20_000;

/** Everything the preview knows: people, places, messages, commands, files, interactions. It lives in memory only. */
export class World {
  readonly now: () => number;
  readonly id: () => string;
  /** The bot's; another one once Discord has reset it. */
  token: string;
  /** Signs the addresses of files. */
  readonly signingKey = randomBytes(32);
  /** Signs what goes to the bot over HTTP. */
  readonly signer = new Signer();
  readonly bot: User;
  readonly people = new Map<string, Person>();
  readonly places = new Map<string, Place>();
  readonly messages = new Map<string, StoredMessage>();
  readonly roles = new Map<string, Role>();
  /** False: the bot may not manage roles. */
  botManagesRoles = true;
  readonly commands = new Map<string, Command>();
  readonly files = new Map<string, StoredFile>();
  readonly interactions = new Map<string, Interaction>();
  readonly byToken = new Map<string, Interaction>();
  /** Those that wait for their first response. */
  readonly pending = new Set<Interaction>();
  readonly home: Place;
  readonly elsewhere: Place;
  /** Ids of servers that are in an outage: they are the bot's, and nothing is known of them. */
  readonly outages = new Set<string>();
  /** The bot's connections to the gateway that were begun. */
  readonly starts: SessionStarts;
  /** Where files are served: the preview's own address. */
  origin = '';
  botOnline = false;
  private readonly listeners = new Set<(change: Change) => void>();

  constructor(now: () => number, botName: string, limits: GatewayLimits = USUAL_LIMITS) {
    this.now = now;
    this.starts = new SessionStarts(limits, now);
    this.id = snowflakes(now);
    this.bot = user(fixedSnowflake('bot'), botName.toLowerCase(), botName, true);
    this.token = freshToken(this.bot.id);
    this.home = this.addServer('Kubernetes study group', 'security-context');
    this.elsewhere = this.addServer('Somebody else’s server', 'lobby', false);
    this.addRole('Certified');
    this.addRole(botName, true);
    this.addRole('Staff');
  }

  /** Discord gives the bot another token: nobody has it. */
  resetToken(): void {
    this.token = freshToken(this.bot.id);
  }

  /** The bot's own role. */
  get botRole(): Role | undefined {
    return [...this.roles.values()].find(({ managed }) => managed);
  }

  addPerson(name: string, traits: Partial<Omit<Person, 'user'>> = {}): Person {
    const handle = name.toLowerCase().replace(/[^a-z0-9_.]+/g, '_');
    const person: Person = {
      user: user(fixedSnowflake(`person ${name}`), handle, name, false),
      admin: false,
      installed: false,
      acceptsDms: true,
      mayShowApps: true,
      member: true,
      locale: 'en-US',
      roles: [],
      ...traits,
    };
    this.people.set(person.user.id, person);
    this.tell({ kind: 'people' });
    return person;
  }

  /** The DM between the bot and a person, made on first use. */
  directMessages(person: Person): Place {
    for (const place of this.places.values()) {
      if (place.context === 1 && place.members?.includes(person.user.id)) return place;
    }
    return this.addPlace({
      id: fixedSnowflake(`direct messages ${person.user.id}`),
      name: this.bot.global_name ?? this.bot.username,
      context: 1,
      guild: null,
      members: [person.user.id],
      botInside: true,
    });
  }

  /** One more server, by a name that none has yet; gives its channel. */
  addServer(name: string, channel: string, botInside = true): Place {
    const guild = { id: fixedSnowflake(`server ${name}`), name, botInside };
    return this.addPlace({
      id: fixedSnowflake(`channel ${channel}`),
      name: channel,
      context: 0,
      guild,
      botInside,
    });
  }

  /** The ids of the servers that have the bot. */
  guildsOf(): readonly string[] {
    const inside = [...this.places.values()].flatMap(({ guild }) => (guild?.botInside ? [guild.id] : []));
    return [...new Set(inside)];
  }

  /** A server has removed the bot, or is gone. */
  removeServer(guildId: string): void {
    for (const place of this.places.values()) if (place.guild?.id === guildId) this.places.delete(place.id);
  }

  /** One more channel of the home server, by a name that none has yet. */
  addChannel(name: string, type = TEXT): Place {
    const { guild } = this.home;
    const id = fixedSnowflake(`channel ${name}`);
    return this.addPlace({ id, name, type, context: 0, guild, botInside: true });
  }

  /** A public thread below a channel. */
  addThread(parent: Place, name: string): Place {
    const { guild, botInside } = parent;
    const id = fixedSnowflake(`thread ${parent.id} ${name}`);
    return this.addPlace({ id, name, type: THREAD, parent, context: 0, guild, botInside });
  }

  /** A channel is deleted, its threads with it. */
  removePlace(place: Place): void {
    for (const one of this.places.values())
      if (one === place || one.parent === place) this.places.delete(one.id);
  }

  /** One more role of the home server. */
  addRole(name: string, managed = false): Role {
    const { guild } = this.home;
    if (guild === null) throw new Error('The home of the bot is a server.');
    const position = this.roles.size + 1;
    const role = { id: fixedSnowflake(`role ${name}`), name, guild, position, managed };
    this.roles.set(role.id, role);
    return role;
  }

  /** A role is deleted: nobody has it any more. */
  removeRole(role: Role): void {
    this.roles.delete(role.id);
    for (const person of this.people.values()) person.roles = person.roles.filter((id) => id !== role.id);
  }

  /** A DM among people, where the bot comes only with a user who installed it. */
  addPrivateChannel(name: string, members: readonly Person[]): Place {
    const ids = members.map((person) => person.user.id);
    return this.addPlace({ id: this.id(), name, context: 2, guild: null, members: ids, botInside: false });
  }

  visible(stored: StoredMessage, userId: string): boolean {
    const place = this.places.get(stored.message.channel_id);
    if (place?.members && !place.members.includes(userId)) return false;
    return stored.owner === null || stored.owner === userId;
  }

  /** The messages of a place that a person sees, oldest first. */
  seenBy(userId: string, placeId: string): StoredMessage[] {
    const here = [...this.messages.values()].filter((one) => one.message.channel_id === placeId);
    return here.filter((one) => this.visible(one, userId));
  }

  addInteraction(interaction: Interaction): void {
    this.interactions.set(interaction.id, interaction);
    this.byToken.set(interaction.token, interaction);
    this.pending.add(interaction);
    if (this.interactions.size <= MOST_KEPT) return;
    const [oldest] = this.interactions.values();
    if (!oldest) return;
    this.interactions.delete(oldest.id);
    this.byToken.delete(oldest.token);
    this.pending.delete(oldest);
  }

  /** Keeps a message; the oldest goes when there are too many. */
  addMessage(stored: StoredMessage): void {
    this.messages.set(stored.message.id, stored);
    const [oldest] = this.messages.keys();
    if (this.messages.size > MOST_KEPT && oldest) this.messages.delete(oldest);
  }

  onChange(listener: (change: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Whether the bot is there; undefined leaves it as it is. */
  tellOnline(online: boolean | undefined): void {
    if (online === undefined || this.botOnline === online) return;
    this.botOnline = online;
    this.tell({ kind: 'bot', online });
  }

  tell(change: Change): void {
    for (const listener of [...this.listeners]) listener(change);
  }

  private addPlace(place: Place): Place {
    this.places.set(place.id, place);
    return place;
  }
}

function freshToken(botId: string): string {
  return [Buffer.from(botId).toString('base64url'), 'preview', randomBytes(20).toString('base64url')].join(
    '.',
  );
}

function user(id: string, username: string, name: string, bot: boolean): User {
  return {
    id,
    username,
    global_name: name,
    discriminator: '0',
    avatar: null,
    bot,
    public_flags: 0,
    flags: 0,
    primary_guild: null,
    avatar_decoration_data: null,
    collectibles: null,
  };
}
