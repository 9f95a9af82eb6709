import { lineOf, mapAt, textAt } from '../access.ts';
import { type Assembled, assemble } from '../convention/assemble.ts';
import { contextsIn, MOST_CONTEXTS } from '../convention/collect.ts';
import type { Finding } from '../explanation.ts';
import { without } from '../nodes.ts';
import type { PartRoot } from '../part.ts';
import type { MapNode } from '../yaml/node.ts';
import { MOST_PLACES, type PodPlace, podPlaces } from './foreign.ts';
import { isTekton, taskPods } from './tekton.ts';

/** An object of a kind that Kubernetes does not have. */
interface ForeignObject {
  readonly root: MapNode;
  /** Empty where the line is missing. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly index: number;
}

/** Stands for the kind of a piece that has none. */
export const UNKNOWN_KIND = 'object';

/** Not a place where pods are described: what an object is called, what became of it, which version was applied. */
const NOT_READ = new Set(['metadata', 'status']);

/** Every pod that an object of somebody else's kind describes: whole pod specs first, then single securityContexts. */
export function foreignParts(object: ForeignObject): readonly PartRoot[] {
  const { root, apiVersion } = object;
  const body = without(root, NOT_READ);
  const places = podPlaces(body);
  const tasks = isTekton(apiVersion) ? taskPods(body) : [];
  const read = new Set(places.map(({ node }) => node));
  const taken = (path: string): boolean => tasks.some((task) => path === task.path);
  const { contexts, more } =
    tasks.length > 0 ? { contexts: [], more: false } : contextsIn(body, '', (node) => read.has(node));
  const parts = [
    ...places.filter(({ path }) => !taken(path)).map((place) => wholePart(object, place)),
    ...tasks.map((task) =>
      part(object, { root: task.spec, shown: task.shown, whole: true, line: task.spec.line }),
    ),
    ...assemble(contexts, 'above').map((one) => contextPart(object, one)),
  ];
  const [first, ...others] = parts;
  if (first === undefined) return [];
  const notes = [
    ...lacking(object),
    hint(object),
    ...(more || places.length >= MOST_PLACES || tasks.length >= MOST_PLACES ? [tooMany(object)] : []),
    ...first.part.notes,
  ];
  return [{ ...first, part: { ...first.part, notes } }, ...others];
}

interface Made {
  readonly root: MapNode;
  readonly shown: (path: string) => string;
  readonly whole: boolean;
  readonly line: number;
  readonly template?: boolean;
  readonly notes?: readonly Finding[];
}

function part(
  { root: object, kind }: ForeignObject,
  { root, shown, whole, line, template = false, notes = [] }: Made,
): PartRoot {
  const metadata = mapAt(object, 'metadata');
  return {
    root,
    type: template ? 'v1.PodTemplateSpec' : 'v1.PodSpec',
    specPath: template ? 'spec' : '',
    kind,
    line,
    part: {
      readFrom: 'foreign-kind',
      name: textAt(metadata, 'name') ?? textAt(metadata, 'generateName'),
      namespace: textAt(metadata, 'namespace'),
      shown,
      whole,
      unknown: `Whether the cluster refuses or drops it is for whoever made the kind ${kind} to say; no pod can have it.`,
      notes,
    },
  };
}

/** A pod spec with the metadata beside it, where it is the `spec` of a template. */
function wholePart(object: ForeignObject, { path, node, template }: PodPlace): PartRoot {
  const base = template === undefined ? path : path.slice(0, -'.spec'.length);
  const shown = (inner: string): string => (inner === '' ? base : `${base}.${inner}`);
  const root = template ?? node;
  return part(object, { root, shown, whole: true, line: node.line, template: template !== undefined });
}

function contextPart(object: ForeignObject, one: Assembled): PartRoot {
  const { spec, shown, line } = one;
  const notes = one.guessed.map(
    ({ path, line: at, as }): Finding => ({
      severity: 'hint',
      code: 'level-guessed',
      path,
      line: at,
      document: object.index,
      message: `This securityContext inside a ${object.kind} was read as ${as === 'pod' ? "the pod's" : "a container's"}; whoever made that kind decides where it goes.`,
      fix: `See the documentation of ${object.kind}, or paste one of its pods (kubectl get pod NAME -o yaml).`,
    }),
  );
  return part(object, { root: spec, shown, whole: false, line, notes });
}

function hint({ root, apiVersion, kind, index }: ForeignObject): Finding {
  const chart =
    mapAt(mapAt(root, 'spec'), 'values') === undefined
      ? ''
      : ' Its values go to a Helm chart, which decides where they land.';
  const whose =
    kind === UNKNOWN_KIND
      ? 'This object has no kind, and no workload of Kubernetes has such a spec: what it says about pods'
      : `${kind}${apiVersion === '' ? '' : ` (${apiVersion})`} is not a kind of Kubernetes itself: what it says about pods`;
  return {
    severity: 'hint',
    code: 'foreign-kind',
    path: '',
    line: lineOf(root, 'kind') ?? root.line,
    document: index,
    message: `${whose} was read, its own fields are not checked, and its controller may add containers and settings.${chart}`,
    fix: 'For the whole answer paste one of its pods: kubectl get pod NAME -o yaml.',
    brief: `${kind === UNKNOWN_KIND ? 'What has no kind' : kind} is no kind of Kubernetes itself: its own fields are not checked, and its controller may add to the pod.`,
  };
}

function lacking({ apiVersion, kind, root, index }: ForeignObject): readonly Finding[] {
  if (apiVersion !== '' || kind === UNKNOWN_KIND) return [];
  return [
    {
      severity: 'error',
      code: 'missing-api-version',
      path: 'apiVersion',
      line: lineOf(root, 'kind') ?? root.line,
      document: index,
      message: `\`apiVersion\` is missing, and kubectl refuses the object without it. Which it is for a ${kind} is for whoever made that kind to say.`,
      fix: `Run kubectl api-resources and write the version it names for ${kind}.`,
    },
  ];
}

function tooMany({ index }: ForeignObject): Finding {
  return {
    severity: 'warning',
    code: 'too-many-parts',
    path: '',
    document: index,
    message: `Only the first ${MOST_PLACES} pod specs and ${MOST_CONTEXTS} securityContexts of this object were read; the rest is not explained.`,
    fix: 'Paste the part you ask about by itself.',
  };
}
