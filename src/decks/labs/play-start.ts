import { createCluster, run } from '../../cluster/index.ts';
import { type Lab, typeLines } from '../../study/labs/index.ts';
import type { Complaint } from './complaint.ts';

const END = 'END-OF-MANIFEST';

/** What of a start does not come to be: a manifest that the cluster refuses, a line that fails. */
export function beginnings({ start }: Pick<Lab, 'start'>): readonly Complaint[] {
  const { seed, files, images } = start;
  const refused = start.manifests.flatMap((manifest, index) => {
    const earlier = createCluster({ seed, files, images, manifests: start.manifests.slice(0, index) });
    const { status, stderr } = run(earlier, `kubectl apply -f - <<'${END}'\n${manifest.trimEnd()}\n${END}`);
    return status === 0
      ? []
      : [
          {
            code: 'manifest-refused',
            path: ['start', 'manifests', index],
            message: `is refused by the cluster: ${stderr.trim()}`,
          },
        ];
  });
  const { ran } = typeLines(createCluster({ seed, files, images, manifests: start.manifests }), start.lines);
  const failed = ran.flatMap(({ status, stderr }, index) =>
    status === 0
      ? []
      : [
          {
            code: 'line-fails',
            path: ['start', 'lines', index],
            message: `fails with exit code ${status}: ${stderr.trim()}`,
          },
        ],
  );
  return [...refused, ...failed];
}
