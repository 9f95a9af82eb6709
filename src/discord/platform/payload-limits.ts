import type { ApplicationCommandOptionChoiceData } from 'discord.js';
import {
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
} from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { type ActionRow, clip, text } from './components.ts';
import { CUSTOM_ID_MAX } from './custom-id.ts';
import { isV2, type OutgoingFile, type OutgoingMessage } from './message.ts';

/**
 * What one message may hold. Discord's own limits where it states them; `cardCharacters` and `cardBytes` are a
 * budget below its 4000 characters and the undocumented 10,170 bytes (UTF-8, plus 12 a text) past which a
 * callback dies with 10062. The library's builders check none of the totals.
 */
export const LIMITS = {
  components: 40,
  cardCharacters: 3300,
  cardBytes: 9500,
  bytesPerText: 12,
  content: 2000,
  buttonsPerRow: 5,
  rowsOfPlainMessage: 5,
  label: 80,
  url: 512,
  options: 25,
  optionText: 100,
  placeholder: 150,
  files: 10,
  fileBytes: 10 * 1024 * 1024,
  requestBytes: 25 * 1024 * 1024,
  fileDescription: 1024,
  galleryItems: 10,
  /** Of a picture in a gallery. */
  mediaDescription: 1024,
  modalTitle: 45,
  modalComponents: 5,
  modalLabel: 45,
  modalValue: 4000,
} as const;

type Component = APIMessageTopLevelComponent | APIComponentInContainer;
type Problems = string[];

/** Every way the message breaks a limit, in words; empty when Discord will take it. */
export function checkMessage(message: OutgoingMessage): readonly string[] {
  const problems: Problems = [];
  const components = message.components ?? [];
  checkFiles(message, problems);
  if (message.content !== undefined) {
    between(message.content.trim(), 1, LIMITS.content, 'content', problems);
    if (components.length > LIMITS.rowsOfPlainMessage)
      problems.push(`${components.length} rows in a plain message`);
    if (components.some((each) => each.type !== ComponentType.ActionRow)) {
      problems.push('a plain message with components that need a card');
    }
  } else if (components.length === 0) problems.push('a card without components');
  checkComponents(components, message, problems);
  return problems;
}

/** Every way a modal breaks a limit, in words. */
export function checkModal(modal: APIModalInteractionResponseCallbackData): readonly string[] {
  const problems: Problems = [];
  between(modal.title, 1, LIMITS.modalTitle, 'title', problems);
  between(modal.custom_id, 1, CUSTOM_ID_MAX, 'custom_id', problems);
  const count = modal.components.length;
  if (count < 1 || count > LIMITS.modalComponents) problems.push(`${count} components in a modal`);
  for (const component of modal.components) {
    if (component.type !== ComponentType.Label) continue;
    between(component.label, 1, LIMITS.modalLabel, 'label', problems);
    between(component.description ?? '-', 1, LIMITS.optionText, 'label description', problems);
    const child = component.component;
    between(child.custom_id, 1, CUSTOM_ID_MAX, 'custom_id', problems);
    if ('placeholder' in child) between(child.placeholder ?? '-', 1, 100, 'placeholder', problems);
    if (child.type === ComponentType.TextInput)
      between(child.value ?? '', 0, LIMITS.modalValue, 'value', problems);
    if ('options' in child) checkOptions(child.options, problems);
  }
  return problems;
}

/** At most 25 choices whose name and value fit in 100 characters; a choice whose value does not is left out. */
export function fitChoices(
  choices: readonly ApplicationCommandOptionChoiceData[],
): readonly ApplicationCommandOptionChoiceData[] {
  return choices
    .filter(({ value }) => typeof value !== 'string' || (value !== '' && value.length <= LIMITS.optionText))
    .slice(0, LIMITS.options)
    .map((choice) => ({ ...choice, name: clip(choice.name, LIMITS.optionText).text }));
}

/**
 * The message itself when it fits; otherwise its own first words with a sentence that says so, and a line in the
 * log. An answer cut short is better than "The application did not respond".
 */
export function fitMessage(message: OutgoingMessage, log: Pick<Logger, 'error'>): OutgoingMessage {
  const problems = checkMessage(message);
  if (problems.length === 0) return message;
  log.error({ problems }, 'a message does not fit in what Discord takes; a shortened one was sent');
  const words = isV2(message) ? textsOf(message.components ?? []).join('\n') : (message.content ?? '');
  const notice = 'This answer was too long for Discord, so here is its beginning.';
  const short = `${notice}\n\n${clipClosed(words.trim(), 1200)}`;
  const files = fittingFiles(message);
  if (!isV2(message)) return { content: short, files };
  const shown = files.map((file) => ({
    type: ComponentType.File as const,
    file: { url: `attachment://${file.name}` },
  }));
  const cut: OutgoingMessage = {
    components: [text(short), ...shown, ...rowsOf(message.components ?? [])],
    files,
  };
  return checkMessage(cut).length === 0 ? cut : { components: [text(short), ...shown], files };
}

/** The rows of a card, wherever they stand, so that one cut short can still be acted on. */
function rowsOf(components: readonly Component[]): readonly ActionRow[] {
  return components.flatMap((component): readonly ActionRow[] => {
    if (component.type === ComponentType.Container) return rowsOf(component.components);
    return component.type === ComponentType.ActionRow ? [component] : [];
  });
}

/** The files of the message, unless they are what does not fit. */
function fittingFiles(message: OutgoingMessage): readonly OutgoingFile[] {
  const problems: Problems = [];
  checkFiles(message, problems);
  return problems.length === 0 ? (message.files ?? []) : [];
}

/** Clipped, and a code block that was cut open is closed again. */
function clipClosed(words: string, max: number): string {
  const { text: clipped } = clip(words, max);
  const fences = clipped.match(/^```/gm)?.length ?? 0;
  return fences % 2 === 0 ? clipped : `${clipped}\n\`\`\``;
}

/** All texts of a card in the order they are read, those of containers and sections included. */
export function textsOf(components: readonly Component[]): readonly string[] {
  return components.flatMap((component): readonly string[] => {
    if (component.type === ComponentType.TextDisplay) return [component.content];
    if (component.type === ComponentType.Section || component.type === ComponentType.Container) {
      return textsOf(component.components);
    }
    return [];
  });
}

/** What a list of texts costs against {@link LIMITS.cardBytes}. */
export function bytesOf(texts: readonly string[]): number {
  return texts.reduce((sum, each) => sum + Buffer.byteLength(each, 'utf8') + LIMITS.bytesPerText, 0);
}

/** Components as Discord counts them: nested ones, rows and accessories too. */
function countComponents(components: readonly Component[]): number {
  return components.reduce((sum, component) => {
    if (component.type === ComponentType.Section) return sum + 2 + component.components.length;
    if (component.type === ComponentType.ActionRow) return sum + 1 + component.components.length;
    if (component.type === ComponentType.Container) return sum + 1 + countComponents(component.components);
    return sum + 1;
  }, 0);
}

function checkComponents(
  components: readonly APIMessageTopLevelComponent[],
  message: OutgoingMessage,
  problems: Problems,
): void {
  const count = countComponents(components);
  if (count > LIMITS.components) problems.push(`${count} components, at most ${LIMITS.components}`);
  const texts = textsOf(components);
  const characters = texts.reduce((sum, each) => sum + each.length, 0);
  if (characters > LIMITS.cardCharacters)
    problems.push(`${characters} characters, budget ${LIMITS.cardCharacters}`);
  if (bytesOf(texts) > LIMITS.cardBytes) problems.push(`${bytesOf(texts)} bytes, budget ${LIMITS.cardBytes}`);
  if (texts.some((each) => each.trim() === '')) problems.push('an empty text');
  const ids = new Set<string>();
  for (const component of components) checkComponent(component, message, ids, problems);
}

function checkComponent(
  component: Component,
  message: OutgoingMessage,
  ids: Set<string>,
  problems: Problems,
): void {
  switch (component.type) {
    case ComponentType.Container:
      if (component.components.length === 0) problems.push('an empty container');
      for (const inner of component.components) {
        if ((inner.type as ComponentType) === ComponentType.Container)
          problems.push('a container in a container');
        else checkComponent(inner, message, ids, problems);
      }
      return;
    case ComponentType.Section:
      if (component.components.length < 1 || component.components.length > 3) {
        problems.push(`${component.components.length} texts in a section`);
      }
      if (component.accessory.type === ComponentType.Button)
        checkInteractive(component.accessory, ids, problems);
      return;
    case ComponentType.ActionRow: {
      const selects = component.components.filter((each) => each.type !== ComponentType.Button).length;
      const buttons = component.components.length - selects;
      if (buttons + selects === 0) problems.push('an empty row');
      if (buttons > LIMITS.buttonsPerRow || selects > 1 || (selects === 1 && buttons > 0)) {
        problems.push(`a row of ${buttons} buttons and ${selects} selects`);
      }
      for (const each of component.components) checkInteractive(each, ids, problems);
      return;
    }
    case ComponentType.MediaGallery:
      if (component.items.length < 1 || component.items.length > LIMITS.galleryItems) {
        problems.push(`${component.items.length} pictures in a gallery`);
      }
      for (const { media, description } of component.items) {
        checkAttached(media.url, message, problems);
        between(description ?? '-', 1, LIMITS.mediaDescription, 'picture description', problems);
      }
      return;
    case ComponentType.File:
      checkAttached(component.file.url, message, problems);
      return;
    default:
      return;
  }
}

type Interactive = Extract<Component, { type: ComponentType.ActionRow }>['components'][number];

function checkInteractive(component: Interactive, ids: Set<string>, problems: Problems): void {
  if ('custom_id' in component) {
    between(component.custom_id, 1, CUSTOM_ID_MAX, 'custom_id', problems);
    if (ids.has(component.custom_id)) problems.push(`custom_id ${component.custom_id} twice`);
    ids.add(component.custom_id);
  }
  if ('url' in component) between(component.url, 1, LIMITS.url, 'url', problems);
  if ('label' in component) between(component.label ?? '-', 1, LIMITS.label, 'label', problems);
  if (component.type === ComponentType.Button && !('label' in component) && !('emoji' in component)) {
    problems.push('a button without a label');
  }
  if ('placeholder' in component)
    between(component.placeholder ?? '-', 1, LIMITS.placeholder, 'placeholder', problems);
  if (component.type === ComponentType.StringSelect) {
    checkOptions(component.options, problems);
    if ((component.max_values ?? 1) > component.options.length)
      problems.push('max_values beyond the options');
    if ((component.min_values ?? 1) > (component.max_values ?? 1))
      problems.push('min_values beyond max_values');
  }
}

function checkOptions(
  options: readonly {
    readonly label: string;
    readonly value: string;
    readonly description?: string | null;
  }[],
  problems: Problems,
): void {
  if (options.length < 1 || options.length > LIMITS.options) problems.push(`${options.length} options`);
  const values = new Set<string>();
  for (const option of options) {
    between(option.label, 1, LIMITS.optionText, 'option label', problems);
    between(option.value, 1, LIMITS.optionText, 'option value', problems);
    between(option.description ?? '-', 1, LIMITS.optionText, 'option description', problems);
    if (values.has(option.value)) problems.push('an option value twice');
    values.add(option.value);
  }
}

function checkFiles(message: OutgoingMessage, problems: Problems): void {
  const files = message.files ?? [];
  if (files.length > LIMITS.files) problems.push(`${files.length} files`);
  let total = 0;
  const names = new Set<string>();
  for (const file of files) {
    const bytes = Buffer.byteLength(file.data);
    total += bytes;
    if (bytes > LIMITS.fileBytes) problems.push(`a file of ${bytes} bytes`);
    if (!/^[\w.-]{1,100}$/.test(file.name)) problems.push('a file name Discord would rewrite');
    if (names.has(file.name)) problems.push('a file name twice');
    names.add(file.name);
    if ((file.description ?? '').length > LIMITS.fileDescription)
      problems.push('a file description too long');
  }
  if (total > LIMITS.requestBytes) problems.push(`${total} bytes of files`);
}

function checkAttached(url: string, message: OutgoingMessage, problems: Problems): void {
  if (!url.startsWith('attachment://')) return;
  const name = url.slice('attachment://'.length);
  if (!(message.files ?? []).some((file) => file.name === name))
    problems.push('a file is shown that is not attached');
}

function between(value: string, least: number, most: number, what: string, problems: Problems): void {
  if (value.length < least || value.length > most) {
    problems.push(`${what} of ${value.length} characters, ${least} to ${most} allowed`);
  }
}
