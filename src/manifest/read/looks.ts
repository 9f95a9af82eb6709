import { ManifestError } from '../explanation.ts';
import { oneLineAt } from './lost.ts';
import { holdsManifest } from './pasted.ts';

const INSTEAD = 'Paste the manifest itself: kubectl get pod NAME -o yaml prints it.';

/** A line that holds a part of a manifest, whatever stands around it. */
const PIECE = /^[ \t]*(?:apiVersion|spec|containers|securityContext):(?:\s|$)/m;

interface Look {
  readonly code: string;
  readonly is: (text: string) => boolean;
  readonly message: string;
}

/** What a text without a manifest can be, recognised by its look; the first that fits is named. */
const LOOKS: readonly Look[] = [
  { code: 'empty', is: (text) => text === '', message: `There is nothing in it. ${INSTEAD}` },
  {
    code: 'only-comments',
    is: (text) => {
      const lines = text.split('\n');
      return lines.every((line) => /^\s*(?:#|$|---\s*$)/.test(line)) && oneLineAt(lines) < 0;
    },
    message: `Every line is a comment, so there is no manifest to read. Remove the # in front of the lines, or paste the manifest itself: kubectl get pod NAME -o yaml prints it.`,
  },
  {
    code: 'url',
    is: (text) => /^<?https?:\/\/\S+$/.test(text),
    message: `This is a link, and links are not followed. Open it and paste the manifest behind it, or run kubectl get pod NAME -o yaml and paste what it prints.`,
  },
  {
    code: 'dockerfile',
    is: (text) =>
      /^FROM\s+\S+/im.test(text) &&
      /^(?:RUN|COPY|ADD|USER|CMD|ENTRYPOINT|WORKDIR|ENV|EXPOSE|LABEL|ARG)\s/m.test(text),
    message: `This looks like a Dockerfile, which says how an image is built, not how Kubernetes runs it. ${INSTEAD}`,
  },
  {
    code: 'docker-compose',
    is: (text) => /^services:\s*$/m.test(text) && !/^(?:apiVersion|kind):/m.test(text),
    message: `This looks like a Docker Compose file, which Kubernetes does not read. Convert it with kompose convert, or paste the manifest of the running pod: kubectl get pod NAME -o yaml prints it.`,
  },
  {
    code: 'kubectl-describe',
    is: (text) =>
      /^Name:\s{2,}\S/m.test(text) &&
      /^(?:Namespace|Node|Status|Containers|Priority|Service Account|Labels|Selector|Replicas|Pod Template):/m.test(
        text,
      ),
    message: `This looks like the output of kubectl describe, which leaves the security context out. Use kubectl get pod NAME -o yaml instead and paste that.`,
  },
  {
    code: 'kubectl-table',
    is: (text) =>
      !PIECE.test(text) &&
      /^(?:NAMESPACE\s+)?NAME\s+(?:READY|STATUS|TYPE|DATA|AGE|DESIRED|COMPLETIONS|SCHEDULE|CLUSTER-IP|ROLES)\b/m.test(
        text,
      ),
    message: `This looks like the table that kubectl get prints. Add -o yaml: kubectl get pod NAME -o yaml, and paste that.`,
  },
  {
    code: 'shell-error',
    is: (text) =>
      !PIECE.test(text) &&
      /^(?:error:|Error from server|Error:|\S*sh: |\S+: command not found|Unable to connect to the server|The connection to the server|fatal: )/m.test(
        text,
      ),
    message: `This looks like an error message of a command, not its output. Once the command works, paste what kubectl get pod NAME -o yaml prints.`,
  },
  {
    code: 'shell-session',
    is: (text) => /^\[[\w.-]{1,64}@[\w.-]{1,64} [^\]\n]{1,100}\][$#] \S/.test(text),
    message: `This looks like a shell session in which no manifest was printed. Run kubectl get pod NAME -o yaml in it and paste what that prints.`,
  },
  {
    code: 'policy',
    is: (text) =>
      !/^(?:apiVersion|kind):/m.test(text) &&
      /^[ \t]*(?:- +)?["']?[-+=^X<]?\([A-Za-z]{2,40}\)["']?:/m.test(text),
    message: `This is a piece of a Kyverno policy: a key in brackets, as in +(runAsNonRoot), is one of its anchors and no field of a manifest. It says what pods must look like; paste the Pod or the workload it is about (kubectl get deployment NAME -o yaml).`,
  },
  {
    code: 'json-no-object',
    is: (text) =>
      text.length < 10_000 && /^(?:"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|\[[^{]*\])$/.test(text),
    message: `This is a single JSON value, not an object with apiVersion, kind and spec. ${INSTEAD}`,
  },
];

/** Throws a ManifestError for a text that is no manifest by its look: what it is, and what to paste instead. */
export function refuseOther(text: string): void {
  const bare = text.trim();
  for (const look of LOOKS) if (look.is(bare)) throw new ManifestError(look.code, look.message);
}

/** Throws for a text in which nothing can be read as a key of a manifest. */
export function refuseProse(text: string): void {
  if (
    holdsManifest(text) ||
    /^[ \t]*(?:- +)*["']?[\w./$-]+["']?\s*:(?:\s|$)/m.test(text) ||
    /^\s*[{[]/.test(text)
  )
    return;
  if (/^[ \t]*-\s/m.test(text)) return;
  throw new ManifestError(
    'not-a-manifest',
    `This reads like plain text: no line of it is a key of a manifest. ${INSTEAD}`,
  );
}
