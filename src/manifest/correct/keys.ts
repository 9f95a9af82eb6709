import type { Unknown } from '../decode.ts';
import { fieldNamed } from '../fields.ts';
import { sameTree } from '../mend/rebuild.ts';
import { entryOf, mapOf } from '../nodes.ts';
import type { PodView } from '../pod.ts';
import { type Belonging, belonging } from '../unknown.ts';
import type { MapNode, Node } from '../yaml/node.ts';
import { agree, contradicting, inserted, placesOf, weakens } from './homes.ts';
import { type Insertion, type Left, type Mending, mending, type Plan } from './mending.ts';
import { MOST_NAMED, namesBelow, withNames } from './names-below.ts';
import { keyEdit } from './slips.ts';
import { removal } from './text.ts';

/** No more unknown keys are looked at in one go. */
const MOST = 2000;
/** What is written anew for moves to many containers may not be much longer than the manifest, in characters. */
const MOST_WRITTEN = 64 * 1024;

/** The object that unknown keys stand in. */
export interface Holder {
  readonly root: MapNode;
  readonly pod: PodView;
  /** Whether a node stands in the text, and was not put around a piece of a manifest. */
  readonly isReal: (node: Node) => boolean;
  /** Whether a node stands in more than one place, for its anchor. */
  readonly isShared: (node: Node) => boolean;
  readonly text: string;
  /** It is a part of somebody else's kind, which may have keys of its own. */
  readonly foreign?: boolean;
}

/** Keys that are no fields: spelt right, moved to their level, removed where they do nothing; or left, with the reason. */
export function keyPlan(unknown: readonly Unknown[], holder: Holder): Plan {
  const plan = new KeyPlan(holder);
  const known = unknown.slice(0, MOST).map((one) => ({ one, where: belonging(one, holder.pod.specPath) }));
  const groups = new Map<string, Unknown[]>();
  for (const { one, where } of known) {
    if (where.home === undefined) continue;
    const group = groups.get(where.home);
    if (group === undefined) groups.set(where.home, [one]);
    else group.push(one);
  }
  for (const { one, where } of known) {
    if (where.spelling !== undefined) plan.respell(one, where.spelling);
    else if (where.home === undefined) plan.drop(one);
    else plan.move(one, where, groups.get(where.home) ?? [one]);
  }
  return plan;
}

class KeyPlan implements Plan {
  readonly mendings: Mending[] = [];
  readonly left: Left[] = [];
  readonly #holder: Holder;
  /** How many keys of a mapping go in this round; its last one waits for the next. */
  readonly #gone = new Map<MapNode, number>();
  readonly #targets = new Set<Node>();
  /** Homes that got their value in this round. */
  readonly #filled = new Set<string>();
  #written = 0;

  constructor(holder: Holder) {
    this.#holder = holder;
  }

  respell(unknown: Unknown, spelling: string): void {
    const { entry, parent, path } = unknown;
    const there = parent.get(spelling)?.value;
    if (there !== undefined) {
      if (sameTree(there, entry.value))
        this.#remove(
          unknown,
          `${path}${withNames(entry)} is removed: ${spelling} is set already, to the same.`,
        );
      else this.#leave(unknown, `${path} and ${spelling} say different things. Which one is meant?`);
      return;
    }
    const edit = keyEdit(this.#holder.text, entry, spelling);
    if (this.#wasWritten(unknown))
      this.mendings.push(
        mending(
          entry.keyLine,
          `${path} is now ${spelling}.`,
          [edit],
          [{ node: parent, key: entry.key, becomes: spelling }],
        ),
      );
  }

  drop(unknown: Unknown): void {
    const { path, entry } = unknown;
    if (this.#holder.foreign === true)
      this.#leave(unknown, `${path} is no field that a pod can have. Where does it belong?`);
    else if (setsSecurity(entry.value) || namesBelow(entry).length > MOST_NAMED)
      this.#leave(
        unknown,
        `${path} is no field, but removing it would lose what it sets. Where does it belong?`,
      );
    else this.#remove(unknown, `${path}${withNames(entry)}, which does nothing, is removed.`);
  }

  move(unknown: Unknown, where: Belonging, group: readonly Unknown[]): void {
    const { entry, path } = unknown;
    const { root, pod, isReal } = this.#holder;
    const name = (where.home ?? '').slice((where.home ?? '').lastIndexOf('.') + 1);
    const places = placesOf(root, pod, where);
    if (typeof places === 'string') {
      this.#leave(unknown, `${path} does nothing where it stands, and ${places}.`);
      return;
    }
    const { homes, taken, paths } = places;
    const home = paths.length === 1 ? (paths[0] ?? '') : 'the securityContext of every container';
    const problem = homes.some(({ map }) => !isReal(map))
      ? `the place where it belongs, ${home}, is not in this piece of a manifest`
      : !agree(group)
        ? `${group.map((one) => one.path).join(' and ')} set it to different values`
        : taken.some(({ value }) => !sameTree(value, entry.value))
          ? `${taken[0]?.path} stands there already and says something else. Which one is meant`
          : paths.length > 1 && weakens(name, entry.value)
            ? `there are ${paths.length} containers that it would give more power. Set it in the one that needs it`
            : this.#contradiction(where, name, entry.value);
    if (problem !== undefined) {
      this.#leave(
        unknown,
        `${path} does nothing where it stands, and was left there: ${problem}${problem.endsWith(' meant') ? '?' : '.'}`,
      );
      return;
    }
    const key = where.home ?? '';
    if (homes.length === 0 || this.#filled.has(key)) {
      this.#remove(unknown, `${path}${withNames(entry)} is removed: ${home} is set already, to the same.`);
      return;
    }
    const size = (entry.value.span.end - entry.value.span.start) * homes.length;
    if (this.#written + size > MOST_WRITTEN + this.#holder.text.length) {
      this.#leave(unknown, `${path} is too long to be written into ${homes.length} containers.`);
      return;
    }
    const inserts: Insertion[] = homes.map((into) => ({ into, name, value: entry.value }));
    const goal = name === entry.key ? home : `${home}, as ${name}`;
    if (!this.#remove(unknown, `${path} is moved to ${goal}.`, inserts)) return;
    this.#written += size;
    this.#filled.add(key);
  }

  #contradiction({ everywhere }: Belonging, name: string, value: Node): string | undefined {
    const { pod } = this.#holder;
    const containers = everywhere === true ? pod.containers : [];
    for (const { node, path } of containers) {
      const other = contradicting(node, name, value);
      if (other !== undefined) return `${path} has ${other}, which contradicts it. Which one is meant`;
    }
    return undefined;
  }

  /** False where it has to wait for the next round. */
  #remove(unknown: Unknown, change: string, inserts: readonly Insertion[] = []): boolean {
    const { entry, parent } = unknown;
    if (!this.#wasWritten(unknown)) return false;
    const count = parent.entries.length - (this.#gone.get(parent) ?? 0);
    const emptied = count === 1;
    const targets = inserts.map(({ into }) => into.map);
    if (emptied && (parent.entries.length > 1 || this.#targets.has(parent))) return false;
    if (targets.some((one) => (this.#gone.get(one) ?? 0) >= one.entries.length && one.entries.length > 0))
      return false;
    this.#gone.set(parent, (this.#gone.get(parent) ?? 0) + 1);
    for (const one of targets) this.#targets.add(one);
    const tree: Mending['tree'] = [
      { node: parent, key: entry.key, becomes: undefined },
      ...inserts.map(({ into, name, value }) => ({ node: into.map, by: inserting(into, name, value) })),
    ];
    const edit = removal(this.#holder.text, entry, { flow: parent.flow, count: parent.entries.length });
    this.mendings.push(mending(entry.keyLine, change, [edit], tree, inserts));
    return true;
  }

  #leave({ entry }: Pick<Unknown, 'entry'>, message: string): void {
    this.left.push({ line: entry.keyLine, message });
  }

  /** Keys that came in through a merge key, or stand in an alias, are written somewhere else. */
  #wasWritten({ entry, parent }: Unknown): boolean {
    const inside = entry.keySpan.start >= parent.span.start && entry.keySpan.end <= parent.span.end;
    const { isReal, isShared } = this.#holder;
    if (inside && isReal(parent) && !isShared(parent)) return true;
    this.#leave({ entry }, `${entry.key} comes from an anchor or a merge key, and was left as it is.`);
    return false;
  }
}

function inserting({ empty, path }: Insertion['into'], name: string, value: Node): (node: Node) => Node {
  if (empty === undefined) return (node) => inserted(node, path, name, value);
  return (node) => {
    if (node.kind !== 'map') return node;
    const now = node.get(empty.key)?.value ?? empty.value;
    const filled = { ...entryOf(empty.key, inserted(now, path, name, value)) };
    return mapOf(
      node,
      node.entries.map((one) => (one.key === empty.key ? filled : one)),
    );
  };
}

/** Whether something below a key is a field that decides about security. */
function setsSecurity(node: Node): boolean {
  if (node.kind === 'seq') return node.items.some(setsSecurity);
  if (node.kind !== 'map') return false;
  return node.entries.some(
    ({ key, value }) => key === 'securityContext' || fieldNamed(key) !== undefined || setsSecurity(value),
  );
}
