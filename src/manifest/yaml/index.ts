/** The reader of YAML: a text in, nodes with their places out. */
export { BOUNDS } from './bounds.ts';
export { decodeText } from './decode-text.ts';
export { withKnownEscapes } from './known-escapes.ts';
export type {
  Duplicate,
  Entry,
  MapNode,
  Node,
  Yaml,
  YamlProblem,
} from './node.ts';
export { readYaml } from './read-yaml.ts';
