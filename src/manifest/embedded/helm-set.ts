import { shellWords } from './shell-words.ts';
import { lineAt, type Source, sourceHint } from './source.ts';

type Tree = Map<string, Tree | string>;

/** Values of a chart that stand in a command: `helm upgrade … --set podSecurityContext.runAsUser=1000`. */
export function helmSet(paste: string): Source | undefined {
  if (!paste.includes('--set')) return undefined;
  const helm = /\bhelm[ \t]/.exec(paste);
  if (helm === null) return undefined;
  const words = shellWords(paste, helm.index);
  const tree: Tree = new Map();
  let line = 0;
  words.forEach(({ text, start }, i) => {
    const option = /^--set(-string)?(?:=|$)/.exec(text);
    if (option === null) return;
    const joined = text.includes('=') && text.startsWith('--set') && /^--set(?:-string)?=/.test(text);
    const pairs = joined ? text.slice(text.indexOf('=') + 1) : (words[i + 1]?.text ?? '');
    line = line || lineAt(paste, start);
    for (const pair of pairsOf(pairs)) put(tree, pair, option[1] !== undefined);
  });
  const yaml = flow(tree);
  if (line === 0 || !/securityContext|runAs|fsGroup/i.test(yaml)) return undefined;
  const message =
    'The values that --set gives in this command were read; what the chart sets besides is not here.';
  return {
    text: '\n'.repeat(line - 1) + yaml,
    findings: [
      sourceHint(
        'helm-set',
        line,
        message,
        'For the whole answer run helm template with the same values and paste what it prints.',
      ),
    ],
  };
}

/** `a=1,b={x,y}`: commas inside braces and behind a backslash are part of a value (helm.sh, Using Helm, --set). */
function pairsOf(text: string): readonly string[] {
  const pairs: string[] = [];
  let pair = '';
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i] ?? '';
    if (sign === '\\') {
      pair += text[++i] ?? '';
      continue;
    }
    if (sign === '{') depth += 1;
    if (sign === '}') depth -= 1;
    if (sign === ',' && depth <= 0) {
      pairs.push(pair);
      pair = '';
    } else pair += sign;
  }
  return [...pairs, pair];
}

/** Deeper paths than this are none of a chart's. */
const DEEPEST = 20;

function put(tree: Tree, pair: string, asText: boolean): void {
  const equals = pair.indexOf('=');
  const steps = pair.slice(0, Math.max(0, equals)).split('.');
  const last = steps.pop();
  if (last === undefined || last === '' || steps.length > DEEPEST) return;
  let at = tree;
  for (const step of steps) {
    const next = at.get(step);
    const below: Tree = next instanceof Map ? next : new Map();
    at.set(step, below);
    at = below;
  }
  const value = pair.slice(equals + 1);
  const list = /^\{([^}]*)\}$/.exec(value)?.[1];
  at.set(
    last,
    list === undefined
      ? scalar(value, asText)
      : `[${list
          .split(',')
          .map((item) => JSON.stringify(item.trim()))
          .join(', ')}]`,
  );
}

const scalar = (value: string, asText: boolean): string =>
  !asText && /^(?:-?\d{1,18}|true|false|null)$/.test(value) ? value : JSON.stringify(value);

function flow(tree: Tree): string {
  return `{${[...tree].map(([key, value]) => `${JSON.stringify(key)}: ${value instanceof Map ? flow(value) : value}`).join(', ')}}`;
}
