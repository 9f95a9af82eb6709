/** kubectl cp of single files (kubectl pkg/cmd/cp/cp.go): packed on one side and unpacked on the other, by tar. */
import type { Pod } from '../../api/index.ts';
import { get, resource } from '../../api/index.ts';
import { Collected } from '../../streams.ts';
import { packed, unpacked } from '../../tools/tar.ts';
import type { Call, Verb } from '../call.ts';
import { Failure, failure, refusal } from '../failure.ts';
import { contentOf, fileAt, writeFile } from '../machine.ts';
import { containerOf, execInContainer } from '../streams/containers.ts';
import { containerFor } from '../streams/which.ts';

interface Place {
  readonly namespace: string;
  /** Empty: the learner's machine. */
  readonly pod: string;
  readonly path: string;
}

export const cp: Verb = (call) => {
  const [from, to, more] = call.args;
  if (from === undefined || to === undefined || more !== undefined)
    throw failure('source and destination are required');
  const source = placeOf(call, from);
  const target = placeOf(call, to);
  if (source.pod !== '' && target.pod !== '')
    throw failure('one of src or dest must be a local file specification');
  if (source.pod === '' && target.pod === '')
    throw failure('one of src or dest must be a remote file specification');
  if (source.path === '' || target.path === '') throw failure('filepath can not be empty');
  if (source.pod !== '') download(call, source, target.path);
  else upload(call, source.path, target);
  return undefined;
};

function placeOf(call: Call, word: string): Place {
  const colon = word.indexOf(':');
  if (colon === -1) return { namespace: '', pod: '', path: word };
  if (colon === 0 || colon === word.length)
    throw failure('filespec must match the canonical format: [[namespace/]pod:]file/path');
  const [first = '', second, third] = word.slice(0, colon).split('/');
  if (third !== undefined)
    throw failure('filespec must match the canonical format: [[namespace/]pod:]file/path');
  const path = word.slice(colon + 1);
  return second === undefined
    ? { namespace: call.namespace, pod: first, path }
    : { namespace: first, pod: second, path };
}

function inside(call: Call, place: Place, argv: readonly string[], stdin: string | null): Collected {
  const found = get(call.draft, { resource: resource('pods'), namespace: place.namespace, name: place.pod });
  if (!found.ok) throw refusal(found.status);
  const name = containerFor(call, found.value as Pod, call.text('container'), false);
  const container = containerOf(call.draft, place.namespace, place.pod, name);
  if (container === undefined) throw failure(`container not found (${JSON.stringify(name)})`);
  const streams = new Collected(stdin);
  const done = execInContainer(call.draft, container, argv, streams);
  if (done.kind === 'unstartable')
    throw failure(
      `Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec ${JSON.stringify(container.id)}: OCI runtime exec failed: exec failed: unable to start container process: exec: ${done.message}`,
    );
  call.streams.err(streams.stderr);
  if (done.kind === 'ended' && done.status !== 0)
    throw new Failure(`command terminated with exit code ${done.status}`, done.status);
  return streams;
}

/** `tar cf - PATH` in the container, unpacked here. */
function download(call: Call, source: Place, path: string): void {
  const { stdout } = inside(call, source, ['tar', 'cf', '-', source.path], null);
  const packed = unpacked(stdout);
  if (packed === null) return;
  const name = source.path.slice(source.path.lastIndexOf('/') + 1);
  const target = fileAt(call.draft, path)?.type === 'directory' ? `${path.replace(/\/$/, '')}/${name}` : path;
  if (!writeFile(call.draft, target, packed.content))
    throw failure(`open ${target}: no such file or directory`);
}

/** Packed here, and unpacked by `tar -xmf - -C DIRECTORY` in the container. */
function upload(call: Call, path: string, target: Place): void {
  const file = fileAt(call.draft, path);
  if (file === undefined) throw failure(`${path} doesn't exist in local filesystem`);
  if (file.type !== 'file')
    throw call.notSimulated({
      code: 'kubectl-verb:cp directory',
      message: 'Copying a directory is not simulated; copy its files one by one.',
    });
  const own = path.slice(path.lastIndexOf('/') + 1);
  const into = isDirectory(call, target) ? `${target.path.replace(/\/$/, '')}/${own}` : target.path;
  const slash = into.lastIndexOf('/');
  const folder = slash === -1 ? [] : ['-C', into.slice(0, slash) || '/'];
  const { mode } = file;
  const content = contentOf(call, path, file);
  inside(
    call,
    target,
    ['tar', '-xmf', '-', ...folder],
    packed({ name: into.slice(slash + 1), mode: mode & 0o777, content }),
  );
}

/** kubectl asks `test -d`; what that says goes nowhere. */
function isDirectory(call: Call, target: Place): boolean {
  const found = get(call.draft, {
    resource: resource('pods'),
    namespace: target.namespace,
    name: target.pod,
  });
  if (!found.ok) throw refusal(found.status);
  const name = containerFor(call, found.value as Pod, call.text('container'), true);
  const container = containerOf(call.draft, target.namespace, target.pod, name);
  if (container === undefined) throw failure(`container not found (${JSON.stringify(name)})`);
  const done = execInContainer(call.draft, container, ['test', '-d', target.path], new Collected(null));
  return done.kind === 'ended' && done.status === 0;
}
