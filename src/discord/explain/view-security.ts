import type { PodExplanation } from '../../manifest/explanation.ts';
import { joined, type Shown, said } from '../platform/components.ts';
import { type Detail, sentence } from '../platform/markdown.ts';

/** Of the reasons, so many are told on a card. */
const MOST_REASONS = 8;

/**
 * The Pod Security level that is met and what keeps the pod from the next one. The lines to add for each reason belong
 * here, one below each of `reasons`.
 */
export function securityBlock(pod: PodExplanation, detail: Detail): Shown {
  const { level } = pod.security;
  if (level === null)
    return said`🔒 Pod Security: **not known**, since something that decides it is missing or not known`;
  const next = level === 'privileged' ? 'baseline' : 'restricted';
  const reasons = level === 'restricted' ? [] : pod.security[next];
  if (reasons.length === 0)
    return said`🔒 Pod Security: **${level}**${level === 'restricted' ? ', the strictest level' : ''}`;
  const most = detail.value === Infinity ? reasons.length : MOST_REASONS;
  const more = reasons.length - most;
  const shown = joined(
    reasons.slice(0, most).map((reason) => sentence(reason, detail.value)),
    ', ',
  );
  const words = said`🔒 Pod Security: **${level}**. Not *${next}*: ${shown}${more > 0 ? ` and ${more} more` : ''}`;
  return { text: words.text, cut: words.cut || more > 0 };
}
