import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { ManifestError } from '../../../src/manifest/explanation.ts';
import { readPaste } from '../../../src/manifest/read/index.ts';

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - name: app\n    image: nginx\n';

function read(paste: string): { value: unknown; codes: string[]; lines: readonly number[] } {
  const [main] = readPaste(paste);
  return {
    value: parseDocument(main.text).toJS(),
    codes: main.repairs.map((one) => one.code),
    lines: main.lines,
  };
}

const expected = parseDocument(POD).toJS();
const numbered = (mark: (n: number) => string): string =>
  POD.trimEnd()
    .split('\n')
    .map((line, i) => `${mark(i + 1)}${line}`)
    .join('\n');
const each = (mark: string): string => POD.trimEnd().replace(/^/gm, mark);

describe('each wrapping is taken off and named', () => {
  const cases: readonly [string, string, string][] = [
    [
      'a code fence with text around',
      `does this run as root?\n\`\`\`yaml\n${POD}\`\`\`\nthanks`,
      'code-fence',
    ],
    ['a code fence that is not closed', `\`\`\`yaml\n${POD}`, 'code-fence'],
    ['quote marks', each('> '), 'quote-marks'],
    ['a block quote', `>>> ${POD}`, 'quote-marks'],
    ['line numbers with a space', numbered((n) => `${String(n).padStart(3)} `), 'line-numbers'],
    ['line numbers with a bar', numbered((n) => `${String(n).padStart(3)} │ `), 'line-numbers'],
    ['line numbers with a colon', numbered((n) => `${n}: `), 'line-numbers'],
    ['line numbers with a pipe', numbered((n) => `${n}|`), 'line-numbers'],
    ['cat -n', numbered((n) => `${String(n).padStart(6)}\t`), 'line-numbers'],
    ['less -N', numbered((n) => `${String(n).padStart(7)} `), 'line-numbers'],
    ['a prompt and its command', `$ kubectl get pod web -o yaml\n${POD}user@host:~$ `, 'shell'],
    ['a heredoc and the answer', `cat <<EOF | kubectl apply -f -\n${POD}EOF\npod/web created`, 'shell'],
    [
      'a quoted heredoc into a file',
      `$ cat <<'EOF' > pod.yaml\n${POD}EOF\n$ kubectl apply -f pod.yaml\npod/web created`,
      'shell',
    ],
    [
      "a heredoc with the shell's own marks",
      `$ cat <<EOF | kubectl apply -f -\n${each('> ')}\n> EOF`,
      'shell',
    ],
    [
      'a git diff',
      `diff --git a/p.yaml b/p.yaml\n--- a/p.yaml\n+++ b/p.yaml\n@@ -1,8 +1,8 @@\n${each(' ').replace(/^ ( {4}image: nginx)/m, '-    image: old\n+$1')}`,
      'diff',
    ],
    ['a bare diff', each(' ').replace(/^ ( {4}image: nginx)/m, '-    image: old\n+$1'), 'diff'],
    ['tabs', POD.replace(/ {2}/g, '\t'), 'tabs'],
    ['no-break spaces', POD.replace(/ {2}/g, '\u00a0\u00a0'), 'no-break-spaces'],
    ['zero-width spaces', POD.replace('web', 'web\u200b'), 'invisible-characters'],
    ['a byte order mark', `\ufeff${POD}`, 'invisible-characters'],
    ['Windows line ends', POD.replace(/\n/g, '\r\n'), 'line-ends'],
    ['typographic quotes', POD.replace('nginx', '\u201cnginx\u201d'), 'smart-quotes'],
    ['typographic dashes', POD.replace('- name', '\u2013 name'), 'smart-dashes'],
    ['HTML entities', POD.replace('nginx', '&quot;nginx&quot;'), 'html-entities'],
    ['sentences around', `Hi, here is my pod:\n\n${POD}\nWhy does it run as root?\n`, 'text-around'],
    ['flush left', POD.replace(/^ +/gm, ''), 'indentation-lost'],
    ['flush left without dashes', POD.replace(/^ +(?:- )?/gm, ''), 'indentation-lost'],
    ['one line, spaces squeezed', POD.replace(/\s+/g, ' '), 'line-breaks-lost'],
    ['one line, spaces kept', POD.replace(/\n/g, ' '), 'line-breaks-lost'],
  ];
  it.each(cases)('%s', (_, paste, code) => {
    const { value, codes } = read(paste);
    expect(value).toEqual(expected);
    expect(codes).toContain(code);
  });

  it('passes a clean manifest on untouched', () => {
    const [main, ...others] = readPaste(POD);
    expect(main).toMatchObject({ text: POD, repairs: [] });
    expect(others).toEqual([]);
    expect(main.lines.slice(0, 3)).toEqual([1, 2, 3]);
  });

  it('keeps the lines of the paste', () => {
    const [main] = readPaste(`a question\n\`\`\`yaml\n${POD}\`\`\``);
    expect(main.lines.slice(0, 2)).toEqual([3, 4]);
  });

  it('reads two manifests without the mark between them', () => {
    const [main] = readPaste(`${POD}${POD}`);
    expect(main.text).toBe(`${POD}---\n${POD}`);
    expect(main.repairs[0]?.message).toContain('line 9');
  });

  it('puts the indentation of a copied first line back', () => {
    expect(read('containers:\n    - name: a\n  securityContext:\n    runAsUser: 1\n').value).toEqual({
      containers: [{ name: 'a' }],
      securityContext: { runAsUser: 1 },
    });
  });

  it('reads what stands before the middle where a manifest ends, and says where', () => {
    const [main] = readPaste(`${POD}    securityContext:\n      runAsUser: 1000\n      runAsNon`);
    expect(parseDocument(main.text).getIn(['spec', 'containers', 0, 'securityContext', 'runAsUser'])).toBe(
      1000,
    );
    expect(main.repairs[0]).toMatchObject({ code: 'truncated', message: expect.stringContaining('line 11') });
  });

  it('explains a template but for its values, which it names', () => {
    const [main] = readPaste(
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\nspec:\n  {{- if .Values.x }}\n  hostNetwork: true\n  {{- end }}\n  containers:\n  - name: app\n    securityContext:\n      runAsUser: {{ .Values.uid }}\n      runAsNonRoot: true\n      {{- toYaml .Values.more | nindent 6 }}\n',
    );
    expect(parseDocument(main.text).getIn(['spec', 'containers', 0, 'securityContext'])).toMatchObject({});
    expect(parseDocument(main.text).getIn(['spec', 'containers', 0, 'securityContext', 'runAsNonRoot'])).toBe(
      true,
    );
    expect(main.findings?.map((one) => one.line)).toEqual([4, 12, 14]);
    expect(main.findings?.[1]?.message).toContain('.Values.uid');
  });
});

describe('what is no manifest is named', () => {
  const cases: readonly [string, string][] = [
    ['empty', ' \n'],
    ['only-comments', '# a\n# b: c\n'],
    ['dockerfile', 'FROM node:22\nUSER 1000\nCMD ["node"]\n'],
    ['docker-compose', 'services:\n  web:\n    image: nginx\n    user: "1000"\n'],
    [
      'kubectl-describe',
      'Name:             web\nNamespace:        default\nContainers:\n  app:\n    Image:  nginx\n',
    ],
    [
      'kubectl-table',
      '$ kubectl get pods\nNAME   READY   STATUS    RESTARTS   AGE\nweb    1/1     Running   0          3d\n',
    ],
    ['shell-error', 'Error from server (NotFound): pods "web" not found'],
    ['url', 'https://example.com/pod.yaml'],
    ['json-no-object', '[1, 2]'],
    ['not-a-manifest', 'why does my pod run as root'],
  ];
  it.each(cases)('%s', (code, paste) => {
    let thrown: unknown;
    try {
      readPaste(paste);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ManifestError);
    expect(thrown).toMatchObject({ code, message: expect.stringMatching(/kubectl get pod NAME -o yaml/) });
  });
});
