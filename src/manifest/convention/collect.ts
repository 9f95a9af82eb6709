import { child, flagAt } from '../access.ts';
import { fieldSpelledLike } from '../fields.ts';
import { mapOf, without, wrap } from '../nodes.ts';
import type { MapNode, Node } from '../yaml/node.ts';
import {
  APART,
  type Context,
  type ContextLevel,
  hasSecurityField,
  isContainer,
  isContextKey,
  isObjectField,
  isSecurityField,
  isTelling,
  levelNamed,
} from './context.ts';

/** One mapping or list on the way down. */
interface Step {
  readonly path: string;
  /** The key it stands under; that of the list for an item. */
  readonly key: string;
  readonly parent: Step | undefined;
  /** It is an item of a list, or of a mapping that lists containers by name. */
  readonly item?: string;
}

/** More of them are counted by nobody: the rest is said to be left out. */
export const MOST_CONTEXTS = 100;

interface Collected {
  readonly contexts: readonly Context[];
  /** There were more than are given. */
  readonly more: boolean;
}

/**
 * Every securityContext below a node that is no pod spec, with the level its name or place gives it. `skip` leaves
 * out what is read otherwise.
 */
export function contextsIn(root: Node, base = '', skip: (node: MapNode) => boolean = () => false): Collected {
  const found: Context[] = [];
  let more = false;
  visit(root, { path: base, key: base.slice(base.lastIndexOf('.') + 1), parent: undefined });
  return { contexts: found, more };

  function add(context: Context): void {
    if (found.length < MOST_CONTEXTS) found.push(context);
    else more = true;
  }

  function visit(node: Node, step: Step): void {
    if (node.kind === 'seq') {
      node.items.forEach((item, i) => {
        const at: Step = { path: `${step.path}[${i}]`, key: step.key, parent: step, item: String(i) };
        if (isContainer(item) && isContainerList(step.key)) ofContainer(item, at, step);
        else visit(item, at);
      });
      return;
    }
    if (node.kind !== 'map' || skip(node)) return;
    const bare = node.entries.filter(
      ({ key, value }) => isSecurityField(key) && (value.kind === 'map') === isObjectField(key),
    );
    if (
      bare.some(
        ({ key, value }) => isTelling(key) || (isObjectField(key) && child(value, 'type') !== undefined),
      )
    ) {
      const security = mapOf(bare[0]?.value ?? node, bare);
      add({
        group: step.path,
        level: 'either',
        path: step.path,
        security,
        init: false,
        off: false,
        bare: true,
      });
    }
    for (const { key, value } of node.entries) {
      const at: Step = { path: step.path === '' ? key : `${step.path}.${key}`, key, parent: step };
      const field = fieldInKey(key);
      if (field !== undefined && value.kind === 'map') ofContext(wrap(field, value), at, step);
      else if (isContextKey(key) && value.kind === 'map') ofContext(value, at, step);
      else if (value.kind === 'map' && isContainerMap(key)) {
        for (const entry of value.entries) {
          const one: Step = { path: `${at.path}.${entry.key}`, key, parent: at, item: entry.key };
          if (entry.value.kind === 'map') ofContainer(entry.value, one, at, entry.key);
        }
      } else if (isContainer(value) && isSingleContainer(key)) ofContainer(value, at, at);
      else if (value.kind !== 'scalar') visit(value, at);
    }
  }

  function ofContext(node: MapNode, at: Step, holder: Step): void {
    const split = node.entries.filter(
      ({ key, value }) => value.kind === 'map' && !isSecurityField(key) && levelNamed(key) !== 'either',
    );
    for (const { key, value } of split) {
      if (value.kind === 'map')
        push(value, { ...at, path: `${at.path}.${key}` }, holder.path, levelNamed(key));
    }
    if (split.length > 0 && !hasSecurityField(node)) return;
    const named = levelNamed(at.key.replace(/securitycontexts?/i, ''));
    const around = holder.item === undefined ? levelNamed(holder.key) : 'either';
    const level = named === 'either' ? around : named;
    const apart = named === 'either' && around !== 'either';
    const group = apart ? (holder.parent?.path ?? '') : `${holder.path}${ownGroup(at.key)}`;
    push(node, at, group, level, /init/i.test(apart ? holder.key : at.key));
  }

  function push(node: MapNode, at: Step, group: string, level: ContextLevel, init = false): void {
    add({
      group,
      level,
      path: at.path,
      security: without(node, SWITCHES),
      init,
      off: flagAt(node, 'enabled') === false,
    });
  }

  function ofContainer(node: MapNode, at: Step, list: Step, name?: string): void {
    const security = node.get('securityContext')?.value;
    add({
      group: list.parent?.path ?? '',
      level: 'container',
      path: at.path,
      security: security?.kind === 'map' ? without(security, SWITCHES) : undefined,
      container: node,
      init: /init/i.test(list.key),
      off: security !== undefined && flagAt(security, 'enabled') === false,
      ...(name === undefined ? {} : { name }),
    });
  }
}

/** `securityContextCapabilities: {add: […]}`: one field of a securityContext under a key that names both. */
function fieldInKey(key: string): string | undefined {
  const at = key.toLowerCase().lastIndexOf('securitycontext');
  const rest = at < 0 ? '' : key.slice(at + 'securitycontext'.length);
  const field = /^[A-Z]/.test(rest) ? fieldSpelledLike(rest)?.name : undefined;
  return field !== undefined && isObjectField(field) ? field : undefined;
}

/** `webhookPodSecurityContext` and `webhookContainerSecurityContext` belong together, and to no other. */
function ownGroup(key: string): string {
  const rest = key
    .toLowerCase()
    .replace(/securitycontext(?:capabilities|\w*profile|seLinuxOptions|s)?/gi, '')
    .replace(/pod|containers?|init|extra|sidecars?|default|override/g, '');
  return rest === '' ? '' : `${APART}${rest}`;
}

/** Keys by which charts switch a securityContext on and off; none of them is a field of Kubernetes. */
const SWITCHES = new Set(['enabled', 'create']);

const isContainerList = (key: string): boolean => /containers?$|sidecars?$|^steps$/i.test(key);
const isContainerMap = (key: string): boolean => /^(?:init|extra)?containers$|^sidecars$/i.test(key);
const isSingleContainer = (key: string): boolean => /container$|^script$|^sidecar$/i.test(key);
