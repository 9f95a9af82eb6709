import type { Draft } from './compose.ts';
import { cleanName, storeFile, type Upload } from './files.ts';
import { isRecord } from './rules/issues.ts';
import type { Attachment, Json } from './wire.ts';
import type { Place, World } from './world.ts';

/** Files that one message can have. */
export const MOST_FILES = 10;

/** What attachment:// can refer to: the names that Discord gives the files. */
export function namesOf(draft: Draft, kept: readonly Attachment[]): Set<string> {
  const uploaded = [...draft.files].map(([index, upload]) => cleanName(nameOf(draft, index, upload)));
  return new Set([...kept.map((one) => one.filename), ...uploaded]);
}

/** What an entry of `attachments` can stand for: a file of this request, or one that the message has. */
export function uploadsOf(draft: Draft, old: readonly Attachment[]): Set<string> {
  return new Set([...[...draft.files.keys()].map(String), ...old.map((one) => one.id)]);
}

/** With `attachments`, an edit takes only those of its files that are listed there. */
export function sentFiles(draft: Draft): Draft {
  if (!Array.isArray(draft.body.attachments)) return draft;
  const ids = new Set(draft.body.attachments.map((one: unknown) => (isRecord(one) ? String(one.id) : '')));
  return { ...draft, files: new Map([...draft.files].filter(([index]) => ids.has(String(index)))) };
}

/** An edit without `attachments` keeps them all; with it, only those whose ids it lists. */
export function keptAttachments(old: readonly Attachment[], body: Json): readonly Attachment[] {
  if (!Array.isArray(body.attachments)) return old;
  const listed = new Map(body.attachments.filter(isRecord).map((one) => [String(one.id), one]));
  return old.flatMap((one) => {
    const entry = listed.get(one.id);
    if (entry === undefined) return [];
    return typeof entry.description === 'string' ? { ...one, description: entry.description } : one;
  });
}

function listedFor(draft: Draft, index: number): Json | undefined {
  const listed = Array.isArray(draft.body.attachments) ? draft.body.attachments.filter(isRecord) : [];
  return listed.find((one) => String(one.id) === String(index));
}

function nameOf(draft: Draft, index: number, upload: Upload): string {
  const name = listedFor(draft, index)?.filename;
  return typeof name === 'string' ? name : upload.name;
}

/** The files of a message after a request: those it keeps, and those that came, stored. */
export function attach(
  world: World,
  place: Place,
  draft: Draft,
  kept: readonly Attachment[],
  ephemeral: boolean,
): Attachment[] {
  const fresh = [...draft.files].map(([index, upload]) => {
    const told = listedFor(draft, index)?.description;
    const description = typeof told === 'string' ? { description: told } : {};
    const file = { ...upload, ...description, name: nameOf(draft, index, upload) };
    return storeFile(world, ephemeral ? world.bot.id : place.id, file, ephemeral);
  });
  return [...kept, ...fresh];
}
