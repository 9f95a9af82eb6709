import { holdsManifest } from '../read/pasted.ts';
import { type Source, sourceHint } from './source.ts';

const INSTRUCTION =
  /^\s{0,8}(?:FROM|RUN|CMD|LABEL|MAINTAINER|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL)\s+\S/;

interface Read {
  /** The lines that are the Dockerfile's. */
  readonly own: ReadonlySet<number>;
  readonly user: string | undefined;
  readonly line: number;
  /** UIDs that `useradd -u` and its like give to names. */
  readonly uids: ReadonlyMap<string, string>;
}

/**
 * A Dockerfile and a manifest in one paste: the USER of its last stage is the image's (Dockerfile reference, USER),
 * and the rest is read as a manifest. undefined where there are not both.
 */
export function dockerfile(paste: string): Source | undefined {
  if (!paste.includes('FROM ')) return undefined;
  const lines = paste.split('\n');
  const read = readDockerfile(lines);
  if (read === undefined) return undefined;
  const text = lines.map((line, i) => (read.own.has(i) ? '' : line)).join('\n');
  if (!holdsManifest(text)) return undefined;
  const { user, line, uids } = read;
  if (user === undefined) {
    const message =
      'The last stage of the Dockerfile sets no USER that is known here, so the image it builds on (or a build argument) decides; the rest of the paste was read as a manifest.';
    return {
      text,
      findings: [
        sourceHint(
          'dockerfile',
          line,
          message,
          'Write USER with a number in the Dockerfile, or set runAsUser.',
        ),
      ],
    };
  }
  const uid = uids.get(user);
  const named = /^\d+(?::|$)/.test(user)
    ? ''
    : uid === undefined
      ? ' It is a name: the kubelet cannot check it for runAsNonRoot.'
      : ` It is a name, with UID ${uid}: for runAsNonRoot the kubelet checks numbers only.`;
  const fix =
    named === ''
      ? 'Where several images are meant, say which with --image-user or the image-user option.'
      : `Write USER ${uid ?? 'with a number'} in the Dockerfile, or runAsUser: ${uid ?? 'that number'} in the securityContext.`;
  return {
    text,
    findings: [
      sourceHint(
        'dockerfile',
        line,
        `The Dockerfile ends with USER ${user.slice(0, 60)}: it was taken for the image of every container.${named}`,
        fix,
      ),
    ],
    imageUsers: { '*': user },
  };
}

function readDockerfile(lines: readonly string[]): Read | undefined {
  const own = new Set<number>();
  const variables = new Map<string, string>();
  const uids = new Map<string, string>();
  let user: string | undefined;
  let line = 0;
  let inside = false;
  let goesOn = false;
  lines.forEach((text, i) => {
    const begins = /^\s{0,8}FROM\s+\S/.test(text);
    if (!begins && !(inside && (goesOn || INSTRUCTION.test(text) || /^\s*(?:#.*)?$/.test(text)))) {
      inside = false;
      return;
    }
    inside = true;
    own.add(i);
    if (begins) {
      user = /^\s*FROM\s+scratch\b/i.test(text) ? '' : undefined;
      line = i + 1;
    }
    goesOn = /\\\s*$/.test(text);
    const [word = '', first = '', ...rest] = text.trim().split(/\s+/);
    if (word === 'ARG' || word === 'ENV') remember(variables, first, rest);
    if (word === 'USER') {
      user = resolved(first, variables);
      line = i + 1;
    }
    rememberUid(uids, text);
  });
  return own.size === 0 ? undefined : { own, user, line, uids };
}

function remember(variables: Map<string, string>, first: string, rest: readonly string[]): void {
  const equals = first.indexOf('=');
  if (equals > 0) variables.set(first.slice(0, equals), first.slice(equals + 1).replace(/["']/g, ''));
  else if (rest[0] !== undefined) variables.set(first, rest[0]);
}

/** `$APP_UID` and `${APP_UID}` by what ARG and ENV say above; a variable that nothing sets leaves the user unknown. */
function resolved(user: string, variables: ReadonlyMap<string, string>): string | undefined {
  let unknown = false;
  const text = user.replace(
    /\$(?:\{(\w+)(?:[^\w}$][^}$]*)?\}|(\w+))/g,
    (_, braced?: string, bare?: string) => {
      const value = variables.get(braced ?? bare ?? '');
      unknown ||= value === undefined;
      return value ?? '';
    },
  );
  return unknown || text.includes('${') ? undefined : text;
}

const ADDS_USER = /\b(?:useradd|adduser)\b/;

function rememberUid(uids: Map<string, string>, text: string): void {
  for (const part of text.split(/&&|;/)) {
    if (!ADDS_USER.test(part)) continue;
    const words = part.trim().split(/\s+/);
    const at = words.findIndex((word) => /^(?:-[a-zA-Z]*u|--uid)(?:=|$)/.test(word));
    const uid = at < 0 ? undefined : (/=(\d+)$/.exec(words[at] ?? '')?.[1] ?? words[at + 1]);
    if (uid !== undefined && /^\d+$/.test(uid))
      for (const name of words) if (!name.startsWith('-')) uids.set(name, uid);
  }
}
