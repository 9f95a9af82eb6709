import { describe, expect, it } from 'vitest';
import { correct, explain } from '../../../src/manifest/index.ts';

const LINES = [
  'apiVersion: v1',
  'kind: Pod',
  'metadata:',
  '  name: demo',
  'spec:',
  '  securityContext:',
  '    runAsUser: 4400',
  '    fsGroup: 4402',
  '  containers:',
  '  - name: app',
  '    image: registry.test/app:1',
  '    securityContext:',
  '      privileged: true',
  '      capabilities:',
  '        add: ["NET_ADMIN"]',
];
const POD = `${LINES.join('\n')}\n`;

const inserted = (at: number, ...more: string[]): string =>
  [...LINES.slice(0, at), ...more, ...LINES.slice(at)].join('\n');
const changed = (from: string, to: string): string => POD.replace(from, () => to);
const each = (change: (line: string, index: number) => string): string => LINES.map(change).join('\n');
const gutter = (i: number): string => (i === 0 ? '┌' : i === LINES.length - 1 ? '└' : '│');

/** Pastes that say what the pod says, with the code of the repair, and the line that `privileged` stands in. */
const SAME: readonly (readonly [name: string, paste: string, repair: string, line: number])[] = [
  ['the gutter of Trivy', each((line, i) => `${i + 9} ${gutter(i)} ${line}`), 'line-numbers', 13],
  ['a frame with rules', ['┌────┐', ...LINES.map((l) => `│ ${l} │`), '└────┘'].join('\n'), 'frame', 14],
  ['a frame without rules', each((line) => `│ ${line.padEnd(40)} │`), 'frame', 13],
  ['a diff in which every line is added', each((line) => `+${line}`), 'diff', 13],
  ['a list of numbers', each((line, i) => `${i + 1}. ${line}`), 'line-numbers', 13],
  ['grep -n', each((line, i) => `${i + 1}-${line}`), 'line-numbers', 13],
  ['grep in files', each((line) => `k8s/pod.yaml-${line}`), 'file-names', 13],
  ['quote marks without a space', each((line) => `>${line}`), 'quote-marks', 13],
  ['backquotes around the whole', `\`${POD.trimEnd()}\``, 'backquotes', 13],
  ['backquotes around each line', each((line) => `\`${line}\``), 'backquotes', 13],
  ['HTML around it, escaped', `&lt;pre&gt;${POD}&lt;/pre&gt;`, 'html-tags', 13],
  ['HTML around it', `<pre><code class="language-yaml">${POD}</code></pre>`, 'html-tags', 13],
  ['HTML line breaks', each((line) => `${line}<br>`), 'html-tags', 13],
  [
    'the colours of a terminal',
    changed('privileged', '\u001b[31mprivileged\u001b[0m'),
    'terminal-colours',
    13,
  ],
  ['a bold line', changed('privileged: true', '**privileged: true**'), 'emphasis-marks', 13],
  ['a bold key', changed('privileged:', '**privileged**:'), 'emphasis-marks', 13],
  ['a bold value', changed('privileged: true', 'privileged: **true**'), 'emphasis-marks', 13],
  ['a line marked by *', changed('      privileged: true', '*     privileged: true*'), 'marked-line', 13],
  ['a line marked by **', changed('      privileged: true', '**      privileged: true**'), 'marked-line', 13],
  ['a line marked by +', changed('      privileged: true', '+     privileged: true'), 'marked-line', 13],
  ['a line marked by ->', changed('      privileged: true', '->    privileged: true'), 'marked-line', 13],
  ['an arrow behind it', changed('privileged: true', 'privileged: true   <--- here'), 'notes', 13],
  ['another arrow', changed('privileged: true', 'privileged: true ← here'), 'notes', 13],
  ['a callout', changed('privileged: true', 'privileged: true <1>'), 'notes', 13],
  ['a callout behind a key', changed('  containers:', '  containers: <2>'), 'notes', 13],
  ['a number in brackets', changed('privileged: true', 'privileged: true (1)'), 'notes', 13],
  ['a number in a circle', changed('privileged: true', 'privileged: true ❶'), 'notes', 13],
  ["another language's comment", changed('privileged: true', 'privileged: true // here'), 'notes', 13],
  ['a log line', inserted(12, 'W0101 10:00:00.000000    4242 warnings.go:70] x'), 'foreign-line', 14],
  ['a pager', inserted(12, '--More--(42%)'), 'foreign-line', 14],
  ['a command', inserted(12, '$ kubectl get pods'), 'shell', 14],
  ['the mark of a code block', inserted(12, '```'), 'foreign-line', 14],
];

describe('a manifest in somebody’s frame or marks is read as without them', () => {
  it.each(SAME)('%s', (_, paste, repair, line) => {
    const { pods, repairs, findings } = explain(paste);
    expect(repairs.map(({ code }) => code)).toContain(repair);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(pods).toHaveLength(1);
    expect(pods[0]).toMatchObject({
      accepted: { strict: true, ignore: true },
      security: { level: 'privileged' },
      containers: [{ process: { uid: 4400, groups: [4402] }, fields: { privileged: { value: true, line } } }],
    });
  });
});

/** What the author left out: the rest is read, and nothing is promised. */
const LEFT_OUT: readonly (readonly [name: string, paste: string])[] = [
  ['<snip>', inserted(8, '<snip>')],
  ['an indented …', inserted(8, '    …')],
  ['a list item', inserted(9, '  - ...')],
  ['[... lines omitted ...]', inserted(8, '[... 20 lines omitted ...]')],
  ['... at the first column', inserted(8, '...')],
  ['grep -A’s --', inserted(8, '--')],
  ['a sentence', inserted(8, 'and then there are the containers')],
];

describe('where a part was left out, the rest is explained and nothing is promised of the whole', () => {
  const mild = (paste: string): string => paste.replace('privileged: true', 'privileged: false');
  it.each(LEFT_OUT)('%s', (_, paste) => {
    const [pod] = explain(mild(paste).replace('["NET_ADMIN"]', '[]')).pods;
    expect(pod).toMatchObject({
      accepted: { strict: null, ignore: null },
      security: { level: null },
      containers: [{ process: { uid: 4400 }, start: { verdict: 'not-known' } }],
    });
    expect(explain(paste).pods[0]?.security.level).toBe('privileged');
  });
});

const PLACEHOLDERS = ['<your uid>', '...', 'xxxx', '$' + '{UID}', '"<uid>"', 'YOUR_UID', '{{ .Values.uid }}'];

describe('a value that only its author knows is not known', () => {
  it.each(PLACEHOLDERS)('%s', (value) => {
    const { pods, findings } = explain(changed('4400', value));
    const [container] = pods[0]?.containers ?? [];
    expect(container?.fields.runAsUser).toEqual({ value: null, source: 'pod', line: 7, unknown: true });
    // Without runAsNonRoot the kubelet asks nobody for the UID.
    expect(container?.start.verdict).toBe('starts');
    const asked = explain(
      changed('4400', value).replace('    runAsUser', '    runAsNonRoot: true\n    runAsUser'),
    );
    expect(asked.pods[0]?.containers[0]?.start).toEqual({
      verdict: 'not-known',
      field: 'runAsUser',
      lines: [8],
    });
    expect(container?.process).toMatchObject({ uid: null, groups: [4402] });
    expect(findings).toContainEqual(expect.objectContaining({ line: 7, severity: 'warning' }));
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('lines that cannot be joined are named, and nothing is promised', () => {
  const paste = [...LINES.slice(0, 11), 'and somewhere else there is this', '   hostPID: true', ''].join(
    '\n',
  );

  it('in the answer', () => {
    const answer = explain(paste);
    expect(answer.unread).toEqual([13]);
    expect(answer.findings).toContainEqual(
      expect.objectContaining({ code: 'not-read', severity: 'error', line: 13 }),
    );
    expect(answer.pods[0]).toMatchObject({ accepted: { strict: null }, security: { level: null } });
  });

  it('and correct() gives the text back as it is', () => {
    expect(correct(paste)).toMatchObject({ manifest: paste, changes: [] });
  });
});

describe('a thread around the manifest', () => {
  it('of mail: a quoted line in bold is read, a line that lost its mark is named as not read', () => {
    const quotes = each((line) => `> ${line}`);
    const bold = quotes.replace('>       privileged: true', '*>       privileged: true*');
    expect(explain(bold).pods[0]?.containers[0]?.fields.privileged).toMatchObject({ value: true, line: 13 });
    const lost = explain(quotes.replace('>       privileged: true', '       privileged: true'));
    expect(lost.unread).toEqual([13]);
    expect(lost.pods[0]?.accepted).toEqual({ strict: null, ignore: null });
  });

  it('with what kubectl describe said behind it', () => {
    const events =
      'Events:\n  Type     Reason  Age  From     Message\n  Warning  Failed  12s  kubelet  Error: no\n';
    expect(explain(`${POD}\n${events}`)).toMatchObject({ pods: [{ accepted: { strict: true } }] });
  });

  it('where a comment stands for what was left out, nothing is missed', () => {
    const { pods, findings } = explain('spec:\n  # ...\n  containers:\n  - name: app\n    # ...\n');
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(pods[0]?.accepted).toEqual({ strict: null, ignore: null });
  });

  it('of a diff with two hunks: what opens the second deeper is named as not read', () => {
    const hunk = ['@@ -1,8 +1,8 @@', ...LINES.map((line) => ` ${line}`)];
    const second = [
      '@@ -40,2 +40,3 @@',
      '           periodSeconds: 3',
      '   hostNetwork: true',
      '+  hostPID: true',
    ];
    const answer = explain([...hunk, ...second].join('\n').replace(/^/, '+++ b/pod.yaml\n'));
    expect(answer.unread).toEqual([19]);
    expect(answer.pods[0]?.pod).toMatchObject({ hostNetwork: { value: true }, hostPID: { value: true } });
  });
});

describe('a space too few', () => {
  it('behind a dash is named, and the item is read', () => {
    const { pods, findings } = explain(changed('  - name: app', '  -name: app'));
    expect(findings).toContainEqual(expect.objectContaining({ code: 'space-after-dash', line: 10 }));
    expect(pods[0]).toMatchObject({ accepted: { strict: false }, containers: [{ name: 'app' }] });
  });

  it('behind a colon in braces is named, and the value is read', () => {
    const { pods, findings } = explain(
      changed(
        'securityContext:\n    runAsUser: 4400\n    fsGroup: 4402',
        'securityContext: {runAsUser:4400}',
      ),
    );
    const message = expect.stringContaining('A space is missing behind');
    expect(findings).toContainEqual(expect.objectContaining({ severity: 'error', line: 6, message }));
    expect(pods[0]?.mended?.containers[0]?.process.uid).toBe(4400);
  });
});

describe('kubectl’s own cutting', () => {
  it('drops what stands behind a document’s end, and that is said', () => {
    const { pods, findings } = explain(`${POD}...\n${POD}`);
    expect(pods).toHaveLength(1);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'after-document-end', severity: 'warning', line: 17 }),
    );
  });

  it('refuses a ruler between manifests, in its own words', () => {
    const { pods, findings } = explain(`${POD}--------\n${POD}`);
    expect(pods.map(({ accepted }) => accepted.strict)).toEqual([false, false]);
    expect(findings.find(({ code }) => code === 'document-separator')?.api?.message).toBe(
      'invalid Yaml document separator: -----',
    );
  });
});

describe('a piece that begins in the middle', () => {
  it('of a diff’s hunk: the container’s end, then the pod', () => {
    const { pods } = explain(
      [
        '@@ -488,6 +488,7 @@ spec:',
        '                   allowPrivilegeEscalation: false',
        '               securityContext:',
        '                 runAsUser: 4400',
        '+                fsGroup: 4402',
      ].join('\n'),
    );
    expect(pods[0]?.containers[0]?.fields).toMatchObject({
      runAsUser: { value: 4400, source: 'pod' },
      allowPrivilegeEscalation: { value: false, source: 'container' },
      fsGroup: { value: 4402 },
    });
  });

  it('names what fits under nothing as not read', () => {
    const answer = explain('        - ALL\n    securityContext:\n      runAsUser: 4400\n    image: a\n');
    expect(answer.unread).toEqual([1]);
    expect(answer.pods[0]?.security.level).toBeNull();
  });
});
