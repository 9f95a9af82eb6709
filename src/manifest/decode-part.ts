import { type Decoded, decode, type Unknown } from './decode.ts';
import { fieldSpelledLike } from './fields.ts';
import type { MapNode } from './yaml/node.ts';

/** Types below which every key is Kubernetes' own, whoever's kind is around them. */
const SECURITY_TYPES = new Set([
  'v1.SecurityContext',
  'v1.PodSecurityContext',
  'v1.Capabilities',
  'v1.SeccompProfile',
  'v1.AppArmorProfile',
  'v1.SELinuxOptions',
  'v1.WindowsSecurityContextOptions',
]);

/** Somebody else's kind may have keys of its own beside those of a pod spec; a security field has only one place. */
export function decodePart(root: MapNode, type: string): Decoded {
  const decoded = decode(root, type);
  return {
    ...decoded,
    unknown: decoded.unknown.filter(ofKubernetes),
    hidden: decoded.hidden.filter(ofKubernetes),
  };
}

function ofKubernetes({ type, entry }: Unknown): boolean {
  return (
    SECURITY_TYPES.has(type) ||
    entry.key.toLowerCase() === 'securitycontext' ||
    fieldSpelledLike(entry.key) !== undefined
  );
}
