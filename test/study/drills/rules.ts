import {
  type ContainerExplanation,
  explain,
  fieldNamed,
  fieldsAt,
  type PodExplanation,
} from '../../../src/manifest/index.ts';
import type { Question } from '../../../src/study/index.ts';
import { acceptedPodOf, askedContainer, imageUsersOf, podOf } from './properties.ts';
import { changed } from './written.ts';

/** 1 one level only, 2 an override, 3 nobody or the image, 4 a neighbour that differs, 5 fields that act on each other. */
export type Rule = 1 | 2 | 3 | 4 | 5;

const most = (rules: readonly Rule[]): Rule => Math.max(1, ...rules) as Rule;

/** How the container comes to its value of a field, as the engine has it. */
function wayOf({ fields }: ContainerExplanation, field: string): Rule {
  const found = fields[field];
  if (found === undefined || (found.source !== 'container' && found.source !== 'pod')) return 3;
  return found.overrides !== undefined && found.overrides.value !== found.value ? 2 : 1;
}

/** Another container that sets the field itself, to something else. */
function differs(pod: PodExplanation, mine: ContainerExplanation, field: string): boolean {
  return pod.containers.some(
    ({ name, fields }) =>
      name !== mine.name &&
      fields[field]?.source === 'container' &&
      JSON.stringify(fields[field]?.value) !== JSON.stringify(mine.fields[field]?.value),
  );
}

/** What acts on users and groups from outside the two fields. */
function acts({ prompt, manifest = '' }: Question): boolean {
  return (
    /hostUsers: false|name: windows|supplementalGroupsPolicy:|hostPath:/.test(manifest) ||
    /`USER \d+:\d+`|Until now this pod/.test(prompt)
  );
}

const identity =
  (...fields: readonly string[]) =>
  (question: Question): Rule => {
    const pod = acceptedPodOf(question);
    const mine = askedContainer(question, pod);
    if (acts(question)) return 5;
    return most(fields.flatMap((field) => [wayOf(mine, field), differs(pod, mine, field) ? 4 : 1]));
  };

function roots(question: Question): Rule {
  const { containers } = acceptedPodOf(question);
  if (containers.some(({ start }) => start.verdict === 'refused')) return 5;
  const users = imageUsersOf(question) ?? {};
  const ofImage = containers.filter(({ fields }) =>
    ['image', 'default'].includes(fields.runAsUser?.source ?? ''),
  );
  if (new Set(ofImage.map(({ name }) => users[name] ?? users['*'])).size > 1) return 4;
  return most(containers.map((each) => wayOf(each, 'runAsUser')));
}

function start(question: Question): Rule {
  const pod = acceptedPodOf(question);
  const mine = askedContainer(question, pod);
  // What is refused before it keeps it waiting: one has to look at two containers, and at their order.
  if (mine.role === 'container' && pod.containers.some(({ role }) => role === 'init')) return 5;
  const neighbour = ['runAsUser', 'runAsNonRoot'].some((field) => differs(pod, mine, field));
  const overridden = ['runAsUser', 'runAsNonRoot'].some((field) => wayOf(mine, field) === 2);
  return most([neighbour ? 4 : 1, wayOf(mine, 'runAsUser') === 3 ? 3 : 1, overridden ? 2 : 1]);
}

function privileges(question: Question): Rule {
  const pod = acceptedPodOf(question);
  const mine = askedContainer(question, pod);
  const { privileged, capabilities, runAsUser } = mine.fields;
  const grants = (privileged?.value === true ? 1 : 0) + (capabilities === undefined ? 0 : 1);
  if (grants === 2 || (grants > 0 && mine.process.uid !== 0)) return 5;
  if (['privileged', 'capabilities'].some((field) => differs(pod, mine, field))) return 4;
  if (runAsUser?.overrides !== undefined) return 2;
  return runAsUser?.source === 'pod' ? 1 : 3;
}

function securityLevel(question: Question): Rule {
  const { containers, security, pod } = acceptedPodOf(question);
  if (pod.hostUsers?.value === false || pod.os?.value === 'windows') return 5;
  const said = containers.map(({ fields, path }) => {
    const ports = /hostPort/.test(question.manifest ?? '') ? path : '';
    const own = Object.entries(fields).filter(([, { source }]) => source === 'container');
    return `${ports}${JSON.stringify(own.map(([name, { value }]) => [name, value])).replace('"NET_BIND_SERVICE"', '')}`;
  });
  if (new Set(said).size > 1) return 4;
  const overrides = containers.some(({ fields }) =>
    Object.values(fields).some((each) => each.overrides !== undefined),
  );
  if (overrides) return 2;
  const remedies =
    security.level === 'privileged' ? security.remedies.baseline : security.remedies.restricted;
  const adding =
    remedies.length > 0 && remedies.every(({ steps }) => steps.every(({ action }) => action === 'add'));
  return adding ? 3 : 1;
}

const SHAPE = /cannot unmarshal (?:string|number|bool)[^\n]* of type (?:int64|bool)$/;

function fault({ manifest = '' }: Question): Rule {
  const lines = manifest.split('\n');
  const [error] = explain(manifest).findings.filter(
    ({ severity, code }) => severity === 'error' && code !== 'refused-by-kubelet',
  );
  const key = /([A-Za-z]+):/.exec(lines[(error?.line ?? 0) - 1] ?? '')?.[1] ?? '';
  const detail = error?.api?.detail ?? '';
  if (error?.code === 'forbidden-value') return 5;
  if (error?.code === 'invalid-value') return detail.startsWith('must be between') ? 1 : 5;
  if (error?.code === 'cannot-decode') return SHAPE.test(detail) ? 1 : 3;
  if (error?.code !== 'unknown-field') return 3;
  if (/capabilities\.\w+"?$/.test(detail)) return 3;
  const known = key === 'securityContext' || fieldNamed(key) !== undefined;
  if (!known) return 1;
  const again = lines.filter((each) => each.trim().startsWith(`${key}:`)).length > 1;
  return again && key !== 'securityContext' ? 4 : 2;
}

function home({ prompt, manifest = '' }: Question): Rule {
  const field = /`(\w+):/.exec(prompt)?.[1] ?? '';
  if (!(fieldsAt('pod').includes(field) && fieldsAt('container').includes(field))) return 1;
  const [pod] = explain(manifest).pods;
  const asked = /so that `([^`]+)`/.exec(prompt)?.[1];
  const sources = (pod?.containers ?? []).map(({ name, fields }) => ({
    name,
    own: fields[field]?.source === 'container',
    pod: fields[field]?.source === 'pod' || fields[field]?.overrides?.source === 'pod',
  }));
  const own = sources.filter((each) => each.own);
  if (sources.length > 1 && own.some(({ name }) => name !== asked)) return 4;
  return own.length > 0 || sources.some((each) => each.pod) ? 2 : 3;
}

function change(question: Question): Rule {
  const field = question.prompt.includes('primary GID') ? 'runAsGroup' : 'runAsUser';
  const head = question.prompt.slice(0, question.prompt.search(/ run as UID| have the primary GID/));
  const names = [...head.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  const right = (question.options ?? []).find(({ correct }) => correct)?.text ?? '';
  const [, verb, key = '', value, container = 'pod'] =
    /^(Set|Remove) `(\w+)(?:: ([^`]+))?` (?:in|from) (?:the pod|container `([^`]+)`)$/.exec(right) ?? [];
  const edited = changed(
    question.manifest ?? '',
    container,
    key,
    verb === 'Set' ? `${key}: ${value}` : undefined,
  );
  const [before, after] = [podOf(question), podOf({ ...question, manifest: edited })];
  const others = before.containers.filter(({ name }) => !names.includes(name));
  if (names.length > 1 || others.some(({ fields }) => fields[field]?.source === 'container')) return 4;
  const mine = [...before.containers, ...after.containers].filter(({ name }) => names.includes(name));
  return most(mine.map((each) => wayOf(each, field)));
}

/** For each drill, which rule a question of it hangs on: measured by the engine, apart from how it was drawn. */
export const RULES: Readonly<Record<string, (question: Question) => Rule>> = {
  uid: (question) => (/name: windows/.test(question.manifest ?? '') ? 5 : identity('runAsUser')(question)),
  gid: identity('runAsGroup'),
  'id-output': identity('runAsUser', 'runAsGroup'),
  owner: identity('runAsUser', 'runAsGroup'),
  roots,
  start,
  privileges,
  'security-level': securityLevel,
  fault,
  home,
  change,
};
