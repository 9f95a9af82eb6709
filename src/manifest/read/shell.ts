import { filledAfter, goesOn, holdsManifest, mapped, OBJECT, type Pasted, repaired } from './pasted.ts';

/** `user@host` of a prompt; within 80 characters its mark follows. */
const LOGIN = /^\[?[\w.-]+@[\w.-]+/;
const PROMPT = /^(?:[\w.~/()-]{0,40}[$%]|➜\s+\S+|❯|PS [A-Z]:\\[^>]*>)\s+(?=[a-z./])/;
const COMMAND =
  /^(?:sudo\s+)?(?:kubectl|k|oc|cat|bat|less|head|helm|kustomize|minikube|k3s|echo|vi|vim|nano|git)\s+(?:-|[\w./$<>])/;
/** A prompt with nothing behind it. */
const BARE_PROMPT = /^(?:[$%❯]|PS [A-Z]:\\[^>]*>)\s*$/;
const HEREDOC = /<<-?\s*\\?(["']?)(\w+)\1/;
const ANSWER =
  /^(?:[\w.-]+(?:\/[\w.-]+)? (?:"[^"]*" )?(?:created|configured|unchanged|deleted|patched|replaced|edited)(?: \(.*\))?|error: .*|Error from server.*|Warning: .*|The \w+ "[^"]*" is invalid:.*)$/;

/** A code block that Markdown knows by its four spaces: a session of a shell stands at the first column without them. */
function unindented(paste: Pasted): Pasted {
  const isCode = (line: string): boolean => /^(?: {4}|\t)/.test(line);
  const starts = paste.lines.some((line) => isCode(line) && HEREDOC.test(line) && COMMAND.test(line.trim()));
  if (!starts) return paste;
  return {
    ...paste,
    lines: paste.lines.map((line) => (isCode(line) ? line.replace(/^(?: {4}|\t)/, '') : line)),
  };
}

/** Shell prompts, the commands behind them, heredocs, and what the shell answered: only the manifests stay. */
export function shell(whole: Pasted): Pasted {
  const paste = unindented(whole);
  const isCommand = (line: string): boolean =>
    PROMPT.test(line) ||
    /^\s+[a-z./]/.test(loggedIn(line)?.behind ?? '') ||
    (COMMAND.test(line) && !/^\w+:\s/.test(line));
  if (!paste.lines.some((line) => isCommand(line) || ANSWER.test(line))) return paste;
  if (!holdsManifest(paste.lines.join('\n'))) return paste;
  const heredocs = paste.lines.some((line) => isCommand(line) && HEREDOC.test(line));
  const kept: (readonly [string, number])[] = [];
  const seams: number[] = [];
  const after = filledAfter(paste.lines);
  let until: string | undefined;
  let begun = false;
  let commands = 0;
  let parts = 0;
  paste.lines.forEach((line, i) => {
    const from = paste.from[i] ?? i + 1;
    if (until !== undefined) {
      const bare = line.replace(/^> ?/, '');
      if (bare.trim() === until) until = undefined;
      else kept.push([bare, from]);
      return;
    }
    const next = after[i] ?? -1;
    begun ||= OBJECT.test(kept.at(-1)?.[0] ?? '');
    if (
      begun &&
      goesOn(paste.lines[next] ?? '', kept.at(-1)?.[0]) &&
      (isCommand(line) || ANSWER.test(line))
    ) {
      seams.push(paste.from[next] ?? next + 1);
      commands++;
      return;
    }
    if (isCommand(line)) {
      commands++;
      const heredoc = HEREDOC.exec(line);
      if (heredoc !== null) until = heredoc[2];
      if (kept.length > 0) kept.push(['---', from]);
      if (heredoc !== null) parts++;
      return;
    }
    if (
      ANSWER.test(line) ||
      isBarePrompt(line) ||
      (heredocs && !holdsManifest(line) && !/^[\s#-]/.test(line) && parts > 0)
    )
      return;
    kept.push([line, from]);
  });
  if (commands === 0 && kept.length === paste.lines.length) return paste;
  const what = heredocs
    ? 'The text between the heredoc marks was read; '
    : 'The manifest in a shell session was read; ';
  return repaired(
    paste,
    trimmed(kept),
    { code: 'shell', message: `${what}the commands and the shell's answers were left out.` },
    { seams },
  );
}

function isBarePrompt(line: string): boolean {
  if (BARE_PROMPT.test(line)) return true;
  const prompt = loggedIn(line);
  return prompt !== undefined && prompt.behind.trim() === '' && !/\s/.test(prompt.path);
}

/** `user@host:path$`: what stands between the host and the mark, and behind the mark. */
function loggedIn(line: string): { readonly path: string; readonly behind: string } | undefined {
  const rest = line.slice(LOGIN.exec(line)?.[0].length ?? line.length);
  const mark = rest.slice(0, 81).search(/[$#%]/);
  return mark < 0 ? undefined : { path: rest.slice(0, mark), behind: rest.slice(mark + 1) };
}

function trimmed(lines: readonly (readonly [string, number])[]): (readonly [string, number])[] {
  let end = lines.length;
  while (end > 0 && ['', '---'].includes((lines[end - 1]?.[0] ?? '').trim())) end--;
  return lines.slice(0, end);
}

/** A diff: the new side is read. */
export function diff(paste: Pasted): Pasted {
  const { lines } = paste;
  const whole = lines.some((line) => OBJECT.test(line));
  const header = !whole && lines.some((line) => /^@@ .*@@|^diff --git |^\+\+\+ \S/.test(line));
  const filled = lines.filter((line) => line.trim() !== '');
  const bare =
    filled.some((line) => /^\+/.test(line)) &&
    filled.every((line) => /^(?:[ +]|-(?!--$))/.test(line)) &&
    !filled.some((line) => /^[^\s+-]\S*:/.test(line));
  if (!header && !bare) return paste;
  let hunks = 0;
  const seams: number[] = [];
  const unread: number[] = [];
  const least = leastIndents(lines);
  let opening = -1;
  const kept = mapped(paste, (line, i) => {
    if (
      /^(?:diff |index |\+\+\+ |--- \S|new file|deleted file|similarity|rename |old mode|new mode|\\ No newline)/.test(
        line,
      )
    )
      return undefined;
    if (/^@@/.test(line)) {
      hunks++;
      opening = hunks > 1 ? (least.get(i) ?? 0) : -1;
      return undefined;
    }
    if (opening >= 0 && line.trim() !== '' && !line.startsWith('-')) {
      if (line.slice(1).search(/\S/) > opening) {
        unread.push(paste.from[i] ?? i + 1);
        return undefined;
      }
      seams.push(paste.from[i] ?? i + 1);
      opening = -1;
    }
    if (line.startsWith('-') && !(header && hunks === 0)) return undefined;
    return line.replace(/^[ +]/, '');
  });
  const gaps =
    hunks > 1 ? ' Lines between its parts are not in it, so the explanation covers only what is shown.' : '';
  return repaired(
    paste,
    kept,
    { code: 'diff', message: `The new side of the diff was read.${gaps}` },
    { seams, missing: seams, unread },
  );
}

/** For each line that opens a hunk the least indentation of the hunk's new side: what stands deeper at its start belongs to something that is not shown. */
function leastIndents(lines: readonly string[]): ReadonlyMap<number, number> {
  const least = new Map<number, number>();
  let hunk = -1;
  lines.forEach((line, i) => {
    if (/^@@/.test(line)) hunk = i;
    const indent = line.slice(1).search(/\S/);
    if (hunk < 0 || hunk === i || indent < 0 || line.startsWith('-')) return;
    least.set(hunk, Math.min(least.get(hunk) ?? Number.POSITIVE_INFINITY, indent));
  });
  return least;
}
