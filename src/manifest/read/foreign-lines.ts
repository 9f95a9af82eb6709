/** What a line that is no YAML can be, by its look. */

const LOG: readonly RegExp[] = [
  /** klog, which kubectl and its libraries write (k8s.io/klog: `Lmmdd hh:mm:ss.uuuuuu threadid file:line]`). */
  /^[IWEF]\d{4}\s+\d\d:\d\d/,
  /^\[?\d{4}[-/]\d\d[-/]\d\d[T\s]/,
  /^\[?\d\d:\d\d:\d\d\b/,
  /^(?:time|ts|level|lvl|msg)=/,
  /^\[?(?:WARN|WARNING|INFO|DEBUG|TRACE|ERROR|FATAL|Warning|warning|Error|error|Info|info|Flag|Notice)\]?(?::|\s|$)/,
  /^Error from server/,
  /** Pagers and editors. */
  /^(?:--\s?more\s?--|\(END\)|lines \d+-\d+|-- (?:INSERT|VISUAL|NORMAL) --|:|~|\^C|\^Z)/i,
];

/** Whether a line is what a program, a pager or an editor printed between others. */
export function logLine(line: string): boolean {
  if (!LOG.some((look) => look.test(line))) return false;
  return !/^(?:info|error|warning):\s*$/i.test(line);
}

const LONGEST = 60;
const EDGE = /[<>()[\]{}*_`~#/\\\-.…=:!;,\s]/;
const WORDS =
  /^(?:snip|snipped|snippet|cut|omitted|truncated|skipped|elided|removed|redacted|etc|and so on|output (?:omitted|truncated|snipped)|(?:\d+ |some |many |more |other |the rest|rest|remaining|several )[a-z ]{0,30}(?:omitted|skipped|removed|snipped|cut|truncated|here|lines|fields|stuff)?)$/i;

/** Whether a line stands for others that its author left out: `...`, `…`, `<snip>`, `[... 20 lines omitted ...]`. */
export function elided(line: string): boolean {
  const body = line.trim().replace(/^- +/, '');
  if (body === '' || body.length > LONGEST || body.startsWith('#') || /^-{2,}\s?more/i.test(body))
    return false;
  if (body === '--') return true;
  const edges = trimEdges(body);
  if (edges.core === '') return /…|\.{3}/.test(body);
  return edges.cut && WORDS.test(edges.core);
}

function trimEdges(body: string): { readonly core: string; readonly cut: boolean } {
  let start = 0;
  let end = body.length;
  while (start < end && EDGE.test(body[start] ?? '')) start += 1;
  while (end > start && EDGE.test(body[end - 1] ?? '')) end -= 1;
  return { core: body.slice(start, end), cut: start > 0 || end < body.length };
}

const PLAIN = /^[("'*_]?\p{L}[\p{L}'’-]*$/u;

/** A word without what stands behind it: a stop, a closing quote. */
function withoutMarks(word: string): string {
  let end = word.length;
  while (end > 0 && `)"'*_.,;:!?`.includes(word[end - 1] ?? ' ')) end -= 1;
  return word.slice(0, end);
}

/** Whether a line is something that a person says: four words or more, most of them plain words. */
export function proseLike(line: string): boolean {
  if (logLine(line)) return false;
  const words = line.trim().split(/\s+/, 200);
  const plain = words.filter((word) => PLAIN.test(withoutMarks(word))).length;
  return words.length >= 3 && plain >= words.length * 0.5;
}
