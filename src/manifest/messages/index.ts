/** Messages of the cluster that people paste instead of a manifest: who says it, what each clause means, what to write. */
import type { ClusterMessage } from '../explanation.ts';
import { decodingMessages } from './decoding.ts';
import { kubeletMessages } from './kubelet.ts';
import { headerMessages, programMessages, waitingMessages } from './others.ts';
import { podSecurityMessages } from './pod-security.ts';
import { violationMessages, webhookMessages } from './policies.ts';
import { denyMessages, refusalMessages } from './refusals.ts';
import { type Family, saidIn } from './said.ts';

/** Families in the order of how much they say; the later ones only where no earlier one has found anything. */
const FIRST: readonly Family[] = [
  podSecurityMessages,
  kubeletMessages,
  refusalMessages,
  denyMessages,
  decodingMessages,
  webhookMessages,
  violationMessages,
  headerMessages,
];
const LAST: readonly Family[] = [programMessages, waitingMessages];

/** More messages of one paste are not told: logs repeat themselves. */
const MOST = 20;
/** Longer pastes are logs, of which only the beginning is looked at (UTF-16 units). */
const LONGEST = 65_536;

/** The replicas of a workload are refused in the same words, each by its own name. */
const POD_NAME = /\(pod: \\"[^"\\]{1,600}\\"/g;

/** Every message in a paste that is known, each once. */
export function messagesIn(paste: string): readonly ClusterMessage[] {
  const said = saidIn(paste.slice(0, LONGEST));
  const found = FIRST.flatMap((family) => family(said));
  const all =
    found.length > 0 ? found : (LAST.map((family) => family(said)).find((some) => some.length > 0) ?? []);
  const seen = new Set<string>();
  return all
    .filter((message) => {
      const key = JSON.stringify([message.code, message.message, message.clauses]).replace(POD_NAME, '(pod');
      const fresh = !seen.has(key);
      seen.add(key);
      return fresh;
    })
    .slice(0, MOST);
}
