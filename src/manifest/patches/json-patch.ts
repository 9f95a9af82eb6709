import { textAt } from '../access.ts';
import type { Finding } from '../explanation.ts';
import { fieldNamed, type Level } from '../fields.ts';
import type { PartRoot } from '../part.ts';
import { fieldsOf } from '../shape/index.ts';
import type { Node } from '../yaml/node.ts';
import { type Draft, draftAt, inOrder, nodeOfDraft, removeIn, setIn } from './draft.ts';
import { patchPart, type Target } from './part.ts';

/** One operation of a JSON patch (RFC 6902). */
interface Operation {
  readonly op: string;
  readonly steps: readonly string[];
  readonly pointer: string;
  readonly value: Node | undefined;
  readonly line: number;
}

const OPS = new Set(['add', 'replace', 'remove', 'test', 'copy', 'move']);

/** More of them are not told: they are alike. */
const MOST_NOTES = 50;

/** Whether a node is a JSON patch: a list of which each item has an `op` and a `path`. */
export function isJsonPatch(root: Node): boolean {
  return (
    root.kind === 'seq' &&
    root.items.length > 0 &&
    root.items.every((item) => OPS.has(textAt(item, 'op') ?? '') && textAt(item, 'path') !== undefined)
  );
}

/** What a JSON patch sets in a pod, at which level; one part for all of its operations. */
export function jsonPatchParts(root: Node, target: Target): readonly PartRoot[] {
  if (root.kind !== 'seq') return [];
  const operations = root.items.flatMap((item): Operation[] => {
    if (item.kind !== 'map') return [];
    const pointer = textAt(item, 'path') ?? '';
    return [
      {
        op: textAt(item, 'op') ?? '',
        pointer,
        steps: stepsOfPointer(pointer),
        value: item.get('value')?.value,
        line: item.line,
      },
    ];
  });
  const draft = draftAt(root);
  const whole = new Set(
    operations.flatMap(({ steps, value }) => (value === undefined ? [] : [steps.join('/')])),
  );
  const notes: Finding[] = [];
  for (const one of operations) {
    if ((one.op === 'add' || one.op === 'replace') && one.value !== undefined)
      setIn(draft, one.steps, one.value);
    if (one.op === 'remove') removeIn(draft, one.steps);
    if (notes.length < MOST_NOTES) notes.push(...notesOf(one, whole, target.index));
  }
  const specSteps = podSpecSteps(operations);
  const spec = specSteps === undefined ? undefined : below(draft, specSteps);
  if (specSteps === undefined || spec === undefined) {
    const about = notes.some(({ code }) => code === 'patch-removes' || code === 'patch-not-read');
    if (!about) return [];
  }
  const node = spec === undefined ? nodeOfDraft(draftAt(root)) : nodeOfDraft(spec);
  if (node.kind !== 'map') return [];
  return [
    patchPart({
      spec: node,
      path: (specSteps ?? []).join('.'),
      shown: shownFor(spec, specSteps ?? []),
      what: 'a JSON patch',
      notes,
      target,
    }),
  ];
}

/** RFC 6901: `~1` is a slash and `~0` a tilde. */
function stepsOfPointer(pointer: string): readonly string[] {
  return pointer
    .replace(/^\//, '')
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function below(draft: Draft, steps: readonly string[]): Draft | undefined {
  let at: Draft | undefined = draft;
  for (const step of steps) at = at === undefined ? undefined : childOf(at, step);
  return at;
}

function childOf({ kids, value }: Draft, step: string): Draft | undefined {
  const drafted = kids.get(step);
  if (drafted !== undefined) return drafted;
  const inside = value?.kind === 'map' ? value.get(step)?.value : undefined;
  return inside === undefined ? undefined : { near: inside, value: inside, kids: new Map() };
}

const LISTS = new Set(['containers', 'initContainers', 'ephemeralContainers']);

/** The pod spec: above the first step that is a field of one and follows a `spec`. */
function podSpecSteps(operations: readonly Operation[]): readonly string[] | undefined {
  const fields = fieldsOf('v1.PodSpec');
  for (const { steps, value } of operations) {
    for (let i = steps.length - 1; i > 0; i--) {
      if (
        steps[i - 1] === 'spec' &&
        fields?.has(steps[i] ?? '') === true &&
        (steps[i - 2] === 'template' || i === 1)
      )
        return steps.slice(0, i);
    }
    const inside = value === undefined ? undefined : specInside(value);
    if (inside !== undefined) return [...steps, ...inside];
  }
  return undefined;
}

/** A patch that sets a whole template or spec at once. */
function specInside(value: Node): readonly string[] | undefined {
  if (value.kind !== 'map') return undefined;
  for (const path of [[], ['spec'], ['template', 'spec'], ['spec', 'template', 'spec']]) {
    let at: Node | undefined = value;
    for (const step of path) at = at?.kind === 'map' ? at.get(step)?.value : undefined;
    if (at?.kind === 'map' && (at.get('containers') !== undefined || at.get('securityContext') !== undefined))
      return path;
  }
  return undefined;
}

/** Containers that a patch does not touch are not made up: `containers[0]` of the draft may be `containers[2]`. */
function shownFor(spec: Draft | undefined, steps: readonly string[]): (path: string) => string {
  const base = steps.length === 0 ? '' : `${steps.join('.')}.`;
  const indexes = new Map<string, readonly string[]>();
  for (const list of LISTS) {
    const kids = spec?.kids.get(list)?.kids;
    if (kids !== undefined && kids.size > 0)
      indexes.set(
        list,
        inOrder(kids).map(([step]) => step),
      );
  }
  return (path) => {
    if (path === '') return steps.join('.');
    const found = /^(\w+)\[(\d+)\]/.exec(path);
    const index = found === null ? undefined : indexes.get(found[1] ?? '')?.[Number(found[2])];
    return index === undefined || found === null
      ? base + path
      : `${base}${found[1]}[${index}]${path.slice(found[0].length)}`;
  };
}

const LEVELS: Readonly<Record<Level, string>> = {
  pod: "the pod's level",
  container: "a container's level",
  spec: 'the pod spec',
};

function notesOf(one: Operation, whole: ReadonlySet<string>, index: number): readonly Finding[] {
  const { op, pointer, steps, line } = one;
  const at = { path: '', line, document: index };
  const last = steps.at(-1) ?? '';
  const security = steps.includes('securityContext') || fieldNamed(last) !== undefined;
  if (op === 'remove' && (security || LISTS.has(last))) {
    const level = steps.some((step) => LISTS.has(step)) ? LEVELS.container : LEVELS.pod;
    return [
      {
        ...at,
        severity: 'warning',
        code: 'patch-removes',
        message: `The patch takes \`${pointer}\` away, at ${level}: what it set there no longer holds, and the level above it (or the image) decides.`,
        fix: 'Leave the operation out if that is not meant.',
      },
    ];
  }
  if (op === 'copy' || op === 'move') {
    return [
      {
        ...at,
        severity: 'warning',
        code: 'patch-not-read',
        message: `\`${op}\` takes its value from the object that is patched, which is not here: what it sets at \`${pointer}\` is not known.`,
        fix: 'Paste the object as it is after the patch.',
      },
    ];
  }
  const inside = steps.indexOf('securityContext');
  const made = whole.has(steps.slice(0, inside + 1).join('/'));
  if (op === 'add' && inside >= 0 && inside < steps.length - 1 && !made) {
    return [
      {
        ...at,
        severity: 'hint',
        code: 'patch-needs-parent',
        message: `\`add\` at \`${pointer}\` fails where the object has no \`${steps.slice(0, inside + 1).join('.')}\` yet: a JSON patch does not create what is missing above (RFC 6902, 4.1).`,
        fix: `Add the whole securityContext in one operation, if there is none.`,
      },
    ];
  }
  if (op === 'replace') {
    return [
      {
        ...at,
        severity: 'hint',
        code: 'patch-needs-parent',
        message: `\`replace\` fails where \`${pointer}\` is not set yet (RFC 6902, 4.3).`,
        fix: 'Write op: add, which also replaces.',
      },
    ];
  }
  return [];
}
