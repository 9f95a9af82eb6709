import { child } from './access.ts';
import type { LineOf } from './effective.ts';
import type { Finding } from './explanation.ts';
import { fieldsAt } from './fields.ts';
import type { Judged } from './object.ts';
import { at } from './pod.ts';
import type { MapNode, Node, ScalarNode } from './yaml/node.ts';

/** Numbers and booleans of the security contexts that are not what they look like: `01000` is 512. */
export function scalarFindings(judged: Judged, line: LineOf): readonly Finding[] {
  const { pod, located } = judged;
  const findings: Finding[] = [];
  const look = (node: Node, path: string): void => {
    if (node.kind === 'map') for (const entry of node.entries) look(entry.value, at(path, entry.key));
    else if (node.kind === 'seq') for (const [i, item] of node.items.entries()) look(item, `${path}[${i}]`);
    else {
      const said = surprise(node);
      if (said === undefined) return;
      findings.push({
        severity: said.changes ? 'warning' : 'hint',
        code: 'surprising-scalar',
        path,
        line: line(node.line),
        document: located.index,
        message: said.message,
        fix: `Write \`${node.value}\`, if that is what is meant.`,
        brief: said.message,
      });
    }
  };
  const whole = (security: MapNode | undefined, path: string): void => {
    if (security !== undefined) look(security, path);
  };
  whole(pod.security, at(pod.specPath, 'securityContext'));
  for (const container of pod.containers) {
    whole(container.security, `${container.path}.securityContext`);
  }
  for (const key of fieldsAt('spec')) {
    const value = child(pod.spec, key);
    if (value !== undefined) look(value, at(pod.specPath, key));
  }
  return findings;
}

interface Surprise {
  readonly message: string;
  /** A person reading the text as decimal gets another value. */
  readonly changes: boolean;
}

function surprise(node: ScalarNode): Surprise | undefined {
  const { value, source, style } = node;
  if (style !== 'plain') return undefined;
  if (typeof value === 'boolean') {
    if (source === 'true' || source === 'false') return undefined;
    return { message: `\`${source}\` is read as the boolean ${value} here.`, changes: false };
  }
  if (typeof value !== 'number' || source === (node.exact ?? String(value))) return undefined;
  const octal = /^[+-]?0[0-7_]+$/.test(source);
  const why = octal ? ': a leading 0 makes it octal' : '';
  return {
    message: `\`${source}\` is ${node.exact ?? value}${why}.`,
    changes: octal && Number(source) !== value,
  };
}
