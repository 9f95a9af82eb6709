import type {
  ContainerExplanation,
  Explanation,
  Finding,
  PodExplanation,
} from '../../manifest/explanation.ts';
import { asMeant } from '../../manifest/fate.ts';
import type { Told } from '../kit/told.ts';
import { creation, fateWords } from './fate.ts';
import { faultsOf, reasonOf } from './faults.ts';
import { containerFields, leftFields, podFields, wideFields } from './fields.ts';
import { identityOf } from './identity.ts';
import type { ContainerBox, Levels, PodBox } from './levels.ts';

/** Whether there is anything to draw: a message of the cluster alone has no levels. */
export function hasLevels({ pods, readings }: Explanation): boolean {
  return pods.length > 0 || readings.some((each) => each.pods.length > 0);
}

/** The two levels of every pod of an Explanation, in each way it can be read. */
export function levelsOf(explanation: Explanation): Levels {
  const readings = [explanation, ...explanation.readings].filter(({ pods }) => pods.length > 0);
  const several = readings.length > 1;
  const boxes = readings.map((each) => each.pods.map((pod) => podBox(pod, each)));
  const pods = boxes.flatMap((each, index) =>
    each.map(({ box }) => (several ? { ...box, title: `Reading ${index + 1}: ${box.title}` } : box)),
  );
  const others = boxes.flat().reduce((sum, each) => sum + each.more, 0);
  return { notes: notesOf(explanation, readings.length, others), pods };
}

function notesOf(
  { unread, repairs, messages, findings }: Explanation,
  readings: number,
  others: number,
): readonly Told[] {
  const whole = findings.filter(({ path, severity }) => path === '' && severity !== 'hint').length;
  const elsewhere = others + whole - (unread === undefined ? 0 : 1);
  return [
    ...(readings > 1
      ? [{ sign: 'doubt', words: `This paste can be read in ${readings} ways; each is drawn.` } as const]
      : []),
    ...(unread === undefined ? [] : [{ sign: 'doubt', words: unreadWords(unread) } as const]),
    ...(repairs.length === 0
      ? []
      : [
          {
            sign: 'warning',
            words: `Read with ${repairs.length === 1 ? 'a repair' : `${repairs.length} repairs`}; the answer in words says what was done.`,
          } as const,
        ]),
    ...(messages === undefined
      ? []
      : [
          {
            sign: 'warning',
            words: 'The paste also holds a message of the cluster, which is not drawn.',
          } as const,
        ]),
    ...(elsewhere <= 0
      ? []
      : [
          {
            sign: 'warning',
            words: `${elsewhere} more ${elsewhere === 1 ? 'fault' : 'faults'} outside of these fields: see the answer in words.`,
          } as const,
        ]),
  ];
}

/** So many lines are named. */
const MOST_LINES = 6;

function unreadWords(unread: readonly number[]): string {
  const named = unread.slice(0, MOST_LINES).join(', ');
  const more = unread.length > MOST_LINES ? ` and ${unread.length - MOST_LINES} more` : '';
  return unread.length === 1
    ? `Line ${named} was not read: what it sets is missing here.`
    : `Lines ${named}${more} were not read: what they set is missing here.`;
}

interface Boxed {
  readonly box: PodBox;
  /** So many faults of it are told nowhere in its box. */
  readonly more: number;
}

/** So many faults that are about no field of either level are told of a pod. */
const MOST_OTHERS = 2;

function podBox(written: PodExplanation, { findings }: Explanation): Boxed {
  const pod = asMeant(written);
  const faults = faultsOf(pod, findings);
  const errors = faults.others.filter(({ severity }) => severity === 'error').slice(0, MOST_OTHERS);
  const base = pod.path === '' ? '' : `${pod.path}.`;
  const box: PodBox = {
    title: pod.name === null ? pod.kind : `${pod.kind} ${pod.name}`,
    place: `${pod.namespace === null ? '' : `namespace ${pod.namespace} · `}line ${pod.line}`,
    told: creation(written, pod),
    reasons: errors.map((error): Told => ({ sign: 'bad', words: `${placeOf(error)}: ${reasonOf(error)}` })),
    path: pod.readFrom === 'values' ? '' : `${base}securityContext`,
    fields: podFields(pod.containers),
    wide: wideFields(pod),
    faults: faults.pod,
    containers: pod.containers.map((container) =>
      containerBox(written, pod, container, faults.containers.get(container) ?? NO_FAULTS),
    ),
    left: [...new Set(pod.containers.flatMap(leftFields))],
  };
  return { box, more: faults.others.length - errors.length };
}

function placeOf({ path, line }: Finding): string {
  const words = [...(line === undefined ? [] : [`line ${line}`]), ...(path === '' ? [] : [path])];
  return words.length === 0 ? 'the manifest' : words.join(', ');
}

const NO_FAULTS = { told: [], more: 0 } as const;

function containerBox(
  written: PodExplanation,
  pod: PodExplanation,
  container: ContainerExplanation,
  faults: ContainerBox['faults'],
): ContainerBox {
  const { role, image, line, name, path } = container;
  return {
    name: name.trim() === '' ? path.slice(path.lastIndexOf('.') + 1) : name,
    role,
    assumed: container.assumed === true,
    image,
    line,
    fields: containerFields(container),
    faults,
    identity: identityOf(container),
    fate: fateWords(written, pod, container),
  };
}
