/** Objects in files, as kubectl reads them (cli-runtime pkg/resource: visitor.go, mapper.go). */
import { jsonOf, type Node } from '../../../manifest/index.ts';
import { resourceOfKind } from '../../api/index.ts';
import type { JsonObject } from '../../json.ts';
import type { Call } from '../call.ts';
import { Failure, failure } from '../failure.ts';
import { built } from '../kustomize/index.ts';
import { contentOf, fileAt } from '../machine.ts';
import { kindServedElsewhere } from './elsewhere.ts';
import type { Info } from './info.ts';
import { jsonValue } from './json-value.ts';
import { typedYaml } from './typed-yaml.ts';

const EXTENSIONS = ['.json', '.yaml', '.yml'];

interface Source {
  /** As errors name it. */
  readonly name: string;
  readonly text: string;
}

/** What the files hold, in order; what could not be read is thrown by `visit` when its turn comes. */
export interface FileObjects {
  readonly infos: readonly Info[];
  readonly failures: readonly Failure[];
  /** One file was named: a single object in it is printed as such, not as a list. */
  readonly single: boolean;
}

/** Reads every object of -f. Throws what keeps the command from beginning: a path that is not there, a URL. */
export function objectsInFiles(call: Call, filenames: readonly string[], recursive: boolean): FileObjects {
  const failures: Failure[] = [];
  const sources: Source[] = [];
  let single = false;
  const directory = call.text('kustomize');
  if (directory !== '' && filenames.length > 0) throw failure('only one of -f or -k can be specified');
  if (directory !== '') sources.push({ name: directory, text: built(call, directory) });
  for (const name of filenames) {
    if (name === '-') {
      sources.push({ name: 'STDIN', text: call.streams.stdin ?? '' });
      continue;
    }
    if (/^https?:\/\//.test(name))
      throw call.notSimulated({
        code: 'kubectl-url',
        message: `The simulated cluster has no network, so ${name} cannot be fetched. kubectl would download the file and go on with it; paste its text into a file instead.`,
      });
    const paths = matching(call, name);
    if (paths.length === 0) {
      failures.push(failure(`the path "${name}" does not exist`));
      continue;
    }
    if (!recursive && paths.length === 1) single = true;
    for (const path of paths) sources.push(...filesAt(call, path, recursive, failures));
    if (sources.length === 0 && failures.length === 0)
      failures.push(
        failure(
          `error reading [${paths.join(' ')}]: recognized file extensions are [${EXTENSIONS.join(' ')}]`,
        ),
      );
  }
  const [first] = failures;
  if (first !== undefined)
    throw failures.length === 1 ? first : new Failure(failures.map(({ inList }) => inList).join('\n'));
  const infos: Info[] = [];
  const troubles: Failure[] = [];
  for (const source of sources) {
    const read = objectsIn(call, source);
    infos.push(...read.infos);
    troubles.push(...read.failures);
  }
  return { infos, failures: troubles, single };
}

/** A path with `*` and `?` is a pattern that kubectl expands itself. */
function matching(call: Call, name: string): readonly string[] {
  if (fileAt(call.draft, name) !== undefined) return [name];
  if (!/[*?]/.test(name)) return [];
  const slash = name.lastIndexOf('/');
  const folder = slash === -1 ? '.' : name.slice(0, slash) || '/';
  const pattern = name.slice(slash + 1);
  const directory = fileAt(call.draft, folder);
  if (directory?.type !== 'directory' || /[*?]/.test(folder)) return [];
  const prefix = slash === -1 ? '' : name.slice(0, slash + 1);
  return Object.keys(directory.entries)
    .filter((entry) => fits(entry, pattern))
    .sort()
    .map((entry) => prefix + entry);
}

/** Whether a name fits a pattern of `*` and `?`; linear in both. */
function fits(name: string, pattern: string): boolean {
  let [at, in_, star, mark] = [0, 0, -1, 0];
  while (at < name.length) {
    if (in_ < pattern.length && (pattern[in_] === '?' || pattern[in_] === name[at])) {
      at += 1;
      in_ += 1;
    } else if (pattern[in_] === '*') {
      star = in_;
      mark = at;
      in_ += 1;
    } else if (star !== -1) {
      in_ = star + 1;
      mark += 1;
      at = mark;
    } else return false;
  }
  while (pattern[in_] === '*') in_ += 1;
  return in_ === pattern.length;
}

function filesAt(call: Call, path: string, recursive: boolean, failures: Failure[]): readonly Source[] {
  const node = fileAt(call.draft, path);
  if (node?.type === 'file') return [{ name: path, text: contentOf(call, path, node) }];
  if (node?.type !== 'directory') return [];
  const sources: Source[] = [];
  for (const entry of Object.keys(node.entries).sort()) {
    const inner = `${path.replace(/\/$/, '')}/${entry}`;
    const found = fileAt(call.draft, inner);
    if (found?.type === 'directory') {
      if (recursive) sources.push(...filesAt(call, inner, recursive, failures));
    } else if (found?.type === 'file' && EXTENSIONS.some((extension) => entry.endsWith(extension)))
      sources.push({ name: inner.replace(/^\.\//, ''), text: contentOf(call, inner, found) });
  }
  return sources;
}

function objectsIn(
  call: Call,
  { name, text }: Source,
): { readonly infos: readonly Info[]; readonly failures: readonly Failure[] } {
  const infos: Info[] = [];
  const failures: Failure[] = [];
  const yaml = typedYaml(call, text);
  for (const document of yaml.documents) {
    if (document.unread === true || document.root === null) continue;
    const { root } = document;
    if (root.kind === 'scalar' && root.value === null) continue;
    try {
      infos.push(...infosOf(call, root, name));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failures.push(error);
    }
  }
  if (yaml.problem !== undefined) {
    const { json, message } = yaml.problem;
    failures.push(failure(`error parsing ${name}: ${json ?? `error converting YAML to JSON: ${message}`}`));
  }
  return { infos, failures };
}

function infosOf(call: Call, root: Node, source: string): readonly Info[] {
  const object = jsonValue(root);
  if (object === null || typeof object !== 'object' || Array.isArray(object))
    throw failure(
      `error validating ${JSON.stringify(source)}: error validating data: invalid object to validate; if you choose to ignore these errors, turn validation off with --validate=false`,
    );
  const body = object as JsonObject;
  const { kind, apiVersion } = body;
  if (typeof kind !== 'string' || kind === '' || typeof apiVersion !== 'string' || apiVersion === '') {
    const missing = [
      typeof apiVersion === 'string' && apiVersion !== '' ? '' : 'apiVersion not set',
      typeof kind === 'string' && kind !== '' ? '' : 'kind not set',
    ].filter((word) => word !== '');
    if (validates(call)) {
      const words = missing.length === 1 ? missing.join('') : `[${missing.join(', ')}]`;
      throw failure(
        `error validating ${JSON.stringify(source)}: error validating data: ${words}; if you choose to ignore these errors, turn validation off with --validate=false`,
      );
    }
    const word = typeof kind === 'string' && kind !== '' ? 'apiVersion' : 'Kind';
    throw failure(
      `unable to decode ${JSON.stringify(source)}: Object '${word}' is missing in '${jsonOf(root)}'`,
    );
  }
  if (root.kind === 'map' && /List$/.test(kind) && Array.isArray(body.items)) {
    const items = root.get('items')?.value;
    const nodes = items?.kind === 'seq' ? items.items : [];
    return nodes.flatMap((item) => infosOf(call, item, source));
  }
  const resource = resourceOfKind(apiVersion, kind);
  const metadata = (body.metadata ?? {}) as JsonObject;
  const name = typeof metadata.name === 'string' ? metadata.name : '';
  const own = typeof metadata.namespace === 'string' ? metadata.namespace : '';
  const elsewhere = resource === undefined ? kindServedElsewhere(apiVersion, kind) : undefined;
  if (elsewhere !== undefined) throw call.notSimulated(elsewhere);
  if (resource === undefined)
    throw failure(
      `resource mapping not found for name: ${JSON.stringify(name)} namespace: ${JSON.stringify(own)} from ${JSON.stringify(source)}: no matches for kind ${JSON.stringify(kind)} in version ${JSON.stringify(apiVersion)}\nensure CRDs are installed first`,
    );
  if (!resource.namespaced) return [{ resource, namespace: '', name, object: body, node: root, source }];
  if (call.namespaceForced && own !== '' && own !== call.namespace)
    throw failure(
      `the namespace from the provided object ${JSON.stringify(own)} does not match the namespace ${JSON.stringify(call.namespace)}. You must pass '--namespace=${own}' to perform this operation.`,
    );
  return [{ resource, namespace: own === '' ? call.namespace : own, name, object: body, node: root, source }];
}

/** Whether --validate leaves checking on. */
function validates(call: Call): boolean {
  return !['false', 'ignore', 'warn'].includes(call.text('validate', 'strict'));
}
