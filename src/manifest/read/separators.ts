import type { Finding } from '../explanation.ts';
import { filledAfter, OBJECT, type Pasted } from './pasted.ts';

/**
 * Lines that begin with `---` and go on: kubectl cuts the text at such lines before it reads any YAML, and refuses
 * what stands behind the dashes unless it is a comment (apimachinery pkg/util/yaml/decoder.go, YAMLReader.Read). They
 * are read as meant: the mark on a line of its own, or a ruler, which is none unless an object follows.
 */
export function separators(paste: Pasted): Pasted {
  if (!paste.lines.some(glued)) return paste;
  const after = filledAfter(paste.lines);
  const lines: string[] = [];
  const from: number[] = [];
  const findings: Finding[] = [];
  paste.lines.forEach((line, i) => {
    const at = paste.from[i] ?? i + 1;
    const put = (text: string): void => {
      lines.push(text);
      from.push(at);
    };
    if (!glued(line)) {
      put(line);
      return;
    }
    const rest = line.slice('---'.length).trim();
    const content = ruled(rest);
    findings.push(refused(rest, at, content));
    if (content) {
      put('---');
      put(rest);
    } else if (OBJECT.test(paste.lines[after[i] ?? -1] ?? '')) put('---');
    else put(line);
  });
  return { ...paste, lines, from, findings: [...paste.findings, ...findings] };
}

function glued(line: string): boolean {
  if (!line.startsWith('---')) return false;
  const rest = line.slice('---'.length).trimStart();
  return rest !== '' && !rest.startsWith('#');
}

/** Whether what stands behind the dashes is a piece of a manifest and not more of a ruler. */
function ruled(rest: string): boolean {
  return /^(?:[A-Za-z][\w./-]*\s*:(?:\s|$)|[{["'|>!&])/.test(rest);
}

function refused(rest: string, line: number, content: boolean): Finding {
  const said = rest.length > 80 ? `${rest.slice(0, 80)}…` : rest;
  const message = `invalid Yaml document separator: ${said}`;
  return {
    severity: 'error',
    code: 'document-separator',
    path: '',
    line,
    message: `kubectl refuses this: ${message}. The mark --- between documents must stand alone on its line; it was read as if it did.`,
    api: { type: 'decode', message, detail: message },
    fix: content
      ? 'Put a line break behind the ---.'
      : 'Write exactly --- where a new document begins, and take the line out elsewhere.',
  };
}
