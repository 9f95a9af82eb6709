import type { Clause, ClusterMessage } from '../explanation.ts';
import { ASK, containerWords, type Family, quoted } from './said.ts';

interface Refusal {
  readonly code: string;
  /** Finds each of them; the groups are what `tell` is given. */
  readonly find: RegExp;
  readonly tell: (groups: readonly string[], who: string) => Pick<Clause, 'message' | 'level' | 'fix'>;
}

/**
 * What the kubelet and the container runtime say when they do not start a container: kuberuntime
 * security_context_others.go, security_context_windows.go and helpers.go, sysctl/allowlist.go, security/apparmor,
 * lifecycle/predicate.go; the last ones are runc's and containerd's.
 */
const REFUSALS: readonly Refusal[] = [
  {
    code: 'image-runs-as-root',
    find: /container has runAsNonRoot and image will run as root/g,
    tell: (_, who) => ({
      message:
        'runAsNonRoot is true, no runAsUser is set at either level, and the image’s USER is root or not set at all: the kubelet does not start it.',
      level: 'pod-or-container',
      fix: `Write runAsUser with a number above 0 in the securityContext of ${who} or of the pod, or a USER with a number in the image.`,
    }),
  },
  {
    code: 'image-user-not-numeric',
    find: /container has runAsNonRoot and image has non-numeric user \(([^)]{1,253})\)/g,
    tell: ([user = ''], who) => ({
      message: `runAsNonRoot is true, no runAsUser is set, and the image names its USER (\`${user}\`): the kubelet cannot see whether that name is root, so it does not start it.`,
      level: 'pod-or-container',
      fix: `Write the number of \`${user}\` as runAsUser in the securityContext of ${who} or of the pod (id ${user} in the image prints it), or USER with that number in the Dockerfile.`,
    }),
  },
  {
    code: 'run-as-user-is-root',
    find: /container's runAsUser breaks non-root policy/g,
    tell: (_, who) => ({
      message:
        'runAsNonRoot is true and runAsUser is 0, each perhaps at another level: the two contradict each other.',
      level: 'pod-or-container',
      fix: `Write runAsUser with a number above 0 in the securityContext of ${who}, or runAsNonRoot: false there.`,
    }),
  },
  {
    code: 'image-user-invalid',
    find: /container has runAsNonRoot and image has an invalid user id \((-?\d{1,30})\)/g,
    tell: ([uid = ''], who) => ({
      message: `The image’s USER ${uid} is no UID that Linux has (0 to 2147483647).`,
      level: 'pod-or-container',
      fix: `Write a runAsUser in the securityContext of ${who} or of the pod, or correct USER in the image.`,
    }),
  },
  {
    code: 'windows-user-is-admin',
    find: /runAs(?:UserName|User) \(([^()]{1,253})\) which will be regarded as root identity/g,
    tell: ([user = ''], who) => ({
      message: `runAsNonRoot is true, and the container would run as \`${user}\`, the administrator of a Windows container.`,
      level: 'pod-or-container',
      fix: `Write windowsOptions.runAsUserName: ContainerUser in the securityContext of ${who} or of the pod.`,
    }),
  },
  {
    code: 'seccomp-profile-missing',
    find: /localhostProfile must be set if seccompProfile type is Localhost/g,
    tell: () => ({
      message: 'seccompProfile has type Localhost and an empty localhostProfile.',
      level: 'pod-or-container',
      fix: 'Name the file under localhostProfile, or write type: RuntimeDefault.',
    }),
  },
  {
    code: 'apparmor-profile-missing',
    find: /missing localhost apparmor profile name|invalid empty AppArmor profile name/g,
    tell: () => ({
      message: 'appArmorProfile has type Localhost and no name of a profile.',
      level: 'pod-or-container',
      fix: 'Name the profile under localhostProfile, or write type: RuntimeDefault.',
    }),
  },
  {
    code: 'apparmor-not-enabled',
    find: /Cannot enforce AppArmor: ([^.;(]{1,120})/g,
    tell: ([why = '']) => ({
      message: `The pod asks for an AppArmor profile, and the node cannot give it (${why.trim()}).`,
      level: 'pod-or-container',
      fix: 'Run it on a node with AppArmor, or take appArmorProfile and the AppArmor annotation away.',
    }),
  },
  {
    code: 'sysctl-forbidden',
    find: /forbidden sysctl: "([^"]{1,253})" not (?:allow|white)listed/g,
    tell: ([name = '']) => ({
      message: `The kubelet refuses the pod: the sysctl \`${name}\` is not among the safe ones, and this node does not allow it.`,
      level: 'pod',
      fix: `Take \`${name}\` out of sysctls in the pod's securityContext, or have the node allow it with --allowed-unsafe-sysctls.`,
    }),
  },
  {
    code: 'supplemental-groups-policy',
    find: /SupplementalGroupsPolicy=Strict is not supported/g,
    tell: () => ({
      message: 'supplementalGroupsPolicy is Strict, and the node’s container runtime does not know it.',
      level: 'pod',
      fix: 'Write Merge (or take it away), or run the pod on a node with a newer runtime.',
    }),
  },
  {
    code: 'os-not-supported',
    find: /OS field doesn't match node OS/g,
    tell: () => ({
      message: 'spec.os.name names another operating system than the node has.',
      level: 'spec',
      fix: 'Add nodeSelector kubernetes.io/os with the same system, or correct os.name.',
    }),
  },
  {
    code: 'user-namespaces',
    find: /can't set `spec\.hostUsers: false`/g,
    tell: () => ({
      message: 'hostUsers: false asks for a user namespace, and the node’s runtime cannot make one.',
      level: 'spec',
      fix: 'Take hostUsers away, or run the pod on a node whose runtime has user namespaces.',
    }),
  },
  {
    code: 'user-not-in-image',
    find: /unable to find (?:user|group) ([^\s:]{1,80}): no (?:matching entries in (?:passwd|group) file|users? found)/g,
    tell: ([user = '']) => ({
      message: `The image’s USER names \`${user}\`, and its /etc/passwd (or /etc/group) has no such name.`,
      level: 'elsewhere',
      fix: 'Add the user in the Dockerfile, or write a number: USER 1000, or runAsUser.',
    }),
  },
  {
    code: 'no-new-privileges',
    find: /(?:sudo|su|ping): (?:[tT]he )?"?no new privileges"? flag is set/g,
    tell: () => ({
      message:
        'A program that gains privileges (setuid) was called, and allowPrivilegeEscalation: false forbids that.',
      level: 'container',
      fix: 'Have the program do without it, or take allowPrivilegeEscalation: false away from that container.',
    }),
  },
];

const WHERE = /\(pod: "([^"]{1,600})", container: ([\w.-]{1,253})\)/;

/** A log that repeats itself is not read to its end. */
const MOST_OF_A_KIND = 20;
/** What belongs to one refusal, in characters. */
const LONGEST = 1200;

/** Why the kubelet did not start a container or refused a pod: each container that it names. */
export const kubeletMessages: Family = ({ text, lineAt }) =>
  REFUSALS.flatMap(({ code, find, tell }): readonly ClusterMessage[] => {
    const found = [...text.matchAll(find)].slice(0, MOST_OF_A_KIND);
    return found.map((match, i): ClusterMessage => {
      const { index } = match;
      const [said, ...groups] = match;
      const behind = text.slice(index, Math.min(index + LONGEST, found[i + 1]?.index ?? text.length));
      const where = WHERE.exec(behind);
      const container = where?.[2];
      const containers = container === undefined ? [] : [container];
      const { message, level, fix } = tell(groups, containerWords(containers));
      const end = where === null ? said.length : where.index + where[0].length;
      return {
        code,
        by: 'the kubelet',
        line: lineAt(index),
        message: `The kubelet does not start ${container === undefined ? 'it' : containerWords(containers)}.`,
        clauses: [{ code, said: quoted(behind.slice(0, end)), message, level, containers, fix }],
        ...(code === 'image-user-not-numeric' ? { imageUser: groups[0] ?? '' } : {}),
        ...(code === 'image-runs-as-root' ? { imageUser: '' } : {}),
        next: ASK,
      };
    });
  });
