/** create quota, poddisruptionbudget, priorityclass (kubectl pkg/cmd/create/create_quota.go and its like). */
import type { JsonObject } from '../../../json.ts';
import type { Verb } from '../../call.ts';
import { failure } from '../../failure.ts';
import { nameOf, ownNamespace, printOnly } from './made.ts';

/** apimachinery pkg/api/resource/quantity.go ParseQuantity. */
const QUANTITY = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+|[numkMGTPE]|[KMGTPE]i)?$/;

export const createQuota: Verb = (call) => {
  const name = nameOf(call);
  const pairs = call
    .text('hard')
    .split(',')
    .filter((word) => word !== '')
    .map((word): [string, string] => {
      const [resource = '', amount, more] = word.split('=');
      if (amount === undefined || more !== undefined)
        throw failure(`Invalid argument syntax ${word}, expected <resource>=<value>`);
      if (!QUANTITY.test(amount))
        throw failure(
          "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
        );
      return [resource, amount];
    });
  const scopes = call
    .text('scopes')
    .split(',')
    .filter((word) => word !== '');
  return printOnly(call, {
    kind: 'ResourceQuota',
    apiVersion: 'v1',
    metadata: { name, ...ownNamespace(call) },
    spec: {
      ...(pairs.length === 0 ? {} : { hard: Object.fromEntries(pairs) }),
      ...(scopes.length === 0 ? {} : { scopes }),
    },
    status: {},
  });
};

export const createPodDisruptionBudget: Verb = (call) => {
  const name = nameOf(call);
  const [least, most, selector] = [
    call.text('min-available'),
    call.text('max-unavailable'),
    call.text('selector'),
  ];
  if (selector === '') throw failure('a selector must be specified');
  if (least === '' && most === '') throw failure('one of min-available or max-unavailable must be specified');
  if (least !== '' && most !== '')
    throw failure('min-available and max-unavailable cannot be both specified');
  const wrong = [
    ['min-available', least],
    ['max-unavailable', most],
  ].find(([, text = '']) => text !== '' && !/^\d+%?$/.test(text));
  if (wrong !== undefined) throw failure(`invalid format specified for ${wrong[0]}`);
  const amount = (text: string): string | number => (/^\d+$/.test(text) ? Number(text) : text);
  const requirements = selector.split(',').map((part) => part.split(/==?/, 2));
  if (requirements.some((parts) => parts.length !== 2 || /[!\s()]/.test(parts.join(''))))
    throw call.notSimulated({
      code: 'kubectl-flag:selector',
      message: 'Of selectors for a PodDisruptionBudget only KEY=VALUE is simulated.',
    });
  return printOnly(call, {
    kind: 'PodDisruptionBudget',
    apiVersion: 'policy/v1',
    metadata: { name, ...ownNamespace(call) },
    spec: {
      ...(least === '' ? {} : { minAvailable: amount(least) }),
      selector: { matchLabels: Object.fromEntries(requirements) as JsonObject },
      ...(most === '' ? {} : { maxUnavailable: amount(most) }),
    },
    status: { disruptionsAllowed: 0, currentHealthy: 0, desiredHealthy: 0, expectedPods: 0 },
  });
};

export const createPriorityClass: Verb = (call) => {
  const name = nameOf(call);
  const description = call.text('description');
  return printOnly(call, {
    kind: 'PriorityClass',
    apiVersion: 'scheduling.k8s.io/v1',
    metadata: { name },
    value: call.whole('value', 0),
    ...(call.on('global-default') ? { globalDefault: true } : {}),
    ...(description === '' ? {} : { description }),
    preemptionPolicy: call.text('preemption-policy', 'PreemptLowerPriority'),
  });
};
