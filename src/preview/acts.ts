import { randomBytes } from 'node:crypto';
import { keep } from './compose.ts';
import { channelsOf, interactionChannel, memberObject, resolvedChosen, rolesOf } from './describe.ts';
import { messageObject } from './echo.ts';
import { storeFile, type Upload } from './files.ts';
import { fillModal, type ModalValues } from './modal-values.ts';
import { fillOptions, type OptionValues } from './option-values.ts';
import { appPermissions, offered, owners } from './permissions.ts';
import { ANSWER_MS, expire } from './responses.ts';
import { NotPossible, type Stage } from './stage.ts';
import { apiTime } from './time.ts';
import { type Command, type Component, everyComponent, type Json, Kind } from './wire.ts';
import type { Interaction, StoredMessage } from './world.ts';

const GUILD_MESSAGES = 1 << 9;
const DIRECT_MESSAGES = 1 << 12;

/** `/name options`; a subcommand is named after its command: `privacy export`. */
export function runCommand(stage: Stage, name: string, values: OptionValues): Interaction {
  const { command, path } = findSlash(stage, name);
  const { options, resolved } = fillOptions(stage, command, path, values);
  return begin(stage, 2, {
    ...commandData(command),
    ...someOptions(options),
    ...(resolved ? { resolved } : {}),
  });
}

/** What a person has typed so far of `focused`; the other options as far as they are filled in. */
export function typeOption(
  stage: Stage,
  name: string,
  focused: string,
  text: string,
  others: OptionValues,
): Interaction {
  const { command, path } = findSlash(stage, name);
  const { options } = fillOptions(stage, command, path, { ...others, [focused]: text }, focused);
  return begin(stage, 4, { ...commandData(command), ...someOptions(options) });
}

/** Apps → a message command on a message. */
export function runOnMessage(stage: Stage, name: string, target: StoredMessage): Interaction {
  const command = commandsOf(stage).find((one) => one.type === 3 && one.name === name);
  if (!command) throw new NotPossible(`There is no message command “${name}” here.`);
  const messages = { [target.message.id]: messageObject(stage.world, target) };
  return begin(stage, 2, { ...commandData(command), target_id: target.message.id, resolved: { messages } });
}

/** Presses the button with this custom_id. */
export function press(stage: Stage, stored: StoredMessage, customId: string): Interaction {
  const button = componentOf(stage, stored, customId, (type) => type === Kind.button);
  return begin(stage, 3, { custom_id: customId, component_type: 2, id: button.id ?? 0 }, stored);
}

/** Chooses values of the select with this custom_id; ids for user, role and channel selects. */
export function choose(
  stage: Stage,
  stored: StoredMessage,
  customId: string,
  values: readonly string[],
): Interaction {
  const select = componentOf(stage, stored, customId, (type) => type !== Kind.button);
  const min = select.min_values ?? 1;
  const max = select.max_values ?? 1;
  if (values.length < min || values.length > max) throw new NotPossible(`Choose ${min} to ${max} values.`);
  const known = new Set(select.options?.map((option) => option.value));
  const odd = select.options ? values.find((value) => !known.has(value)) : undefined;
  if (odd !== undefined) throw new NotPossible(`The select has no option “${odd}”.`);
  const there = select.options ? undefined : idsOf(stage, select);
  const none = there && values.find((value) => !there.includes(value));
  if (none !== undefined) throw new NotPossible(`The select does not offer ${none}.`);
  const resolved = select.options ? undefined : resolvedChosen(stage, values);
  return begin(
    stage,
    3,
    {
      custom_id: customId,
      component_type: select.type,
      id: select.id ?? 0,
      values,
      ...(resolved ? { resolved } : {}),
    },
    stored,
  );
}

/** What Discord offers in a select that it fills itself, by id. */
function idsOf(stage: Stage, { type, channel_types }: Component): readonly string[] {
  const people = [...stage.world.people.keys()];
  const roles = rolesOf(stage).map(({ id }) => id);
  if (type === Kind.userSelect) return people;
  if (type === Kind.roleSelect) return roles;
  if (type === Kind.mentionableSelect) return [...people, ...roles];
  return channelsOf(stage, channel_types ?? []).map(({ id }) => id);
}

/** Submits the modal that an interaction was answered with; any number of times, however late. */
export function submit(stage: Stage, opener: Interaction, values: ModalValues): Interaction {
  if (!opener.modal) throw new NotPossible('This interaction was not answered with a modal.');
  const { components, resolved } = fillModal(stage, opener.modal, values);
  const data = { custom_id: opener.modal.custom_id, components, ...(resolved ? { resolved } : {}) };
  return begin(stage, 5, data, opener.source ?? undefined, opener);
}

/** A plain message of a person. Bots see it only with the intents for it, and without content. */
export function say(stage: Stage, content: string, uploads: readonly Upload[]): StoredMessage {
  const { world, gateway, person, place } = stage;
  const text = content.trim();
  if (text === '' && uploads.length === 0) throw new NotPossible('The message is empty.');
  if ([...text].length > 2000) throw new NotPossible('Your message is too long: 2,000 characters at most.');
  const files = uploads.map((upload) => storeFile(world, place.id, upload, false));
  const stored = keep(world, {
    owner: null,
    files,
    message: {
      id: world.id(),
      type: 0,
      channel_id: place.id,
      author: person.user,
      content: text,
      timestamp: apiTime(world.now()),
      edited_timestamp: null,
      flags: 0,
      embeds: [],
      components: [],
      attachments: files,
      mentions: [],
      mention_everyone: false,
      mention_roles: [],
      pinned: false,
      tts: false,
    },
  });
  if (place.botInside) {
    const hidden =
      place.context === 1
        ? {}
        : { content: '', attachments: [], embeds: [], components: [], guild_id: place.guild?.id };
    gateway.dispatch(
      'MESSAGE_CREATE',
      { ...messageObject(world, stored), ...hidden },
      place.guild?.id ?? null,
      place.context === 1 ? DIRECT_MESSAGES : GUILD_MESSAGES,
    );
  }
  return stored;
}

/** “Dismiss message”: takes an ephemeral message away from its owner's view. */
export function dismiss(stage: Stage, stored: StoredMessage): void {
  if (stored.owner !== stage.person.user.id)
    throw new NotPossible('Only a message for you alone can be dismissed.');
  stage.world.messages.delete(stored.message.id);
  stage.world.tell({ kind: 'delete', stored, by: stage.person.user.id });
}

/** The commands a person is offered, global ones and this server's. */
export function commandsOf(stage: Stage): Command[] {
  return offered(stage.world, stage.person, stage.place);
}

function findSlash(stage: Stage, name: string): { command: Command; path: string[] } {
  const [first = '', ...path] = name.trim().replace(/^\//, '').split(/\s+/);
  const command = commandsOf(stage).find((one) => one.type === 1 && one.name === first);
  if (!command)
    throw new NotPossible(`There is no command /${first} for ${stage.person.user.username} here.`);
  return { command, path };
}

function commandData(command: Command): Json {
  const { id, name, type, guild_id } = command;
  return { id, name, type, ...(guild_id ? { guild_id } : {}) };
}

/** A command without options has no such member. */
function someOptions(options: readonly Json[]): Json {
  return options.length === 0 ? {} : { options };
}

function componentOf(
  stage: Stage,
  stored: StoredMessage,
  customId: string,
  fits: (type: number) => boolean,
): Component {
  const { world, person } = stage;
  if (!world.messages.has(stored.message.id) || !world.visible(stored, person.user.id)) {
    throw new NotPossible(`${person.user.username} does not see this message.`);
  }
  const all = [...everyComponent(stored.message.components)];
  const found = all.find((one) => one.custom_id === customId && fits(one.type));
  if (!found) throw new NotPossible(`The message has no such component: ${customId}`);
  if (found.disabled) throw new NotPossible(`It is disabled: ${customId}`);
  return found;
}

function begin(
  stage: Stage,
  type: number,
  data: Json,
  source?: StoredMessage,
  opener?: Interaction,
): Interaction {
  const { world, delivery, person, place } = stage;
  const bringers = type === 3 && source ? ownersOf(source) : owners(person, place);
  const id = world.id();
  const token = randomBytes(32).toString('base64url');
  const member = place.guild ? memberObject(person) : undefined;
  const event: Json = {
    id,
    application_id: world.bot.id,
    type,
    token,
    version: 1,
    data,
    channel_id: place.id,
    channel: interactionChannel(world, person, place),
    ...(place.guild
      ? {
          guild_id: place.guild.id,
          guild: { id: place.guild.id, locale: 'en-US', features: [] },
          guild_locale: 'en-US',
        }
      : {}),
    ...(member ? { member } : { user: person.user }),
    locale: person.locale,
    app_permissions: appPermissions(world, place),
    entitlements: [],
    authorizing_integration_owners: bringers,
    context: place.context,
    attachment_size_limit: 10 * 1024 * 1024,
    ...(source ? { message: messageObject(world, source) } : {}),
  };
  const interaction: Interaction = {
    id,
    token,
    type,
    person,
    place,
    createdAt: world.now(),
    userInstalledOnly: !('0' in bringers),
    source: source ?? null,
    event,
    opener: opener ?? null,
    answer: null,
    ackMs: null,
    ephemeral: false,
    original: null,
    modal: null,
    choices: null,
    followUps: [],
    steps: 0,
    failed: false,
  };
  world.addInteraction(interaction);
  world.tell({ kind: 'interaction', interaction });
  setTimeout(() => expire(world), ANSWER_MS + 20).unref();
  delivery.send(interaction);
  return interaction;
}

/** Clicks carry those who brought the bot to the message, not those who clicked. */
function ownersOf(source: StoredMessage): Json {
  const metadata = source.message.interaction_metadata;
  return (metadata?.authorizing_integration_owners as Json | undefined) ?? { '0': '0' };
}
