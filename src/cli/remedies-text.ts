import type { PodExplanation, SecurityRemedy, SecurityStep } from '../manifest/index.ts';

/**
 * What to write so that a pod meets the Pod Security levels that it does not meet: the lines under the name of the check
 * that asks for them. What baseline asks for is not said again for restricted.
 */
export function remediesText(pod: PodExplanation, bold: (text: string) => string): readonly string[] {
  const { baseline, restricted } = pod.security.remedies;
  const key = (step: SecurityStep): string => JSON.stringify([step.action, step.containers, step.yaml]);
  const told = new Set(baseline.flatMap(({ steps }) => steps.map(key)));
  const more = restricted.flatMap((remedy) => {
    const steps = remedy.steps.filter((step) => !told.has(key(step)));
    return steps.length === 0 ? [] : [{ ...remedy, steps }];
  });
  return [
    ...levelText(pod, 'To meet baseline', baseline, bold),
    ...levelText(pod, baseline.length === 0 ? 'To meet restricted' : 'To meet restricted, also', more, bold),
  ];
}

function levelText(
  pod: PodExplanation,
  title: string,
  remedies: readonly SecurityRemedy[],
  bold: (text: string) => string,
): readonly string[] {
  if (remedies.length === 0) return [];
  const lines = remedies.flatMap(({ reason, steps, together, note }) => [
    `    ${reason}`,
    ...steps.flatMap((step) => [
      `      ${WORDS[step.action]} ${whereText(pod, step)}:`,
      ...step.yaml.map((line) => `        ${line}`),
    ]),
    ...(together.length === 0 ? [] : [`      Only together with what is said under: ${together.join(', ')}`]),
    ...(note === undefined ? [] : [`      ${note}`]),
  ]);
  return ['', `  ${bold(title)}`, ...lines];
}

const WORDS: Readonly<Record<SecurityStep['action'], string>> = {
  add: 'add to',
  change: 'change in',
  remove: 'take out of',
  'remove-items': 'take these items out of',
};

/** More names or lines than these are counted. */
const MOST_NAMED = 8;

function whereText({ containers, path }: PodExplanation, step: SecurityStep): string {
  const lines = [...new Set(step.lines)].sort((a, b) => a - b);
  const where = `${lines.length === 1 ? 'line' : 'lines'} ${listed(lines.map(String))}`;
  if (step.level === 'pod') return `the pod (${path === '' ? where : `${path}, ${where}`})`;
  if (step.level === 'metadata') return `the pod's metadata (${where})`;
  if (step.containers.length > 1 && step.containers.length === containers.length)
    return `every container (${where})`;
  const names = step.containers.map((i) => containers[i]?.name || `container ${i + 1}`);
  return `${names.length === 1 ? 'container' : 'containers'} ${listed(names)} (${where})`;
}

function listed(all: readonly string[]): string {
  const rest = all.length - MOST_NAMED;
  return rest > 0 ? `${all.slice(0, MOST_NAMED).join(', ')} and ${rest} more` : all.join(', ');
}
