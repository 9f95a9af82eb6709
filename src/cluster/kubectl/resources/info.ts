import type { Node } from '../../../manifest/index.ts';
import type { Ref, Resource } from '../../api/index.ts';
import type { JsonObject } from '../../json.ts';

/** One object that a command works on, wherever it came from. */
export interface Info {
  readonly resource: Resource;
  /** Empty for what belongs to the whole cluster. */
  readonly namespace: string;
  readonly name: string;
  /** As the file or the server has it. */
  readonly object: JsonObject;
  /** The file's own tree, with every digit; undefined for what the server gave. */
  readonly node?: Node;
  /** As the command named it: `pod.yaml`, `STDIN`. */
  readonly source?: string;
}

/** What the API calls the object. */
export function refOf({ resource, namespace, name }: Info): Ref {
  return { resource, namespace: resource.namespaced ? namespace : '', name };
}
