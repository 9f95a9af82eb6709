/**
 * What Tab offers where kubectl's own completion has nothing: learners try these places first. Only asked where the real
 * one is silent, and each candidate says that it is ours.
 */

import { containerOf } from '../kubectl/streams/containers.ts';
import type { ContainerRecord } from '../state.ts';
import type { Found } from './candidate.ts';
import type { Asked } from './kubectl.ts';
import { argumentsOf } from './kubectl-arguments.ts';
import { beginning, containersOf, objectNames, podOf, typesFor } from './kubectl-objects.ts';
import { FORMS } from './kubectl-values.ts';

const OURS = "Podium's own; kubectl completes nothing here";

/** Values of flags that take one of a few words. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  cascade: ['background', 'foreground', 'orphan'],
  'dry-run': ['client', 'none', 'server'],
  for: ['condition=', 'create', 'delete', 'jsonpath='],
  'image-pull-policy': ['Always', 'IfNotPresent', 'Never'],
  profile: ['baseline', 'general', 'legacy', 'netadmin', 'restricted', 'sysadmin'],
  restart: ['Always', 'Never', 'OnFailure'],
  type: ['json', 'merge', 'strategic'],
  validate: ['ignore', 'strict', 'warn'],
};

/** Forms of `-o` that are not those of every command. */
const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  'api-resources': ['json', 'kyaml', 'name', 'wide', 'yaml'],
  'config get-contexts': ['name'],
  events: ['json', 'yaml'],
  explain: ['plaintext', 'plaintext-openapiv2'],
  version: ['json', 'yaml'],
};

/** What may stand there; empty: nothing of ours either. */
export function more(asked: Asked): readonly Found[] {
  return (asked.flag === null ? moreArguments(asked) : moreValues(asked, asked.flag.name)).map((one) => ({
    ...one,
    hint: OURS,
  }));
}

function moreValues(asked: Asked, flag: string): readonly Found[] {
  const { call, path, args, begun } = asked;
  if (flag === 'container' || (flag === 'target' && path === 'debug'))
    return containerNames(asked, args[0] ?? '');
  if (flag === 'output') return beginning(OUTPUTS[path] ?? FORMS.slice(0, -3), begun, 'value');
  if (flag === 'for' && path === 'events') return typed(asked, begun);
  if (flag === 'serviceaccount') return beginning(objectNames(call, 'serviceaccounts'), begun, 'name');
  if (flag === 'for' && begun.startsWith('condition='))
    return beginning(
      ['Ready', 'Available', 'Complete'].map((one) => `condition=${one}`),
      begun,
      'value',
    );
  return beginning(WORDS[flag] ?? [], begun, 'value').map((one) =>
    one.value.endsWith('=') ? { ...one, open: true } : one,
  );
}

function containerNames({ call, begun }: Asked, pod: string): readonly Found[] {
  const names = containersOf(call, pod).map(({ name }) => name);
  return beginning(names, begun, 'container');
}

/** `pod/web`, as one word. */
function typed({ call }: Asked, begun: string): readonly Found[] {
  const slash = begun.indexOf('/');
  if (slash === -1) return typesFor(begun).map((one) => ({ ...one, value: `${one.value}/`, open: true }));
  const type = begun.slice(0, slash);
  return beginning(
    objectNames(call, type).map((name) => `${type}/${name}`),
    begun,
    'name',
  );
}

const ASKED_OF: readonly string[] = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

function moreArguments(asked: Asked): readonly Found[] {
  const { path, args, begun } = asked;
  const as = (other: string): readonly Found[] => argumentsOf({ ...asked, path: other })?.values ?? [];
  if (path === 'wait') return as('get');
  if (path === 'explain') return args.length === 0 ? typesFor(begun) : [];
  if (path === 'auth can-i') {
    if (args.length === 0) return beginning(ASKED_OF, begun, 'value');
    return args.length === 1 ? typesFor(begun) : [];
  }
  if (path.startsWith('set ') && path !== 'set image') return as('set image');
  return [];
}

/** The running container that a command behind `--` of exec would run in; null where there is none. */
export function execTarget({ call, path, args, behindDash }: Asked): ContainerRecord | null {
  if (path !== 'exec' || !behindDash) return null;
  const pod = podOf(call, args[0] ?? '');
  if (pod === undefined) return null;
  const { name, namespace = '', annotations = {} } = pod.metadata;
  const container =
    call.text('container') ||
    annotations['kubectl.kubernetes.io/default-container'] ||
    (pod.spec.containers[0]?.name ?? '');
  return containerOf(call.draft, namespace, name, container) ?? null;
}
