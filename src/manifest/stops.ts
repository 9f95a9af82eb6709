import type { LineOf } from './effective.ts';
import type { Finding, PodExplanation } from './explanation.ts';
import type { Judged } from './object.ts';
import type { Yaml } from './yaml/node.ts';

/** Errors about the text itself: kubectl stops at them before it sends what stands there. */
const STOPPING: ReadonlySet<string> = new Set([
  'not-yaml',
  'unknown-escape',
  'tab-indentation',
  'document-separator',
  'space-after-colon',
  'space-after-dash',
  'child-on-key-line',
]);

/**
 * What becomes of each pod where kubectl stops at the first of these findings: it reads one document after the other
 * and sends those before the one it cannot read (cli-runtime pkg/resource/visitor.go, StreamVisitor), so that only
 * they are accepted, whatever is said of the others. A separator that it refuses takes the document before it along
 * (apimachinery pkg/util/yaml/decoder.go, YAMLReader.Read).
 */
export function stopsBefore(
  findings: readonly Finding[],
  yaml: Yaml,
  line: LineOf,
): (judged: Judged) => PodExplanation {
  const lines = findings
    .filter(({ code }) => STOPPING.has(code))
    .map((finding) => (finding.line ?? 1) - (finding.code === 'document-separator' ? 1 : 0));
  if (lines.length === 0) return ({ explanation }) => explanation;
  const stop = lines.reduce((first, one) => Math.min(first, one));
  const starts = yaml.documents.map((document) => line(document.line));
  const after = starts.findIndex((start) => start > stop);
  const faulty = Math.max(0, (after === -1 ? starts.length : after) - 1);
  return ({ located, explanation }) => (located.yamlDocument < faulty ? explanation : neverSent(explanation));
}

const REFUSED = { strict: false, ignore: false } as const;

function neverSent(pod: PodExplanation): PodExplanation {
  const { mended } = pod;
  const refused = { ...pod, accepted: REFUSED };
  return mended === undefined ? refused : { ...refused, mended: { ...mended, accepted: REFUSED } };
}
