/** Values of kubectl's flags (`RegisterFlagCompletionFunc` in kubectl v0.36.3 pkg/cmd). */
import { OBJECT_FORMATS } from '../kubectl/print/objects.ts';
import type { Found } from './candidate.ts';
import type { Answer, Asked } from './kubectl.ts';
import { beginning, containersOf, objectNames } from './kubectl-objects.ts';

/** Endings of files that kubectl reads (cli-runtime pkg/resource/builder.go FileExtensions). */
const MANIFESTS = ['json', 'yaml', 'yml'];

/** Every form that `get -o` takes. */
export const FORMS: readonly string[] = [...OBJECT_FORMATS, 'custom-columns', 'custom-columns-file', 'wide'];

function only(values: readonly Found[]): Answer {
  return { values, otherwise: 'nothing' };
}

/** What may stand as the flag's value; undefined: kubectl has no idea of its own, and the shell offers files. */
export function valuesOf(asked: Asked): Answer | undefined {
  const { call, path, args, begun, flag } = asked;
  const { kubeconfig } = call.draft.machine;
  const ofContexts = (of: 'name' | 'cluster' | 'user'): Answer =>
    only(beginning([...new Set(kubeconfig.contexts.map((one) => one[of]))], begun, 'value'));
  switch (flag?.name) {
    case 'filename':
      return { values: [], otherwise: MANIFESTS };
    case 'namespace':
      return only(beginning(objectNames(call, 'namespaces'), begun, 'namespace'));
    case 'context':
      return ofContexts('name');
    case 'cluster':
      return path === 'config set-context' ? undefined : ofContexts('cluster');
    case 'user':
      return path.startsWith('config ') || path.startsWith('create ') ? undefined : ofContexts('user');
    case 'subresource':
      return path === 'auth can-i' ? undefined : only(beginning(['status', 'scale', 'resize'], '', 'value'));
    case 'clusterrole':
      return path === 'create clusterrolebinding' ? only([]) : undefined;
    case 'output':
      return path === 'get' ? only(beginning(FORMS, begun, 'value')) : undefined;
    case 'container': {
      if (path !== 'exec') return undefined;
      const names = args[0] === undefined ? [] : containersOf(call, args[0]).map(({ name }) => name);
      return only(beginning(names, begun, 'container'));
    }
    default:
      return undefined;
  }
}
