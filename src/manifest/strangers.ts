import type { ExplainOptions, Explanation, Finding, PodExplanation } from './explanation.ts';
import { asMeant } from './fate.ts';

/**
 * The explanation, which names first whom whoever asks gave an image's USER that is no container of the manifest. What
 * the paste itself says of images is not held against anybody.
 */
export function withStrangers(explanation: Explanation, options: ExplainOptions): Explanation {
  const strangers = strangerFindings(explanation.pods, options);
  if (strangers.length === 0) return explanation;
  const told = (one: Explanation): Explanation => ({ ...one, findings: [...strangers, ...one.findings] });
  return { ...told(explanation), readings: explanation.readings.map(told) };
}

function strangerFindings(pods: readonly PodExplanation[], options: ExplainOptions): readonly Finding[] {
  const named = Object.keys(options.imageUsers ?? {}).filter((name) => name !== '*');
  if (named.length === 0) return [];
  const names = new Set(pods.flatMap((pod) => asMeant(pod).containers.map(({ name }) => name)));
  const shown = [...names].filter((name) => name !== '').slice(0, MOST_NAMES);
  const known = shown.map((name) => `\`${name}\``).join(', ');
  return named
    .filter((name) => !names.has(name))
    .map((name) => ({
      severity: 'warning',
      code: 'no-such-container',
      path: '',
      message: `You said what USER the image of \`${name}\` has, but no container here has that name, so it changes nothing.`,
      fix:
        known === '' ? 'Leave the name out: the USER is then that of every image.' : `Name one of ${known}.`,
    }));
}

/** Names of containers that are offered in place of one that does not exist. */
const MOST_NAMES = 8;
