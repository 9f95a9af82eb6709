/**
 * What the cards, drills and labs of ours are about, in the order in which the course takes it: one list in one
 * spelling. Decks of others may have any topic; theirs need nothing and belong to no exam.
 */

/** The three exams of the Cloud Native Computing Foundation that ask about security contexts. */
export type Exam = 'CKA' | 'CKAD' | 'CKS';

export interface Topic {
  /** Lower-case and hyphenated. */
  readonly id: string;
  /** As a card writes it: `topic: image user`. */
  readonly name: string;
  /** Ids of the topics to have begun before; all of them stand earlier in the list. */
  readonly needs: readonly string[];
  /**
   * The exams whose curriculum has it (https://github.com/cncf/curriculum): CKAD "SecurityContexts, Capabilities,
   * etc.", CKS "pod security standards", "kernel hardening tools such as AppArmor, seccomp" and "immutability of
   * containers", CKA what a pod, its volumes and its admission are and how to find out what is wrong with them.
   */
  readonly exams: readonly Exam[];
}

const ALL = ['CKA', 'CKAD', 'CKS'] as const;
const DEVELOPER = ['CKAD', 'CKS'] as const;
const SPECIALIST = ['CKS'] as const;

/** Every topic of ours, in the order of the course. At most 25, so that they fit into one select menu. */
export const TOPICS: readonly Topic[] = [
  topic('run-as-user', 'runAsUser', [], ALL),
  topic('run-as-group', 'runAsGroup', ['run-as-user'], ALL),
  topic('levels', 'levels', ['run-as-user'], ALL),
  topic('misplaced-fields', 'misplaced fields', ['levels'], ALL),
  topic('supplemental-groups', 'supplementalGroups', ['run-as-group'], DEVELOPER),
  topic('image-user', 'image user', ['run-as-user'], DEVELOPER),
  topic('run-as-non-root', 'runAsNonRoot', ['image-user'], DEVELOPER),
  topic('init-containers-and-sidecars', 'init containers and sidecars', ['levels'], ALL),
  topic('ephemeral-containers', 'ephemeral containers', ['levels'], ['CKA', 'CKS']),
  topic('workload-kinds', 'workload kinds', ['levels'], ALL),
  topic('fs-group', 'fsGroup', ['supplemental-groups'], ALL),
  topic('volumes', 'volumes', ['fs-group'], ALL),
  topic('verifying', 'verifying', ['run-as-user'], ALL),
  topic('symptoms-and-messages', 'symptoms and messages', ['run-as-non-root', 'verifying'], ALL),
  topic('capabilities', 'capabilities', ['levels'], DEVELOPER),
  topic('privileged', 'privileged', ['capabilities'], SPECIALIST),
  topic('allow-privilege-escalation', 'allowPrivilegeEscalation', ['capabilities'], DEVELOPER),
  topic('read-only-root', 'read-only root', ['levels'], DEVELOPER),
  topic('seccomp', 'seccomp', ['levels'], SPECIALIST),
  topic('apparmor-and-selinux', 'AppArmor and SELinux', ['seccomp'], SPECIALIST),
  topic('sysctls', 'sysctls', ['levels'], SPECIALIST),
  topic('user-namespaces', 'user namespaces', ['capabilities'], SPECIALIST),
  topic('windows', 'Windows', ['run-as-non-root'], SPECIALIST),
  topic(
    'pod-security-standards',
    'Pod Security Standards',
    ['run-as-non-root', 'capabilities', 'privileged', 'allow-privilege-escalation', 'seccomp'],
    ['CKA', 'CKS'],
  ),
  topic('pod-security-admission', 'Pod Security admission', ['pod-security-standards'], ['CKA', 'CKS']),
];

const BY_NAME = new Map(TOPICS.map((each) => [each.name.toLowerCase(), each]));

/** The topic of ours that is written so, whatever its case; undefined for any other. */
export function topicNamed(name: string): Topic | undefined {
  return BY_NAME.get(name.toLowerCase());
}

function topic(id: string, name: string, needs: readonly string[], exams: readonly Exam[]): Topic {
  return { id, name, needs, exams };
}
