import { child, flagAt, itemsAt, textAt } from './access.ts';
import type { ContainerExplanation, Finding } from './explanation.ts';
import type { ContainerView, PodView } from './pod.ts';

/** A program of a widely used image that fails where it may not write. */
interface Program {
  /** Repositories of the image, without registry and tag. */
  readonly images: readonly string[];
  readonly program: string;
  /** A directory of the image that belongs to root, and in which the program makes files as it starts. */
  readonly writes: string;
  /** An image that does the same without root. */
  readonly instead: string;
}

/**
 * What is known to fail for certain, and no more. nginx: /var/cache/nginx is 755 root:root in the stock image
 * (nginx/docker-nginx issue 329), and the master process makes client_temp in it before anything else, so that it
 * ends with `mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)`, or (30: Read-only file system).
 */
const PROGRAMS: readonly Program[] = [
  {
    images: ['nginx', 'library/nginx'],
    program: 'nginx',
    writes: '/var/cache/nginx',
    instead: 'nginxinc/nginx-unprivileged',
  },
];

/** One sentence on a program that fails though the kubelet starts it, with what to do; undefined where none is known to. */
export function knownToFail(
  pod: PodView,
  view: ContainerView,
  { image, fields, process, name, line }: ContainerExplanation,
): Pick<Finding, 'line' | 'message' | 'fix' | 'brief'> | undefined {
  const program = image === null || pod.onWindows ? undefined : programOf(image);
  // Another command, or arguments, may be another program.
  if (program === undefined || ['command', 'args'].some((key) => child(view.node, key) !== undefined))
    return undefined;
  const { writes, instead } = program;
  if (
    mounts(view).some(
      (path) => path === writes || writes.startsWith(`${path}/`) || path.startsWith(`${writes}/`),
    )
  )
    return undefined;
  const readOnly = flagAt(view.security, 'readOnlyRootFilesystem') === true;
  const { uid } = process;
  const set = fields.runAsUser?.source === 'container' || fields.runAsUser?.source === 'pod';
  const other = set && uid !== null && uid !== 0;
  if (!readOnly && !other) return undefined;
  const why = readOnly
    ? `cannot write ${writes} on a read-only root filesystem`
    : `may not write ${writes}, which belongs to root, as UID ${uid}`;
  return {
    line: (readOnly ? fields.readOnlyRootFilesystem : fields.runAsUser)?.line ?? line,
    message: `Once the kubelet has started \`${name}\`, the program of the stock ${program.program} image ends with an error: it ${why}.`,
    fix: readOnly
      ? `Mount an emptyDir at ${writes} (and at /run), or leave the root filesystem writable.`
      : `Use the image ${instead}, or mount an emptyDir at ${writes} and at /run.`,
    brief: `\`${name}\`: stock ${program.program} fails, as it cannot write ${writes}${readOnly ? '' : ` as UID ${uid}`}. ${
      readOnly ? 'Mount an emptyDir there.' : `Use ${instead}.`
    }`,
  };
}

/** The official image in its own registry: `nginx:1.28`, `docker.io/library/nginx@sha256:…`. */
function programOf(image: string): Program | undefined {
  const bare = image.split('@', 1)[0] ?? '';
  const slash = bare.lastIndexOf('/');
  const colon = bare.indexOf(':', slash + 1);
  const path = (colon === -1 ? bare : bare.slice(0, colon)).replace(/^(?:index\.)?docker\.io\//, '');
  return PROGRAMS.find(({ images }) => images.includes(path));
}

function mounts({ node }: ContainerView): readonly string[] {
  return itemsAt(node, 'volumeMounts').map((mount) => {
    const path = textAt(mount, 'mountPath') ?? '';
    return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  });
}
