import { type Source, sourceHint } from './source.ts';

/** `yaml '''`, `yaml: """`, `yaml = '''`: how a Jenkinsfile and its shared libraries begin a pod. */
const OPENS = /\byaml\s{0,20}[(:=]?\s{0,20}$/;
const QUOTES = ["'''", '"""'];

/**
 * The pods in a Jenkinsfile: the Kubernetes plugin takes them as text between triple quotes, fills in metadata and
 * adds the container `jnlp` (plugins.jenkins.io/kubernetes, "Using yaml to Define Pod Templates").
 */
export function jenkinsfile(paste: string): Source | undefined {
  if (!QUOTES.some((quote) => paste.includes(quote))) return undefined;
  const kept: string[] = [];
  let quote: string | undefined;
  let first = 0;
  paste.split('\n').forEach((line, i) => {
    let rest = line;
    let read = '';
    if (quote === undefined) {
      const opening = QUOTES.map((one) => ({ one, at: rest.indexOf(one) }))
        .filter(({ at }) => at >= 0)
        .sort((a, b) => a.at - b.at)[0];
      if (opening === undefined || !OPENS.test(rest.slice(Math.max(0, opening.at - 60), opening.at))) {
        kept.push('');
        return;
      }
      quote = opening.one;
      if (first > 0) read = '---';
      first = first || i + 1;
      rest = rest.slice(opening.at + quote.length).replace(/^\\$/, '');
    }
    const end = rest.indexOf(quote);
    if (end >= 0) {
      quote = undefined;
      rest = rest.slice(0, end);
    }
    kept.push(rest.trim() === '' ? read : rest);
  });
  if (first === 0) return undefined;
  const message =
    'What stands between the triple quotes was read. Jenkins’ Kubernetes plugin fills in metadata and adds a container of its own, `jnlp`, unless one of that name is there; neither is shown.';
  return {
    text: kept.join('\n'),
    findings: [
      sourceHint(
        'jenkinsfile',
        first,
        message,
        'For the whole answer paste the running pod: kubectl get pod NAME -o yaml.',
      ),
    ],
    filled: ['metadata.name'],
  };
}
