import { type Component, everyComponent, type Json, Kind } from '../wire.ts';
import { checkButton, checkSelect, SELECTS } from './controls.ts';
import { codePoints, type Issues } from './issues.ts';

type At = readonly (string | number)[];

/** What Discord says of a message's components: DISCORD.md's sections "Components V2" and "Other entry limits". */
export interface ComponentRules {
  readonly v2: boolean;
  /** Names that attachment:// may refer to. */
  readonly files: ReadonlySet<string>;
}

const TOP_V2 = [Kind.row, Kind.section, Kind.text, Kind.gallery, Kind.file, Kind.separator, Kind.container];
const IN_CONTAINER = TOP_V2.filter((type) => type !== Kind.container);

/** 40 in all with everything nested counted; Text Displays together 4,000 code points. */
const MAX_COMPONENTS = 40;
const MAX_TEXT = 4000;

/**
 * Adds an issue for everything in `body.components` that Discord refuses in a message.
 * @param at the path of `body` in the errors tree
 */
export function checkComponents(body: Json, at: At, rules: ComponentRules, issues: Issues): void {
  if (body.components === undefined || body.components === null) return;
  const before = issues.count;
  for (const [index, component] of issues.list(body, 'components', at, 0, rules.v2 ? MAX_COMPONENTS : 5)) {
    const path = [...at, 'components', index];
    const allowed = rules.v2 ? TOP_V2 : [Kind.row];
    if (issues.choice(component, 'type', path, allowed, true) !== undefined)
      checkBlock(component, path, rules, issues);
  }
  if (issues.count > before) return;
  const all = [...everyComponent(body.components as readonly Component[])];
  if (all.length > MAX_COMPONENTS) {
    issues.add(
      [...at, 'components'],
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      `The total number of components exceeds the maximum of ${MAX_COMPONENTS} (${all.length}).`,
    );
  }
  const text = all.reduce(
    (sum, one) => sum + (one.type === Kind.text ? codePoints(one.content ?? '') : 0),
    0,
  );
  if (text > MAX_TEXT) {
    issues.add(
      [...at, 'components'],
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
      `The total displayable text size exceeds the maximum of ${MAX_TEXT} (${text}).`,
    );
  }
  checkUnique(all, at, issues);
}

/** custom_ids, and ids where they are given, are unique within one message or modal. */
export function checkUnique(all: readonly Component[], at: At, issues: Issues): void {
  const customIds = new Set<string>();
  const ids = new Set<number>();
  for (const one of all) {
    if (one.custom_id !== undefined) {
      if (customIds.has(one.custom_id)) {
        issues.add(
          [...at, 'components'],
          'COMPONENT_CUSTOM_ID_DUPLICATED',
          `Component custom id cannot be duplicated: ${one.custom_id}`,
        );
      }
      customIds.add(one.custom_id);
    }
    if (one.id !== undefined && one.id !== 0) {
      if (ids.has(one.id))
        issues.add(
          [...at, 'components'],
          'COMPONENT_ID_DUPLICATED',
          `Component id cannot be duplicated: ${one.id}`,
        );
      ids.add(one.id);
    }
  }
}

/**
 * What Discord does not document but does: Text Displays whose UTF-8 bytes plus 12 each exceed 10,170 make the
 * request fail as a whole (discord-api-docs issue 8554), and so do more than 64 media items (issue 7528).
 */
export function overBudget(components: unknown): boolean {
  if (!Array.isArray(components)) return false;
  let bytes = 0;
  let media = 0;
  for (const one of everyComponent(components as readonly Component[])) {
    if (one.type === Kind.text) bytes += Buffer.byteLength(String(one.content ?? ''), 'utf8') + 12;
    media += (Array.isArray(one.items) ? one.items.length : 0) + (one.media ? 1 : 0);
  }
  return bytes > 10_170 || media > 64;
}

function checkBlock(component: Json, at: At, rules: ComponentRules, issues: Issues): void {
  issues.integer(component, 'id', at, 0, 2 ** 31 - 1);
  switch (component.type) {
    case Kind.row: {
      checkRow(component, at, issues);
      return;
    }
    case Kind.text:
      issues.string(component, 'content', at, 1, MAX_TEXT, true);
      return;
    case Kind.separator:
      issues.boolean(component, 'divider', at);
      issues.choice(component, 'spacing', at, [1, 2]);
      return;
    case Kind.file:
      issues.boolean(component, 'spoiler', at);
      {
        checkMedia(component, 'file', at, rules, issues, true);
        return;
      }
    case Kind.gallery:
      for (const [index, item] of issues.list(component, 'items', at, 1, 10)) {
        checkDescribed(item, [...at, 'items', index], rules, issues);
      }
      return;
    case Kind.section: {
      checkSection(component, at, rules, issues);
      return;
    }
    default: {
      checkContainer(component, at, rules, issues);
      return;
    }
  }
}

function checkRow(row: Json, at: At, issues: Issues): void {
  const children = issues.list(row, 'components', at, 1, 5);
  const selects = children.filter(([, child]) => SELECTS.includes(Number(child.type))).length;
  if (selects > 0 && children.length > 1) {
    issues.add(
      [...at, 'components'],
      'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
      'A row holds five buttons or one select.',
    );
  }
  for (const [index, child] of children) {
    const path = [...at, 'components', index];
    const type = issues.choice(child, 'type', path, [Kind.button, ...SELECTS], true);
    if (type === Kind.button) checkButton(child, path, issues);
    else if (type !== undefined) checkSelect(child, path, issues, 'message');
  }
}

function checkSection(section: Json, at: At, rules: ComponentRules, issues: Issues): void {
  for (const [index, child] of issues.list(section, 'components', at, 1, 3)) {
    const path = [...at, 'components', index];
    if (issues.choice(child, 'type', path, [Kind.text], true)) checkBlock(child, path, rules, issues);
  }
  const accessory = section.accessory;
  const path = [...at, 'accessory'];
  if (typeof accessory !== 'object' || accessory === null) {
    issues.required(path);
    return;
  }
  const type = issues.choice(accessory as Json, 'type', path, [Kind.button, Kind.thumbnail], true);
  if (type === Kind.button) checkButton(accessory as Json, path, issues);
  if (type !== Kind.thumbnail) return;
  issues.integer(accessory as Json, 'id', path, 0, 2 ** 31 - 1);
  checkDescribed(accessory as Json, path, rules, issues);
}

function checkContainer(container: Json, at: At, rules: ComponentRules, issues: Issues): void {
  issues.integer(container, 'accent_color', at, 0, 0xffffff);
  issues.boolean(container, 'spoiler', at);
  for (const [index, child] of issues.list(container, 'components', at, 1, MAX_COMPONENTS)) {
    const path = [...at, 'components', index];
    if (issues.choice(child, 'type', path, IN_CONTAINER, true) !== undefined)
      checkBlock(child, path, rules, issues);
  }
}

function checkDescribed(item: Json, at: At, rules: ComponentRules, issues: Issues): void {
  issues.string(item, 'description', at, 1, 1024);
  issues.boolean(item, 'spoiler', at);
  checkMedia(item, 'media', at, rules, issues, false);
}

function checkMedia(
  item: Json,
  key: string,
  at: At,
  rules: ComponentRules,
  issues: Issues,
  onlyFiles: boolean,
): void {
  const media = item[key];
  if (typeof media !== 'object' || media === null) {
    issues.required([...at, key]);
    return;
  }
  issues.url((media as Json).url, [...at, key, 'url'], rules.files, onlyFiles);
}
