import {
  type ContainerExplanation,
  type EffectiveField,
  type Explanation,
  explain,
  ManifestError,
} from '../manifest/index.ts';
import { type BeliefName, groupBeliefs, userBeliefs } from './drills/kit/beliefs.ts';
import { own, type Scene } from './drills/kit/scene.ts';
import type { Measured, Question } from './question.ts';

/** What a wrong number is in the manifest that was asked about, and the belief behind it. */
export interface Diagnosis {
  /** Where the number stands and why it is not what was asked for; a sentence for each belief that gives it. */
  readonly sentences: readonly string[];
  /** The belief that gives it; absent where two give the same number, so that neither can be told from the other. */
  readonly belief?: { readonly id: string; readonly words: string };
}

type Asking = Pick<Question, 'manifest' | 'imageUsers' | 'measures' | 'number' | 'prompt'>;

/** Beliefs in a number that nothing in the manifest says: told only where the manifest has no such number at all. */
const GUESSES: ReadonlySet<string> = new Set<BeliefName>([
  'unprivileged-user',
  'first-user',
  'unprivileged-group',
  'first-group',
]);

/** Of a number that several beliefs give, so many are told of. */
const MOST_SENTENCES = 2;

/**
 * Which mistake gives this number in place of the right one: the beliefs of the drills, evaluated over the card's own
 * manifest. undefined where the number is right, where the card does not prove what it asks for, and where no belief
 * gives the number: then nothing is known of how it came about.
 */
export function diagnose(question: Asking, value: number): Diagnosis | undefined {
  const { measures, number } = question;
  const scene = measures === undefined ? undefined : sceneOf(question, measures);
  const [container] = scene?.containers ?? [];
  if (measures === undefined || scene === undefined || container === undefined || value === number)
    return undefined;
  const all = measures.of === 'runAsUser' ? userBeliefs(scene, container) : groupBeliefs(scene, container);
  const giving = all.filter((belief) => belief.value === value);
  const read = giving.filter(({ id }) => !GUESSES.has(id ?? ''));
  const guessed = written(question, value) ? [] : giving;
  const found = read.length > 0 ? read : guessed;
  const distinct = found.filter(({ id }, index) => found.findIndex((each) => each.id === id) === index);
  const [only] = distinct;
  if (only === undefined) return undefined;
  const sentences = distinct
    .slice(0, MOST_SENTENCES)
    .map(({ id, why }) => sentenceOf(id, scene, container, measures, value) ?? why);
  if (distinct.length > 1 || only.id === undefined) return { sentences };
  return { sentences, belief: { id: only.id, words: only.misconception } };
}

/** The one container as the drills look at it; undefined where the manifest does not have it. */
function sceneOf(
  { manifest = '', imageUsers = {} }: Asking,
  { container, pod: wanted }: Measured,
): Scene | undefined {
  const explanation = explained(manifest, imageUsers);
  const pods = explanation?.pods ?? [];
  const pod = typeof wanted === 'string' ? pods.find(({ name }) => name === wanted) : pods[wanted ?? 0];
  const containers = pod?.containers.filter(({ name }) => name === container) ?? [];
  if (explanation === undefined || pod === undefined || containers.length === 0) return undefined;
  return { manifest, explanation, pod, containers, imageUsers, whose: '' };
}

function explained(manifest: string, imageUsers: Readonly<Record<string, string>>): Explanation | undefined {
  try {
    return explain(manifest, { imageUsers });
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}

/** Whether the number stands anywhere in what was asked. */
function written({ manifest = '', prompt, imageUsers = {} }: Asking, value: number): boolean {
  const texts = [manifest, prompt, ...Object.values(imageUsers)];
  return texts.some((each) => (each.match(/\d+/g) ?? []).some((digits) => Number(digits) === value));
}

/** ` on line 7`; nothing where the value stands in no line. */
function line(field: EffectiveField | undefined, of: 'own' | 'pod'): string {
  const at = of === 'pod' && field?.source !== 'pod' ? field?.overrides?.line : field?.line;
  return at === undefined || at === null ? '' : ` on line ${at}`;
}

/** Which level decides: `` `app` sets its own on line 14 ``. */
function decides({ name, fields }: ContainerExplanation, of: string): string {
  const field = fields[of];
  if (field?.source === 'container') return `\`${name}\` sets its own${line(field, 'own')}`;
  if (field?.source === 'pod') return `the pod's value${line(field, 'own')} counts for \`${name}\``;
  if (field?.source === 'image') return `the image's USER decides for \`${name}\``;
  return `nothing else says who \`${name}\` is`;
}

/** The number in the words of its belief, with the lines; undefined where the belief's own sentence says all of it. */
function sentenceOf(
  id: string | undefined,
  { pod }: Scene,
  container: ContainerExplanation,
  { of }: Measured,
  value: number,
): string | undefined {
  const { fields } = container;
  const truth = decides(container, of);
  switch (id as BeliefName | undefined) {
    case 'pod-wins':
      return `${value} is the pod's \`${of}\`${line(fields[of], 'pod')}; ${truth}, and the container's own value wins.`;
    case 'context-replaces':
      return `${value} would be left if the container's \`securityContext\` replaced the pod's as a whole; a field that it leaves out still comes from the pod: ${truth}.`;
    case 'first-for-all':
    case 'neighbour-carries-over': {
      const others = pod.containers.filter((each) => each.name !== container.name && own(each, of) === value);
      const [other] = others;
      if (other === undefined) return undefined;
      return `${value} is what \`${other.name}\` sets${line(other.fields[of], 'own')}, for itself alone; ${truth}.`;
    }
    case 'image-decides':
      return `${value} is the image's USER, which counts only where neither level sets \`runAsUser\`; here ${truth}.`;
    case 'group-sets-user':
      return `${value} is \`runAsGroup\`${line(fields.runAsGroup, 'own')}, the primary group; it says nothing about the user.`;
    case 'root-unless-own':
      return `0 is what is left when the container, the pod and the image's USER are all silent; here ${truth}.`;
    case 'fsgroup-is-user':
      return `${value} is \`fsGroup\`${line(fields.fsGroup, 'own')}: a supplemental group that owns volumes, never a user.`;
    case 'fsgroup-is-primary':
      return `${value} is \`fsGroup\`${line(fields.fsGroup, 'own')}: it is added to the supplemental groups, and the primary group stays \`runAsGroup\`.`;
    case 'group-follows-user':
      return `${value} is the UID${line(fields.runAsUser, 'own')}; the primary group does not follow it: \`runAsGroup\` sets it.`;
    default:
      return undefined;
  }
}
