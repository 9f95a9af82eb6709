import type { Finding } from '../explanation.ts';
import type { PartRoot } from '../part.ts';
import { fieldsOf } from '../shape/index.ts';
import type { MapNode } from '../yaml/node.ts';
import { type Assembled, assemble } from './assemble.ts';
import { contextsIn, MOST_CONTEXTS } from './collect.ts';
import { APART, type Context, isSecurityField } from './context.ts';

/** The values of a Helm chart as pods, by the convention most charts keep; none where nothing marks them as values. */
export function valuesParts(root: MapNode, index: number): readonly PartRoot[] {
  const { contexts, more } = contextsIn(root);
  if (contexts.length === 0 || !isValues(root, contexts)) return [];
  const parts = assemble(contexts, 'none').map((one) => valuesPart(one, index));
  const [first, ...others] = parts;
  if (first === undefined) return [];
  const notes = [hint(root, index), ...(more ? [tooMany(index)] : []), ...first.part.notes];
  return [{ ...first, part: { ...first.part, notes } }, ...others];
}

/** A name of a level in a key, a component around it, an image taken apart, a switch, or keys no pod spec has. */
function isValues(root: MapNode, contexts: readonly Context[]): boolean {
  if (contexts.some(({ path, off }) => off || (path !== 'securityContext' && path !== ''))) return true;
  const context = root.get('securityContext')?.value;
  if (context?.kind === 'map' && context.get('enabled') !== undefined) return true;
  if (root.get('image')?.value.kind === 'map') return true;
  const known = ['v1.PodSpec', 'v1.Container'].map((type) => fieldsOf(type));
  return root.entries.some(
    ({ key }) => !isSecurityField(key) && known.every((fields) => fields?.has(key) !== true),
  );
}

function valuesPart(one: Assembled, index: number): PartRoot {
  const { spec, shown, line, group } = one;
  const at = (path: string, where: number): Pick<Finding, 'path' | 'line' | 'document'> => ({
    path,
    line: where,
    document: index,
  });
  const notes = [
    ...one.guessed.map(
      ({ path, line: where, as }): Finding => ({
        severity: 'hint',
        code: 'level-guessed',
        ...at(path, where),
        message: `Neither its name nor what stands beside it says which level \`${path || 'this'}\` is meant for; by its fields it was read as ${as === 'pod' ? "the pod's" : "a container's"}.`,
        fix: "Look into the chart's template, or run helm template and paste what it prints.",
      }),
    ),
    ...one.off.map(
      ({ path, line: where }): Finding => ({
        severity: 'warning',
        code: 'switched-off',
        ...at(path, where),
        message: `\`enabled: false\` switches \`${path}\` off: charts that know this switch leave the whole securityContext out, and none of its fields reaches the pod.`,
        fix: 'Write enabled: true, if it is to apply.',
      }),
    ),
  ];
  return {
    root: spec,
    type: 'v1.PodSpec',
    specPath: '',
    kind: 'Helm values',
    line,
    part: {
      readFrom: 'values',
      name:
        group
          .replace(/^values(?:\.|$)/, '')
          .replace(APART, ' ')
          .trim() || undefined,
      namespace: undefined,
      shown: named(shown, group),
      whole: false,
      unknown:
        'The chart writes it into the pod as it stands, where kubectl and Helm refuse it or drop it without a word.',
      notes,
    },
  };
}

/** Where nothing stands yet, the names that most charts give the two levels. */
function named(shown: (path: string) => string, group: string): (path: string) => string {
  const base = group === '' ? '' : `${group.replace(APART, '.').replace(/^\./, '')}.`;
  return (path) => {
    const written = shown(path);
    if (written !== path) return written;
    return path
      .replace(/^securityContext\b/, `${base}podSecurityContext`)
      .replace(/^containers\[0\]\.securityContext\b/, `${base}containerSecurityContext`);
  };
}

function hint(root: MapNode, index: number): Finding {
  return {
    severity: 'hint',
    code: 'helm-values',
    path: '',
    line: root.line,
    document: index,
    message: `This was read as the values of a Helm chart, in the way most charts use them: podSecurityContext for the pod, containerSecurityContext (and a securityContext beside podSecurityContext) for its containers. The chart decides where values go, and whether they go anywhere.`,
    brief:
      'Read as the values of a Helm chart; the chart decides where they go. For the whole answer paste what helm template prints.',
    fix: 'For the whole answer run helm template with these values and paste what it prints.',
  };
}

function tooMany(index: number): Finding {
  return {
    severity: 'warning',
    code: 'too-many-parts',
    path: '',
    document: index,
    message: `Only the first ${MOST_CONTEXTS} securityContexts of these values were read; the rest is not explained.`,
    fix: 'Paste the component you ask about by itself.',
  };
}
