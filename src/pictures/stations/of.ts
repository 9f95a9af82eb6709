import type { Explanation, PodExplanation } from '../../manifest/explanation.ts';
import { asMeant, fateOf } from '../../manifest/fate.ts';
import { reasonWords } from '../levels/fate.ts';
import { reasonOf } from '../levels/faults.ts';
import { type Outcome, type Pass, STATIONS, type StationId, type Stop } from './pass.ts';

type Judged = readonly [outcome: Outcome, words: string];
type Level = 'privileged' | 'baseline' | 'restricted';

const LEVELS: readonly Level[] = ['privileged', 'baseline', 'restricted'];
const MOST_REASONS = 3;
const MOST_CONTAINERS = 3;

/** What is known of the cluster beside the manifest. */
export interface Surroundings {
  /** The namespace's label `pod-security.kubernetes.io/enforce`. */
  readonly enforce?: Level;
}

/**
 * How far a pod of an Explanation gets. Nothing behind the first that stops it is said to pass; where one is not
 * known, the next are told as they would be.
 */
export function passOf(explanation: Explanation, written: PodExplanation, around: Surroundings = {}): Pass {
  const judges: Readonly<Record<StationId, () => Judged>> = {
    kubectl: () => byKubectl(explanation, written),
    'api-server': () => byServer(explanation, written),
    admission: () => byAdmission(written, around),
    kubelet: () => byKubelet(asMeant(written)),
    runtime: () => ['not-known', 'Nobody can tell it from the manifest alone.'],
    program: () => byProgram(explanation, written),
  };
  const stops: Stop[] = [];
  let stopped = false;
  for (const station of STATIONS) {
    const judged: Judged = stopped ? NOT_REACHED : judges[station]();
    const [outcome, words] = judged;
    stops.push({ station, outcome, words });
    stopped ||= outcome === 'stops';
  }
  const name = written.name === null ? written.kind : `${written.kind} ${written.name}`;
  return { title: name, stops };
}

function byKubectl({ findings }: Explanation, { accepted, document }: PodExplanation): Judged {
  const unknown = findings.filter(
    (each) => each.code === 'unknown-field' && (each.document ?? document) === document,
  );
  const [first] = unknown;
  const { strict, ignore } = accepted;
  if (strict === false && (first !== undefined || ignore !== false))
    return ['stops', first === undefined ? 'A field of it is unknown.' : `Unknown field ${first.path}.`];
  if (strict === null) return NOT_READ;
  return ['passes', strict ? 'Every field is known where it stands.' : 'It finds no unknown field.'];
}

const NOT_REACHED: Judged = ['not-reached', 'It does not get here.'];
const NOT_READ: Judged = ['not-known', 'A part of the manifest was not read or is not known.'];

function byServer({ findings }: Explanation, { accepted, mended, document }: PodExplanation): Judged {
  if (accepted.ignore === false || mended !== undefined) {
    const errors = findings.filter(
      ({ severity, api, code, document: of = document }) =>
        severity === 'error' && api !== undefined && code !== 'unknown-field' && of === document,
    );
    const [first] = errors;
    if (first === undefined) return ['stops', 'It refuses the manifest.'];
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    return ['stops', `${first.path === '' ? '' : `${first.path}: `}${reasonOf(first)}${more}`];
  }
  return accepted.ignore === null ? NOT_READ : ['passes', 'Every value is valid.'];
}

/** Pod Security judges pods; a controller is created with a warning, and its pods are refused (enforce is for pods). */
function byAdmission(written: PodExplanation, { enforce }: Surroundings): Judged {
  const { kind, security } = asMeant(written);
  const { level } = security;
  if (level === null) return NOT_READ;
  if (enforce === undefined) return ['depends', `The namespace’s label decides. This pod meets ${level}.`];
  if (LEVELS.indexOf(level) >= LEVELS.indexOf(enforce))
    return [
      'passes',
      `The namespace enforces ${enforce}, and the pod meets ${level}. Webhooks are not judged.`,
    ];
  const reasons = enforce === 'privileged' ? [] : security[enforce];
  const named = reasons.slice(0, MOST_REASONS).join('; ');
  const more = reasons.length > MOST_REASONS ? `; ${reasons.length - MOST_REASONS} more` : '';
  const whose = kind === 'Pod' ? 'It violates' : `The ${kind} is created, its pods are not: they violate`;
  return ['stops', `${whose} ${enforce}: ${named}${more}.`];
}

function byKubelet(pod: PodExplanation): Judged {
  if (pod.rejected !== undefined) return ['stops', `Refuses the pod: ${pod.rejected.reason}`];
  const fates = pod.containers.map((container) => ({ container, fate: fateOf(pod, container) }));
  const names = (verdict: string): readonly string[] =>
    fates
      .filter(({ fate }) => fate.verdict === verdict)
      .map(({ container }) => container.name || 'a container');
  const refused = fates.find(({ fate }) => fate.verdict === 'refused');
  if (refused?.fate.verdict === 'refused')
    return ['stops', `Refuses ${listed(names('refused'))}: ${reasonWords(refused.fate.reason)}`];
  if (fates.length === 0 || names('not-known').length > 0) return NOT_READ;
  const waits = names('depends-on-image');
  if (waits.length > 0) return ['depends', `The image’s USER decides for ${listed(waits)}.`];
  return ['passes', 'It makes every container.'];
}

function byProgram({ findings }: Explanation, { document }: PodExplanation): Judged {
  const found = findings.find(
    (each) => each.code === 'program-fails' && (each.document ?? document) === document,
  );
  return found === undefined
    ? ['not-known', 'Nobody can tell it from the manifest alone.']
    : ['depends', found.message.replaceAll('`', '')];
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_CONTAINERS;
  return `${names.slice(0, MOST_CONTAINERS).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
