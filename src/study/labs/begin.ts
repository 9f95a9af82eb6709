/** The cluster a lab begins with, and how something done at its terminal changes one. */
import { type Cluster, createCluster, finishEdit, type Ran, run } from '../../cluster/index.ts';
import type { Lab, LabStart, Move, Typed } from './lab.ts';

/** A fresh cluster of a lab: what its author typed before the learner comes is done, and in nobody's history. */
export function startLab({ start }: Pick<Lab, 'start'>): Cluster {
  const { seed, files, images, manifests, lines } = start;
  const fresh = createCluster({ seed, files, images, manifests });
  const { cluster } = typeLines(fresh, lines);
  return { ...cluster, machine: { ...cluster.machine, history: [], status: 0 } };
}

/** Types the author's lines one after the other; what each came to. */
export function typeLines(
  cluster: Cluster,
  lines: LabStart['lines'],
): { readonly cluster: Cluster; readonly ran: readonly Ran[] } {
  const ran: Ran[] = [];
  let now = cluster;
  for (const line of lines) {
    const one = run(now, line);
    ran.push(one);
    now = one.cluster;
  }
  return { cluster: now, ran };
}

/** Does one thing at the terminal: types a line, or closes the editor that is open. */
export function type(cluster: Cluster, typed: Typed): Ran {
  return typed.kind === 'line' ? run(cluster, typed.text) : finishEdit(cluster, typed.text);
}

/** What a learner would do for an author's move: a change becomes the whole text of the editor that is open. */
export function typedFor(cluster: Cluster, move: Move): Typed {
  if (move.kind !== 'change') return move;
  const text = cluster.editing?.text ?? '';
  return {
    kind: 'edit',
    text: Object.entries(move.replace).reduce((now, [from, to]) => now.replace(from, () => to), text),
  };
}
