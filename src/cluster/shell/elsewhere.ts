/** Programs and builtins that the real machine would have, so that it is never said that they are not there. */
import type { NotSimulated } from '../not-simulated.ts';

/** Builtins of bash that are not simulated (bash builtins/*.def). */
export const BASH_BUILTINS: ReadonlySet<string> = new Set(
  'bind builtin caller compgen compopt declare dirs disown enable fc fg bg let logout mapfile popd pushd readarray shopt suspend typeset'.split(
    ' ',
  ),
);

const NODE = 'there is no node to look at, only the API server’s view of it';
const NETWORK = 'there is no network';

/** What labs call on the machine beside kubectl, and why it does nothing here. */
const PROGRAMS: Readonly<Record<string, string>> = {
  ...everyOf(
    'ssh scp rsync ping dig host nslookup telnet nc netcat ip ifconfig iptables nft netstat ss route traceroute tcpdump',
    NETWORK,
  ),
  ...everyOf(
    'crictl ctr nerdctl docker podman kubelet kubeadm systemctl service journalctl auditctl strace lsof aa-status apparmor_status apparmor_parser falco kube-bench etcdctl etcdutl openssl',
    NODE,
  ),
  ...everyOf('helm git trivy kubesec cosign', NETWORK),
  ...everyOf(
    'kustomize yq kubectx kubens k9s stern minikube kind python python3 perl node ruby go make tmux screen man tree column file bc zip unzip emacs micro code strings xxd',
    'it is not part of what labs here need',
  ),
};

function everyOf(names: string, why: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, why]));
}

/** What to say of a program that the learner's machine lacks and a real one may have; undefined: there is none such. */
export function programElsewhere(name: string): NotSimulated | undefined {
  if (!Object.hasOwn(PROGRAMS, name)) return undefined;
  return { code: `tool:${name}`, message: `${name} is not simulated: ${PROGRAMS[name] ?? ''}.` };
}
