import type { Clause, ClusterMessage } from '../explanation.ts';
import { fieldOfKey, homesOf, levelOfField } from './field-level.ts';
import { fieldErrors } from './refusals.ts';
import { ASK, containerWords, type Family, quoted } from './said.ts';

const WEBHOOK = /admission webhook "([^"]{1,253})" denied the request:? ?/g;
/** What belongs to one refusal, in characters. */
const LONGEST = 4000;
/** More refusals, or clauses of one, are not told. */
const MOST = 20;

/** Refusals by policies of others: what they ask for is known where they say it in the words of Gatekeeper's library or Kyverno. */
export const webhookMessages: Family = ({ text, lineAt }) => {
  const found = [...text.matchAll(WEBHOOK)].slice(0, MOST);
  if (found.length === 0) return withoutWebhook(text, lineAt);
  return found.map((one, i): ClusterMessage => {
    const from = one.index + one[0].length;
    const stop = Math.min(found[i + 1]?.index ?? text.length, from + LONGEST);
    const said = text.slice(from, stop);
    const known = clausesOf(said);
    return {
      code: 'webhook-denied',
      by: `the webhook ${one[1]}`,
      line: lineAt(one.index),
      message: `A policy of this cluster (webhook \`${one[1]}\`) refuses the object; Kubernetes itself does not.`,
      clauses: known.length > 0 ? known : [unknownClause(text.slice(one.index, stop))],
      next: ASK,
    };
  });
};

function unknownClause(said: string): Clause {
  return {
    code: 'webhook-denied',
    said: quoted(said),
    level: 'elsewhere',
    containers: [],
    message:
      'Its own words say what it asks for; a path such as /spec/securityContext is the pod’s level, /spec/containers/0/securityContext that of the first container.',
    fix: 'Set what it asks for at that level, or ask whoever keeps the policy.',
  };
}

function clausesOf(said: string): readonly Clause[] {
  const errors = fieldErrors(said, 0, false);
  if (errors.length > 0) return errors;
  const library = libraryClauses(said);
  return (library.length > 0 ? library : pathClauses(said)).slice(0, MOST);
}

function libraryClauses(said: string): readonly Clause[] {
  return GATEKEEPER.flatMap(({ find, ...rule }) =>
    [...said.matchAll(find)]
      .slice(0, MOST)
      .map((match) => ({ at: match.index, clause: ruleClause(match, rule) })),
  )
    .sort((a, b) => a.at - b.at)
    .map(({ clause }) => clause);
}

/** The same sentences where the line that names the webhook was not copied. */
function withoutWebhook(text: string, lineAt: (index: number) => number): readonly ClusterMessage[] {
  const clauses = libraryClauses(text).slice(0, MOST);
  const [first] = clauses;
  if (first === undefined) return [];
  return [
    {
      code: 'webhook-denied',
      by: 'a policy of the cluster (Gatekeeper)',
      line: lineAt(Math.max(0, text.indexOf(first.said.slice(0, 60)))),
      message: 'A policy of this cluster refuses the object; Kubernetes itself does not.',
      clauses,
      next: ASK,
    },
  ];
}

interface Rule {
  readonly code: string;
  /** The first group is the name of a container. */
  readonly find: RegExp;
  readonly level: Clause['level'];
  readonly message: string;
  readonly fix: (who: string) => string;
}

function ruleClause(match: RegExpMatchArray, { code, level, message, fix }: Omit<Rule, 'find'>): Clause {
  const containers = match[1] === undefined ? [] : [match[1]];
  return { code, said: quoted(match[0]), level, containers, message, fix: fix(containerWords(containers)) };
}

const NAME = '[a-z0-9.-]{1,253}';
const inContext =
  (what: string) =>
  (who: string): string =>
    `Write ${what} in the securityContext of ${who}.`;

/**
 * The sentences of open-policy-agent/gatekeeper-library, src/pod-security-policy/NAME/src.rego, which Azure Policy and
 * other services use as they are.
 */
const GATEKEEPER: readonly Rule[] = [
  {
    code: 'allow-privilege-escalation',
    find: new RegExp(`Privilege escalation container is not allowed: (${NAME})`, 'g'),
    level: 'container',
    message:
      'Every container must say that its processes cannot gain privileges; leaving it out is not enough.',
    fix: inContext('allowPrivilegeEscalation: false'),
  },
  {
    code: 'privileged',
    find: new RegExp(`Privileged container is not allowed: (${NAME})`, 'g'),
    level: 'container',
    message: 'The container is privileged.',
    fix: (who) => `Take privileged: true out of the securityContext of ${who}.`,
  },
  {
    code: 'run-as-user',
    find: new RegExp(`Container (${NAME}) is attempting to run as disallowed user \\d{1,12}`, 'g'),
    level: 'pod-or-container',
    message: 'The policy does not allow this runAsUser; behind the sentence stands what it allows.',
    fix: (who) => `Write a runAsUser that it allows in the securityContext of ${who}, or in the pod's.`,
  },
  {
    code: 'run-as-non-root',
    find: new RegExp(
      `Container (${NAME}) is attempting to run without a required securityContext/runAsNonRoot or securityContext/runAsUser != 0`,
      'g',
    ),
    level: 'pod-or-container',
    message: 'Neither level asks for a user other than root.',
    fix: (who) =>
      `Write runAsNonRoot: true, or a runAsUser above 0, in the securityContext of ${who}, or in the pod's.`,
  },
  {
    code: 'run-as-user',
    find: new RegExp(
      `Container (${NAME}) is attempting to run without a required securityContext/runAsUser(?! ?!|\\w)`,
      'g',
    ),
    level: 'pod-or-container',
    message: 'Neither level sets runAsUser.',
    fix: (who) => `Write a runAsUser that it allows in the securityContext of ${who}, or in the pod's.`,
  },
  {
    code: 'groups',
    find: new RegExp(
      `Container (${NAME}) is attempting to run (?:with|as|without a required) (?:disallowed |securityContext/)?(?:group|runAsGroup|supplementalGroups|fsGroup)\\b`,
      'g',
    ),
    level: 'pod-or-container',
    message:
      'The policy does not allow this group, or wants one to be set; behind the sentence stands what it allows.',
    fix: (who) =>
      `Write a group that it allows: runAsGroup in the securityContext of ${who} or in the pod's, fsGroup and supplementalGroups in the pod's.`,
  },
  {
    code: 'capabilities',
    find: new RegExp(`container <(${NAME})> has a disallowed capability`, 'g'),
    level: 'container',
    message: 'The container adds a capability that the policy does not allow.',
    fix: (who) => `Take it out of capabilities.add in the securityContext of ${who}.`,
  },
  {
    code: 'capabilities',
    find: new RegExp(`container <(${NAME})> is not dropping all required capabilities`, 'g'),
    level: 'container',
    message: 'Every container must drop the capabilities that the policy names behind the sentence.',
    fix: (who) =>
      `Write them under capabilities.drop in the securityContext of ${who} (ALL drops every one).`,
  },
  {
    code: 'read-only-root-filesystem',
    find: new RegExp(`only read-only root filesystem container is allowed: (${NAME})`, 'g'),
    level: 'container',
    message: 'Every container must have a read-only root file system.',
    fix: inContext('readOnlyRootFilesystem: true'),
  },
  {
    code: 'host-namespaces',
    find: /Sharing the host namespace is not allowed/g,
    level: 'spec',
    message: 'hostPID or hostIPC shares a namespace of the node.',
    fix: () => 'Take hostPID and hostIPC out of the pod spec.',
  },
  {
    code: 'host-network',
    find: /The specified hostNetwork and hostPort are not allowed/g,
    level: 'spec',
    message: 'hostNetwork, or a hostPort of a container, uses the network of the node.',
    fix: () => 'Take hostNetwork out of the pod spec and hostPort out of the ports.',
  },
];

const FAILED = /\bat path (\/[\w/-]{1,400})/g;
const IN_CONTEXT = /(?:securityContext|spec)\.([\w.]{1,80})/g;

/**
 * What Kyverno says: `… the fields spec.containers[*].securityContext.runAsNonRoot must be set to true. rule NAME failed
 * at path /spec/containers/0/securityContext/`: the field stands in the path, or in the sentence before it.
 */
function pathClauses(said: string): readonly Clause[] {
  const seen = new Set<string>();
  return [...said.matchAll(FAILED)].flatMap(({ 0: words, 1: path = '', index }): readonly Clause[] => {
    const steps = path.split('/').filter((step) => step !== '');
    const inPath = steps.map((step) => fieldOfKey(step)).find((one) => one !== undefined);
    const named = [...said.slice(0, index).matchAll(IN_CONTEXT)].at(-1)?.[1]?.split('.') ?? [];
    const field = inPath ?? named.map((step) => fieldOfKey(step)).find((one) => one !== undefined);
    if (field === undefined || seen.has(`${path} ${field.name}`)) return [];
    seen.add(`${path} ${field.name}`);
    const list = steps.findIndex((step) => /^(?:init|ephemeral)?containers$/i.test(step));
    const where = list === -1 ? 'the pod' : `\`${steps[list]}[${steps[list + 1] ?? '*'}]\``;
    return [
      {
        code: 'policy-path',
        said: quoted(words),
        level: levelOfField(field),
        containers: [],
        message: `The policy fails at \`${field.name}\` of ${where}: it is not set there, or not to what the policy asks for.`,
        fix: `Set ${field.name} as the policy's sentence says. It may stand in ${homesOf(field)}.`,
      },
    ];
  });
}

const VIOLATION = /\bpolicy ([\w.-]{1,120})\/([\w.-]{1,120}) fail(?:ed)?: /g;

/** Kyverno's warnings of an object that exists: its events and reports. */
export const violationMessages: Family = ({ text, lineAt }) => {
  const found = [...text.matchAll(VIOLATION)].slice(0, MOST);
  return found.flatMap((one, i): readonly ClusterMessage[] => {
    const from = one.index + one[0].length;
    const said = text.slice(from, Math.min(found[i + 1]?.index ?? text.length, from + LONGEST));
    const clauses = pathClauses(said);
    if (clauses.length === 0) return [];
    return [
      {
        code: 'policy-violation',
        by: 'Kyverno',
        line: lineAt(one.index),
        message: `The policy \`${one[1]}\` of this cluster finds fault with the object; it exists all the same, and Kubernetes has nothing against it.`,
        clauses,
        next: ASK,
      },
    ];
  });
};
