/** 256 KiB: the most that is promised to be answered within a quarter of a second. */
export const SIZE = 256 * 1024;

/** A piece repeated until the text is as long as may be, or `lines` times where a number is part of the piece. */
function fill(piece: string | ((index: number) => string), head = '', tail = ''): string {
  const parts = [head];
  for (let length = head.length + tail.length, i = 0; ; i += 1) {
    const part = typeof piece === 'string' ? piece : piece(i);
    length += part.length;
    if (length > SIZE) break;
    parts.push(part);
  }
  parts.push(tail);
  return parts.join('');
}

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n';
const FLUSH_POD = POD.replaceAll(/^ +/gm, '');
const ONE_LINE_POD = POD.replaceAll(/\s+/g, ' ');
const ONE = '  containers:\n  - name: a\n    image: a\n';

/** A list of aliases to a list of aliases: `wide` items each, until just below what may be written out. */
function sharedContainers(): string {
  const anchors = 'x-a: &a {name: a, image: a, securityContext: {runAsUser: 0, priviledged: true, zzz: 1}}\n';
  return `${anchors}${POD}  containers:\n${'  - *a\n'.repeat(4_900)}`;
}

function sharedLists(): string {
  const one = `x-0: &l0 [${'x,'.repeat(40)}x]\n`;
  const two = `x-1: &l1 [${'*l0,'.repeat(30)}*l0]\n`;
  return `${one}${two}${POD}${ONE}    args: [${'*l1,'.repeat(30)}*l1]\n    command: *l1\n`;
}

function sharedMaps(): string {
  return `x-0: &m {${Array.from({ length: 1_000 }, (_, i) => `k${i}: 1`).join(', ')}}\n${POD}${ONE}    resources:\n${Array.from({ length: 24 }, (_, i) => `      a${i}: *m\n`).join('')}`;
}

function nested(open: string, close: string, depth: number): string {
  return `${POD}  x: ${open.repeat(depth)}1${close.repeat(depth)}\n${ONE}`;
}

const unknown = (i: number): string => `      unknown${i}: true\n`;
const template = (i: number): string => `    x${i}: {{ .Values.a }}\n`;

/** What a stranger might paste to stop the bot: a name and the text. */
export const HOSTILE_PASTES: readonly (readonly [name: string, paste: string])[] = [
  ['aliases: one container 5,500 times', sharedContainers()],
  ['aliases: lists of lists', sharedLists()],
  ['aliases: one mapping of 1,000 keys 24 times', sharedMaps()],
  [
    'aliases: chain of doubling lists',
    `${Array.from({ length: 13 }, (_, i) => (i === 0 ? 'x0: &x0 [a, a]\n' : `x${i}: &x${i} [*x${i - 1}, *x${i - 1}]\n`)).join('')}${POD}${ONE}    args: *x12\n`,
  ],
  [
    'aliases: unknown keys shared by every container',
    `x: &s {${Array.from({ length: 40 }, (_, i) => `zz${i}: 1`).join(', ')}}\n${POD}  containers:\n${Array.from({ length: 600 }, (_, i) => `  - {name: c${i}, image: a, securityContext: *s}\n`).join('')}`,
  ],
  [
    'aliases: one long text',
    `x: &a ${'a'.repeat(200_000)}\n${POD}  containers:\n${'  - {name: *a, image: *a}\n'.repeat(2_000)}`,
  ],
  [
    'aliases: one long name',
    `x: &a ${'a_'.repeat(50_000)}\n${POD}  containers:\n${'  - {name: *a}\n'.repeat(900)}`,
  ],
  [
    'aliases: one long wrong value',
    `x: &a ${'a'.repeat(100_000)}\n${POD}  containers:\n${'  - {name: a, imagePullPolicy: *a}\n'.repeat(900)}`,
  ],
  [
    'aliases: one long key',
    `x: &a\n  ? ${'k'.repeat(100_000)}\n  : 1\n${POD}  containers:\n${'  - *a\n'.repeat(900)}`,
  ],
  [
    'aliases: one long key of the wrong case',
    `x: &a ${'NAME'.repeat(25_000)}\n${POD}  containers:\n${'  - {*a : 1}\n'.repeat(900)}`,
  ],
  [
    'aliases: long annotations',
    `x: &a ${'a'.repeat(100_000)}\n${POD.replace('  name: a', '  annotations:\n    a: *a\n    b: *a')}  securityContext: {sysctls: [${'{name: *a, value: *a},'.repeat(900)}]}\n${ONE}`,
  ],
  [
    'duplicates under a long key',
    `${POD}${ONE}  ? ${'k'.repeat(100_000)}\n  : {${Array.from({ length: 7_000 }, (_, i) => `a${i}: 1, a${i}: 2`).join(', ')}}\n`,
  ],
  [
    'labels under a long key',
    `${POD}${ONE}    resources:\n      limits:\n        ? ${'k'.repeat(200_000)}\n        : [1]\n`,
  ],
  ['long documents without a kind', fill(`---\nx: ${'a'.repeat(900)}\n`)],
  [
    'groups that containers inherit',
    `${POD}  securityContext: {supplementalGroups: [${Array.from({ length: 20_000 }, (_, i) => 50_000 - i).join(',')}]}\n  containers:\n${Array.from({ length: 1_600 }, (_, i) => `  - {name: c${i}, image: a, securityContext: {runAsUser: ${i}}}\n`).join('')}`,
  ],
  [
    'a long user name that containers inherit',
    `${POD}  os: {name: windows}\n  securityContext: {windowsOptions: {runAsUserName: ${'a'.repeat(100_000)}}}\n  containers:\n${Array.from({ length: 1_600 }, (_, i) => `  - {name: c${i}, image: a, securityContext: {runAsNonRoot: true}}\n`).join('')}`,
  ],
  [
    'a long profile that containers inherit',
    `${POD}  securityContext: {seccompProfile: {type: Localhost, localhostProfile: ${'a'.repeat(100_000)}}, seLinuxOptions: {level: ${'s'.repeat(50_000)}}}\n  containers:\n${Array.from({ length: 1_600 }, (_, i) => `  - {name: c${i}, image: a, securityContext: {runAsUser: 1}}\n`).join('')}`,
  ],
  [
    'a long pod name, containers refused',
    `${POD.replace(': a', `: ${'a'.repeat(100_000)}`)}  securityContext: {runAsNonRoot: true}\n  containers:\n${Array.from({ length: 2_000 }, (_, i) => `  - {name: c${i}, image: a, securityContext: {runAsUser: 0}}\n`).join('')}`,
  ],
  ['a long kind', `---\napiVersion: v1\nkind: ${'k'.repeat(100)}\n`.repeat(1_800)],
  [
    'mounts of volumes',
    `${POD}${ONE}    volumeMounts:\n${Array.from({ length: 3_000 }, (_, i) => `    - {name: v${i}, mountPath: /${i}}\n`).join('')}  securityContext: {fsGroup: 1}\n  volumes:\n${Array.from({ length: 3_000 }, (_, i) => `  - {name: v${i}, hostPath: {path: /}}\n`).join('')}`,
  ],
  [
    'volume devices and claims',
    fill(
      (i) => `  - {name: v${i}, persistentVolumeClaim: {claimName: a}}\n`,
      `${POD}  securityContext: {fsGroup: 1, fsGroupChangePolicy: Always}\n${ONE}  volumes:\n`,
    ),
  ],
  ['misspelt fields', fill((i) => `    securityContexu${i}: 1\n`, `${POD}${ONE}`)],
  [
    'misspelt long fields',
    fill((i) => `    ${'terminationMessagePolicu'.repeat(4)}${i}: 1\n`, `${POD}${ONE}`),
  ],
  [
    'capabilities of containers',
    fill(
      (i) => `  - {name: c${i}, securityContext: {capabilities: {add: [SYS_ADMIN, NET_RAW], drop: [ALL]}}}\n`,
      `${POD}  containers:\n`,
    ),
  ],
  [
    'long paths of duplicates',
    `${POD}${Array.from({ length: 60 }, (_, i) => `${' '.repeat(i + 2)}${'k'.repeat(1_000)}:\n`).join('')}${Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(63)}a${i % 1_000}: 1\n`).join('')}${ONE}`,
  ],
  [
    'merge keys',
    fill((i) => `  - {<<: *a, name: c${i}}\n`, `x: &a {image: a, command: [a]}\n${POD}  containers:\n`),
  ],
  [
    'merge of merge of merge',
    `${Array.from({ length: 60 }, (_, i) => (i === 0 ? 'x0: &x0 {a0: 1}\n' : `x${i}: &x${i} {<<: *x${i - 1}, a${i}: 1}\n`)).join('')}${POD}${ONE}`,
  ],
  ['10,000 levels of brackets', nested('[', ']', 10_000)],
  ['10,000 levels of braces', nested('{a: ', '}', 10_000)],
  ['80 levels of brackets', nested('[', ']', 80)],
  [
    '500 levels of indentation',
    `${POD}${Array.from({ length: 500 }, (_, i) => `${' '.repeat(i + 2)}a:\n`).join('')}`,
  ],
  ['10,000 levels of dashes', `${POD}  x:\n  ${'- '.repeat(10_000)}a\n`],
  ['10,000 dashes flush left', `${'- '.repeat(10_000)}name: a\nimage: b\n`],
  ['one line of a letter', 'a'.repeat(SIZE)],
  ['one line of spaces', `${' '.repeat(SIZE - 2)}a:`],
  ['one line of tabs', '\t'.repeat(SIZE)],
  ['one line of words', fill('word ')],
  ['one line of colons', fill(':')],
  ['one line of keys', fill('a: b: ')],
  ['one line of quotes', fill('"')],
  ['one line of apostrophes', fill("a: 'b ")],
  ['one line of open brackets and quotes', fill('a: ["b ')],
  ['one line of ampersands', fill('&')],
  ['one line of hashes', fill('a: b # ')],
  ['40,000 keys', fill((i) => `    k${i}: 1\n`, `${POD}${ONE}`)],
  [
    '40,000 labels',
    fill((i) => `    k${i}: a\n`, 'apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n', `\nspec:\n${ONE}`),
  ],
  ['40,000 flush left keys', fill((i) => `k${i}: 1\n`)],
  ['one key of 256 KiB', `${'k'.repeat(SIZE - 3)}: 1`],
  ['one unknown field of 250,000 letters', `${POD}  ${'k'.repeat(250_000)}: 1\n${ONE}`],
  ['25,000 containers', fill('  - {}\n', `${POD}  containers:\n`)],
  ['containers of one name', fill('  - name: a\n', `${POD}  containers:\n`)],
  [
    'containers with a securityContext',
    fill((i) => `  - {name: c${i}, image: a, securityContext: {runAsUser: 0}}\n`, `${POD}  containers:\n`),
  ],
  [
    'containers that Pod Security refuses',
    fill(
      (i) => `  - {name: c${i}, securityContext: {privileged: true}}\n`,
      `${POD}  hostPID: true\n  containers:\n`,
    ),
  ],
  [
    'init containers',
    fill((i) => `  - {name: c${i}, restartPolicy: Always}\n`, `${POD}${ONE}  initContainers:\n`),
  ],
  [
    'volumes',
    fill(
      (i) => `  - {name: v${i}, hostPath: {path: /}}\n`,
      `${POD}  securityContext: {fsGroup: 1}\n${ONE}  volumes:\n`,
    ),
  ],
  ['volumes of one name', fill('  - {name: v, emptyDir: {}}\n', `${POD}${ONE}  volumes:\n`)],
  ['volume mounts', fill((i) => `    - {name: v${i}, mountPath: /a}\n`, `${POD}${ONE}    volumeMounts:\n`)],
  ['environment variables', fill((i) => `    - {name: E${i}, value: 1}\n`, `${POD}${ONE}    env:\n`)],
  ['ports', fill('    - {containerPort: 80}\n', `${POD}${ONE}    ports:\n`)],
  [
    'sysctls',
    fill((i) => `    - {name: kernel.a${i}, value: 1}\n`, `${POD}${ONE}  securityContext:\n    sysctls:\n`),
  ],
  [
    'supplemental groups',
    fill((i) => `${i},`, `${POD}${ONE}  securityContext: {supplementalGroups: [`, '1]}\n'),
  ],
  ['one supplemental group', fill('1,', `${POD}${ONE}  securityContext: {supplementalGroups: [`, '1]}\n')],
  [
    'capabilities',
    fill((i) => `C${i},`, `${POD}${ONE}    securityContext: {capabilities: {add: [`, 'A]}}\n'),
  ],
  [
    'annotations of AppArmor',
    fill(
      (i) => `    container.apparmor.security.beta.kubernetes.io/c${i}: unconfined\n`,
      'apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n',
      `spec:\n${ONE}`,
    ),
  ],
  ['unknown fields', fill(unknown, `${POD}${ONE}    securityContext:\n`)],
  ['fields of the wrong case', fill((i) => `  - {NAME: c${i}, IMAGE: a}\n`, `${POD}  containers:\n`)],
  [
    'fields at the wrong level',
    fill((i) => `  - {name: c${i}, fsGroup: 1, runAsUser: 1}\n`, `${POD}  containers:\n`),
  ],
  ['values of the wrong type', fill('  - {name: 1, image: [a]}\n', `${POD}  containers:\n`)],
  ['duplicate keys', fill('    runAsUser: 1\n', `${POD}${ONE}  securityContext:\n`)],
  ['many duplicate keys', fill((i) => `    a${i}: 1\n    a${i}: 2\n`, `${POD}${ONE}  securityContext:\n`)],
  ['duplicate keys, deep', fill((i) => `  - {name: c${i}, name: d}\n`, `${POD}  containers:\n`)],
  ['25,000 documents', fill('---\na: b\n')],
  ['documents with only a kind', fill('---\nkind: Pod\n')],
  ['pods', fill('---\napiVersion: v1\nkind: Pod\n')],
  ['pods without marks', fill('apiVersion: v1\nkind: Pod\n')],
  ['whole pods', fill((i) => `---\n${POD.replace(': a', `: p${i}`)}${ONE}`)],
  ['whole pods without marks', fill(() => `${POD}${ONE}`)],
  ['25,000 list items', fill('- {}\n', 'apiVersion: v1\nkind: List\nitems:\n')],
  ['list items without a kind', fill('- {metadata: {name: a}}\n', 'apiVersion: v1\nkind: List\nitems:\n')],
  ['pods in a list', fill('- {kind: Pod, apiVersion: v1}\n', 'apiVersion: v1\nkind: List\nitems:\n')],
  ['a list of scalars', fill('- a\n')],
  ['a list of security contexts', fill('- securityContext: {runAsUser: 0}\n')],
  ['fragments', fill('---\nsecurityContext: {runAsUser: 0}\n')],
  [
    '__proto__ and constructor',
    fill((i) => `  __proto__: {constructor: ${i}}\n  constructor: {prototype: {x: 1}}\n`, `${POD}${ONE}`),
  ],
  [
    'containers named __proto__',
    fill(
      '  - {name: __proto__, image: constructor, securityContext: {__proto__: 1}}\n',
      `${POD}  containers:\n`,
    ),
  ],
  ['__proto__ flush left', fill('__proto__:\nconstructor: 1\ntoString:\n', FLUSH_POD)],
  ['__proto__ as kind', 'apiVersion: __proto__\nkind: constructor\nspec: {containers: [{name: toString}]}'],
  ['kind: toString', 'apiVersion: v1\nkind: toString\nspec: {containers: [{name: valueOf}]}'],
  ['binary', fill((i) => String.fromCharCode(i % 256))],
  ['control characters', fill('a: \x01\x02\n', POD)],
  ['lone surrogates', fill('  a: \ud800\n', POD)],
  ['lone low surrogates', fill('\udc00')],
  ['a scalar of 200,000 letters', `${POD}${ONE}    command: [${'a'.repeat(200_000)}]\n`],
  [
    'a name of 200,000 letters',
    `${POD}  containers:\n  - name: ${'a-'.repeat(100_000)}\n    image: ${'a'.repeat(50_000)}\n`,
  ],
  ['a name of 200,000 dots', `${POD.replace(': a', `: ${'a.'.repeat(100_000)}-`)}${ONE}`],
  ['a number of 200,000 digits', `${POD}${ONE}  securityContext: {runAsUser: ${'1'.repeat(200_000)}}\n`],
  ['zeros without end', `${POD}${ONE}  securityContext: {runAsUser: ${'0'.repeat(200_000)}1}\n`],
  ['a number of underscores', `${POD}${ONE}  securityContext: {runAsUser: 1${'_'.repeat(200_000)}}\n`],
  ['a quantity of 200,000 digits', `${POD}${ONE}    resources: {limits: {cpu: "${'1'.repeat(200_000)}x"}}\n`],
  ['a block scalar', fill('      echo a\n', `${POD}${ONE}    command:\n    - |\n`)],
  ['flush left: one field', fill('runAsUser: 1\n', FLUSH_POD)],
  [
    'flush left: containers',
    fill('- name: a\nimage: b\nsecurityContext:\nrunAsUser: 1\n', `${FLUSH_POD}containers:\n`),
  ],
  [
    'flush left: containers without dashes',
    fill('name: a\nimage: b\nsecurityContext:\n', `${FLUSH_POD}containers:\n`),
  ],
  ['flush left: only holders', fill('securityContext:\ncontainers:\nspec:\n', FLUSH_POD)],
  ['flush left: labels', fill((i) => `a${i}: b\n`, 'apiVersion: v1\nkind: Pod\nmetadata:\nlabels:\n')],
  ['flush left: unknown keys', fill((i) => `zz${i}:\n`, FLUSH_POD)],
  [
    'flush left: words',
    fill('some words that are no key\n', `${FLUSH_POD}containers:\n- name: a\ncommand:\n`),
  ],
  ['flush left: dashes', fill('- a\n', `${FLUSH_POD}containers:\n- name: a\nargs:\n`)],
  ['flush left: comments', fill('# a: b\nname: a\n', FLUSH_POD)],
  ['flush left: blocks', fill('a: |\ntext\n', FLUSH_POD)],
  ['flush left: open quotes', fill('name: "a\n', FLUSH_POD)],
  ['flush left: open brackets', fill('args: ["a", \n', FLUSH_POD)],
  ['flush left: pods', fill(`---\n${FLUSH_POD}containers:\n- name: a\n`)],
  ['flush left: pods without marks', fill(`${FLUSH_POD}containers:\n- name: a\n`)],
  ['flush left: misspelt keys', fill((i) => `securityContxt${i % 7}:\nrunAsUsr${i}: 1\n`, FLUSH_POD)],
  ['one line: containers', fill('- name: a image: b ', `${ONE_LINE_POD}containers: `)],
  [
    'one line: security contexts',
    fill('- name: a securityContext: runAsUser: 1 ', `${ONE_LINE_POD}containers: `),
  ],
  ['one line: labels', fill((i) => `a${i}: b `, 'apiVersion: v1 kind: Pod metadata: labels: ')],
  ['one line: words', fill('word ', `${ONE_LINE_POD}containers: - name: a command: `)],
  ['one line: open quotes', fill(`name: "a `, ONE_LINE_POD)],
  ['one line: open brackets', fill('args: [a ', ONE_LINE_POD)],
  ['one line: closed brackets', fill('args: [a] ', ONE_LINE_POD)],
  ['one line: commented open brackets', fill('# a: [b ', ONE_LINE_POD)],
  ['one line: comments', fill('# a name: b ', ONE_LINE_POD)],
  ['one line: pods', fill(`${ONE_LINE_POD}containers: - name: a --- `)],
  ['one line: a run of spaces', `${ONE_LINE_POD}${' '.repeat(SIZE - 200)}containers: - name: a`],
  ['one line: holders', fill('securityContext: containers: ', ONE_LINE_POD)],
  ['one line: dashes', fill('- ', `${ONE_LINE_POD}containers: `)],
  ['several long lines', fill(`${ONE_LINE_POD}containers: ${'- name: a image: b '.repeat(40)}\n`)],
  ['fences', fill('```\n')],
  ['fences around pods', fill(`\`\`\`yaml\n${POD}${ONE}\`\`\`\n`)],
  ['fences around nothing much', fill('```yaml\nkind: a\n```\n')],
  ['fences on one line', fill('``` a: b ```\n')],
  ['fences in one line', `${fill('```a: b ')}`],
  ['backquotes', fill('`')],
  ['templates', fill(template, `${POD}${ONE}`)],
  ['open braces', fill('{{')],
  ['open braces on lines', fill('  a: {{ b\n', POD)],
  ['open braces on one line after a pod', fill('{{ ', `${POD}${ONE}    command: `)],
  ['template conditions', fill('{{ if a }}\n', POD)],
  ['template comments', fill('{{/* a\n', POD)],
  ['templates on lines of 1,900 characters', fill(`    x: ${'{{ a }}'.repeat(270)}\n`, `${POD}${ONE}`)],
  ['quote marks', fill('> a: b\n')],
  ['quotes of quotes', `${'> '.repeat(2_000)}a: b\n`.repeat(60)],
  ['a gutter', fill((i) => `${i + 1} a: b\n`)],
  ['a gutter around a pod', fill((i) => `${i + 1}   zz${i}: b\n`, POD)],
  ['prompts', fill('$ kubectl get pod -o yaml\n')],
  ['heredocs', fill('cat <<EOF\na: b\n')],
  ['a diff', fill('+a: b\n-c: d\n', '--- a\n+++ b\n@@ -1 +1 @@\n')],
  ['tabs', fill('\ta: b\n', POD)],
  ['carriage returns', fill('\r', POD)],
  ['HTML entities', fill('&lt;&amp;', `${POD}  x: `)],
  ['smart quotes', fill('  a: \u201cb\u201d\n', POD)],
  ['smart dashes', fill('\u2014 a\n', POD)],
  ['no-break spaces', fill('\u00a0', POD)],
  ['zero-width spaces', fill('\u200b', POD)],
  ['byte order marks', fill('\ufeff', POD)],
  ['comments', fill('# a\n')],
  ['blank lines', fill('\n')],
  ['blank lines with spaces', fill('          \n', `${POD}${ONE}`)],
  ['prose', fill('This is my pod: it does not work.\n')],
  ['prose around a pod', fill('It does not work, why?\n', `${POD}${ONE}`)],
  ['a Dockerfile', fill('RUN a\n', 'FROM a\n')],
  ['kubectl describe', fill('Name:         a\n', 'Name:         a\nNamespace:    b\n')],
  ['JSON', fill('{"name":"a"},', '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[', '{}]}}')],
  ['JSON that never ends', fill('{"name":"a"},', '{"apiVersion":"v1","kind":"Pod","spec":{"containers":[')],
  ['flow pairs', fill('a: b,', '[')],
  ['question marks', fill('? a\n')],
  ['anchors', fill((i) => `  a${i}: &a${i} 1\n`, POD, ONE)],
  ['tags', fill('  a: !!str b\n', POD)],
  [
    'managedFields',
    fill(
      (i) => `  - {manager: m${i}, fieldsV1: {f:a: {}}}\n`,
      'apiVersion: v1\nkind: Pod\nmetadata:\n  managedFields:\n',
      `spec:\n${ONE}`,
    ),
  ],
];
