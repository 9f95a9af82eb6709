import type { Clause, ClusterMessage } from '../explanation.ts';
import { properKind } from '../kinds/names.ts';
import { removedIn } from '../kinds/removed.ts';
import { ASK, type Family, quoted } from './said.ts';

const NO_KIND = /no matches for kind "([^"]{1,120})" in (?:version|group) "([^"]{0,120})"/;
const NOT_SET = /(apiVersion|kind) not set|Object '(Kind|apiVersion)' is missing/;
const DENIED = /permission denied|operation not permitted|read-only file system/i;
/** `mkdir: cannot create …: Permission denied`. */
const OF_A_PROGRAM = /[:=] ?"?(?:permission denied|operation not permitted|read-only file system)/i;
/** So much in front of these words belongs to what the program says, in characters. */
const BEFORE = 120;

/** An object that kubectl cannot even place: its apiVersion or kind. */
export const headerMessages: Family = ({ text, lineOf }) => {
  const unmatched = NO_KIND.exec(text);
  const unset = NOT_SET.exec(text);
  const said = unmatched?.[0] ?? unset?.[0];
  if (said === undefined) return [];
  return [
    one({
      code: 'no-such-kind',
      by: 'kubectl',
      line: lineOf(said.slice(0, 60)),
      message: 'kubectl finds no kind of this name and version in the cluster, and sends nothing.',
      clause: {
        said: quoted(said),
        level: 'object',
        ...(unmatched === null
          ? unsetClause(unset?.[1] ?? unset?.[2] ?? '')
          : kindClause(unmatched[1] ?? '', unmatched[2] ?? '')),
      },
      next: ASK,
    }),
  ];
};

function unsetClause(key: string): Pick<Clause, 'message' | 'fix'> {
  const line = key.toLowerCase() === 'kind' ? 'kind' : 'apiVersion';
  return {
    message: `The line \`${line}:\` is missing, or indented, or misspelt.`,
    fix: `Write ${line}: at the first column (for a Pod: apiVersion: v1 and kind: Pod).`,
  };
}

function kindClause(kind: string, version: string): Pick<Clause, 'message' | 'fix'> {
  const right = properKind(kind);
  if (right === undefined) {
    return {
      message: `\`${kind}\` is not a kind of Kubernetes itself; the cluster does not have its CustomResourceDefinition, or not in \`${version}\`.`,
      fix: 'Install what brings the kind (its operator or its CRDs) first, in that version.',
    };
  }
  const gone = removedIn(version, right.kind);
  if (gone !== undefined)
    return {
      message: `\`${version}\` is gone for a ${right.kind}: Kubernetes ${gone} removed it.`,
      fix: `Write apiVersion: ${right.apiVersion}.`,
    };
  return {
    message: `A ${right.kind} has apiVersion ${right.apiVersion} and is written \`${right.kind}\`.`,
    fix: `Write apiVersion: ${right.apiVersion} and kind: ${right.kind}.`,
  };
}

/** The line in which a program says it: one that names what it wanted before a line in which a person tells of it. */
function deniedLine(lines: readonly string[]): number | undefined {
  const denied = lines.flatMap((line, at) => (DENIED.test(line) ? [at] : []));
  return denied.find((at) => OF_A_PROGRAM.test(lines[at] ?? '')) ?? denied[0];
}

/** What belongs to the refusal in a line: it, and so much in front of it, from the beginning of a word on. */
function before(line: string): string {
  const found = DENIED.exec(line);
  if (found === null) return line.trim();
  const all = line.slice(0, found.index);
  const near = all.slice(-BEFORE).slice(all.slice(-BEFORE).lastIndexOf('; ') + 1);
  const whole = all.length <= BEFORE || near.length < BEFORE ? near : near.slice(near.indexOf(' ') + 1);
  return `${whole}${found[0]}`.trim();
}

/** What a program says once it runs: the kernel refused it, which the manifest often decides. */
export const programMessages: Family = ({ text, lines, lineOf }) => {
  if (!DENIED.test(text)) return [];
  const at = deniedLine(lines);
  const said = at === undefined ? before(text) : before(lines[at] ?? '');
  const readOnly = /read-only file system/i.test(said);
  const owner = /chown|chmod|changing ownership/i.test(said);
  const port = /bind\b|listen/i.test(said);
  const words: Pick<Clause, 'message' | 'fix' | 'level'> = readOnly
    ? {
        level: 'container',
        message:
          'The program writes where the file system is read-only: readOnlyRootFilesystem: true, or a volume mounted read-only.',
        fix: 'Mount an emptyDir at that path, or take readOnlyRootFilesystem away from that container.',
      }
    : owner
      ? {
          level: 'pod-or-container',
          message:
            'Only root, with the capabilities CHOWN and FOWNER, may change owners and modes of files that are not its own.',
          fix: 'Set fsGroup in the pod’s securityContext, so that the volume belongs to that group, instead of changing owners in the container.',
        }
      : port
        ? {
            level: 'pod-or-container',
            message:
              'A process that is not root may not open this port or socket (ports below 1024 need NET_BIND_SERVICE, or the sysctl net.ipv4.ip_unprivileged_port_start).',
            fix: 'Have the program listen on a port of 1024 or above.',
          }
        : {
            level: 'pod-or-container',
            message:
              'The container was started; the user and groups it runs as may not do what the program tried.',
            fix: 'Give the path to that user or group: fsGroup for a volume that supports it, runAsUser and runAsGroup as the image expects, or an image made for that UID.',
          };
  return [
    one({
      code: 'program-refused',
      by: 'the program in the container',
      line: at === undefined ? lineOf(said.slice(-40)) : at + 1,
      message: 'This is what a program in the container says: the kernel did not let it do something.',
      clause: { said: quoted(said), ...words },
      next: 'Paste the manifest, to see as whom the container runs and which of its paths are volumes.',
    }),
  ];
};

/** A waiting reason without the sentence that belongs to it. */
export const waitingMessages: Family = ({ text, lineOf }) => {
  const found =
    /\b(CreateContainerConfigError|CreateContainerError|RunContainerError|SysctlForbidden)\b/.exec(text);
  if (found === null) return [];
  return [
    one({
      code: 'waiting-reason',
      by: 'the kubelet',
      line: lineOf(found[0]),
      message: `\`${found[0]}\`: the kubelet cannot make or start the container.`,
      clause: {
        said: found[0],
        level: 'elsewhere',
        message:
          'The reason itself stands in the events of the pod: runAsNonRoot against a root image, a missing ConfigMap or Secret, a profile that is not there.',
        fix: 'Run kubectl describe pod NAME and read the last lines under Events.',
      },
      next: 'Paste those lines, or what kubectl get pod NAME -o yaml prints.',
    }),
  ];
};

interface One extends Omit<ClusterMessage, 'clauses'> {
  readonly clause: Omit<Clause, 'code' | 'containers'>;
}

function one({ clause, ...message }: One): ClusterMessage {
  return { ...message, clauses: [{ ...clause, code: message.code, containers: [] }] };
}
