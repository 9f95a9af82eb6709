import type { Json, PodExplanation, SecurityRemedy, SecurityStep } from '../../manifest/explanation.ts';
import { codeBlock, joined, type Shown, said } from '../platform/components.ts';
import { code, type Detail, sentence } from '../platform/markdown.ts';
import { nameOf } from './view-container.ts';
import { linesWords } from './view-who.ts';

/** Of the reasons, so many are told on a card, each with so many steps. */
const MOST_REASONS = 6;
const MOST_STEPS = 2;
const MOST_NAMES = 3;
const LINE_MAX = 90;

/** The Pod Security level that is met, and for the next one the lines to write beside the name of the check that asks for them. */
export function securityBlock(pod: PodExplanation, detail: Detail): Shown {
  const { level, remedies } = pod.security;
  if (level === null)
    return said`🔒 Pod Security: **not known**, because something it depends on is missing or unknown`;
  if (level === 'restricted') return said`🔒 Pod Security: **restricted**, the strictest level`;
  const next = level === 'privileged' ? 'baseline' : 'restricted';
  if (pod.security[next].length === 0) return said`🔒 Pod Security: **${level}**`;
  const whole = detail.value === Infinity;
  const told = remedies[next].slice(0, whole ? Infinity : MOST_REASONS);
  const more = pod.security[next].length - told.length;
  const head = said`🔒 Pod Security: **${level}**. Not *${next}*, for which:`;
  const lines = told.map((remedy) => (whole ? wholeRemedy(pod, remedy) : remedyLine(pod, detail, remedy)));
  const { text, cut } = joined([head, ...lines, ...(more > 0 ? [`-# and ${more} more`] : [])], '\n');
  return { text, cut: cut || more > 0 };
}

const WORDS: Readonly<Record<SecurityStep['action'], string>> = {
  add: 'add',
  change: 'write',
  remove: 'take out',
  'remove-items': 'take out',
};

/** `-# **seccompProfile**: add `securityContext.seccompProfile.type: RuntimeDefault` (pod)`. */
function remedyLine(pod: PodExplanation, detail: Detail, { reason, steps, note }: SecurityRemedy): Shown {
  const shown = steps
    .slice(0, MOST_STEPS)
    .map((step) => said`${WORDS[step.action]} ${code(flow(step), LINE_MAX)} (${whereOf(pod, step)})`);
  const more = steps.length - shown.length;
  return said`-# **${sentence(reason)}**: ${joined(shown, ', ')}${more > 0 ? ` and ${more} more` : ''}${note === undefined ? '' : said`. ${sentence(note, detail.sentence)}`}`;
}

/** The lines as they are to stand in the manifest. */
function wholeRemedy(pod: PodExplanation, { reason, steps, together, note }: SecurityRemedy): Shown {
  return joined(
    [
      said`- **${sentence(reason)}**`,
      ...steps.map(
        (step) =>
          said`${WORDS[step.action]} (${whereOf(pod, step)}):\n${codeBlock('yaml', step.yaml.join('\n'))}`,
      ),
      ...(together.length === 0 ? [] : [said`Only together with: ${sentence(together.join(', '))}`]),
      ...(note === undefined ? [] : [sentence(note)]),
    ],
    '\n',
  );
}

/** At which level, and near which line. */
function whereOf({ containers }: PodExplanation, { level, containers: of, lines }: SecurityStep): Shown {
  const where = linesWords([...new Set(lines)].sort((a, b) => a - b));
  if (level === 'pod') return said`pod, ${where}`;
  if (level === 'metadata') return said`the pod's metadata, ${where}`;
  if (of.length > 1 && of.length === containers.length) return said`every container`;
  const names = of.slice(0, MOST_NAMES).flatMap((i) => containers[i] ?? []);
  const more = of.length - names.length;
  const words = joined(
    names.map((container) => code(nameOf(container), 40)),
    ', ',
  );
  return said`${words}${more > 0 ? ` and ${more} more` : `, ${where}`}`;
}

/** The line to write, as YAML takes it on one line: `securityContext.capabilities.drop: [ALL]`. */
function flow({ keys, value, action }: SecurityStep): string {
  const path = keys
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`))
    .join('');
  return action === 'remove' || value === undefined ? path : `${path}: ${flowOf(value)}`;
}

function flowOf(value: Json): string {
  if (value === null || typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return `[${value.map(flowOf).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([key, each]) => `${key}: ${flowOf(each)}`)
    .join(', ')}}`;
}
