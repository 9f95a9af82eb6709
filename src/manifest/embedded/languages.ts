import { ManifestError } from '../explanation.ts';

interface Language {
  readonly code: string;
  readonly marks: readonly RegExp[];
  readonly message: string;
}

const POD = 'paste what kubectl get pod NAME -o yaml prints';

/** Languages that say the same as a manifest in their own way, by what only they write. */
const LANGUAGES: readonly Language[] = [
  {
    code: 'terraform',
    marks: [
      /^[ \t]*(?:resource|data|module|provider)[ \t]+"[\w-]{1,80}"/m,
      /^[ \t]*"?(?:security_context|run_as_user|run_as_non_root|fs_group)"?[ \t]*[{=]/m,
    ],
    message: `This is Terraform, whose Kubernetes provider has names of its own (security_context, run_as_user) and makes a manifest of them. Apply it and ${POD}, or write the same fields as YAML: securityContext, runAsUser.`,
  },
  {
    code: 'jsonnet',
    marks: [/^[ \t]*local[ \t]+\w+[ \t]*=/m, /\bimport[ \t]+'/, /\w[ \t]*\+?::[ \t]*[{['"]/, /\w\+:[ \t]*\{/],
    message: `This is Jsonnet, from which manifests are made. Run jsonnet (or tk show) on it and paste what it prints, or ${POD}.`,
  },
  {
    code: 'go',
    marks: [
      /\b\w*v1\.(?:PodSpec|Pod|Container|SecurityContext|PodSecurityContext)\{/,
      /\bRunAsUser:[ \t]*(?:&|ptr|pointer|int64)/,
    ],
    message: `This is Go code that makes an object of the API. Have it made and ${POD}.`,
  },
  {
    code: 'program',
    marks: [
      /\bnew (?:k8s|kubernetes|kplus)\.\w/,
      /\bV1(?:Pod|Container|SecurityContext|PodSecurityContext)\(/,
      /\bk8s\.core\.v1\./,
    ],
    message: `This is a program that makes an object of the API. Have it made and ${POD}.`,
  },
  {
    code: 'docker-run',
    marks: [/\b(?:docker|podman|nerdctl)[ \t]+run[ \t]/],
    message: `This is a command that runs a container without Kubernetes. In a manifest --user is runAsUser (and runAsGroup behind the colon), --privileged is privileged: true, --cap-add and --cap-drop are capabilities, --read-only is readOnlyRootFilesystem: true, all of them in the container's securityContext.`,
  },
];

/** Names the language of a text that is no manifest; undefined where it is none of those known. */
export function languageOf(paste: string): ManifestError | undefined {
  const found = LANGUAGES.find(({ marks }) => marks.some((mark) => mark.test(paste)));
  return found === undefined ? undefined : new ManifestError(found.code, found.message);
}
