/** 256 KiB: the most that is promised to be answered within a quarter of a second. */
export const SIZE = 256 * 1024;

/** A text of a given size, in characters. */
export type Family = (size: number) => string;

/** So many of something in the largest paste, and fewer in a smaller one. */
function of(size: number, most: number): number {
  return Math.ceil((most * size) / SIZE);
}

/** A piece repeated until the text is as long as may be; `index` counts the pieces. */
function fill(piece: string | ((index: number) => string), head = '', tail = ''): Family {
  return (size) => filled(size, piece, head, tail);
}

function filled(
  size: number,
  piece: string | ((index: number) => string),
  head: string,
  tail: string,
): string {
  const parts = [head];
  for (let length = head.length + tail.length, i = 0; ; i += 1) {
    const part = typeof piece === 'string' ? piece : piece(i);
    length += part.length;
    if (length > size) break;
    parts.push(part);
  }
  parts.push(tail);
  return parts.join('');
}

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n';
const FLUSH_POD = POD.replaceAll(/^ +/gm, '');
const ONE_LINE_POD = POD.replaceAll(/\s+/g, ' ');
const ONE = '  containers:\n  - name: a\n    image: a\n';

const CONTAINERS = `${POD}  containers:\n`;
const JSON_POD =
  '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"a","image":"b"}]}}';

/** A list of aliases to a list of aliases: `wide` items each, until just below what may be written out. */
function sharedContainers(size: number): string {
  const anchors = 'x-a: &a {name: a, image: a, securityContext: {runAsUser: 0, priviledged: true, zzz: 1}}\n';
  return `${anchors}${POD}  containers:\n${'  - *a\n'.repeat(of(size, 4_900))}`;
}

function sharedLists(size: number): string {
  const one = `x-0: &l0 [${'x,'.repeat(of(size, 40))}x]\n`;
  const two = `x-1: &l1 [${'*l0,'.repeat(30)}*l0]\n`;
  return `${one}${two}${POD}${ONE}    args: [${'*l1,'.repeat(30)}*l1]\n    command: *l1\n`;
}

function sharedMaps(size: number): string {
  return `x-0: &m {${Array.from({ length: of(size, 1_000) }, (_, i) => `k${i}: 1`).join(', ')}}\n${POD}${ONE}    resources:\n${Array.from({ length: 24 }, (_, i) => `      a${i}: *m\n`).join('')}`;
}

function nested(open: string, close: string, most: number): Family {
  return (size) => nestedIn(open, close, of(size, most));
}

function nestedIn(open: string, close: string, depth: number): string {
  return `${POD}  x: ${open.repeat(depth)}1${close.repeat(depth)}\n${ONE}`;
}

const unknown = (i: number): string => `      unknown${i}: true\n`;
const template = (i: number): string => `    x${i}: {{ .Values.a }}\n`;

/** What a stranger might paste to stop the bot: a name, and the text for a size. */
export const HOSTILE_FAMILIES: readonly (readonly [name: string, family: Family])[] = [
  ['aliases: one container 5,500 times', sharedContainers],
  ['aliases: lists of lists', sharedLists],
  ['aliases: one mapping of 1,000 keys 24 times', sharedMaps],
  [
    'aliases: chain of doubling lists',
    () =>
      `${Array.from({ length: 13 }, (_, i) => (i === 0 ? 'x0: &x0 [a, a]\n' : `x${i}: &x${i} [*x${i - 1}, *x${i - 1}]\n`)).join('')}${POD}${ONE}    args: *x12\n`,
  ],
  [
    'aliases: unknown keys shared by every container',
    (size) =>
      `x: &s {${Array.from({ length: 40 }, (_, i) => `zz${i}: 1`).join(', ')}}\n${POD}  containers:\n${Array.from({ length: of(size, 600) }, (_, i) => `  - {name: c${i}, image: a, securityContext: *s}\n`).join('')}`,
  ],
  [
    'aliases: one long text',
    (size) =>
      `x: &a ${'a'.repeat(of(size, 200_000))}\n${POD}  containers:\n${'  - {name: *a, image: *a}\n'.repeat(of(size, 2_000))}`,
  ],
  [
    'aliases: one long name',
    (size) =>
      `x: &a ${'a_'.repeat(of(size, 50_000))}\n${POD}  containers:\n${'  - {name: *a}\n'.repeat(of(size, 900))}`,
  ],
  [
    'aliases: one long wrong value',
    (size) =>
      `x: &a ${'a'.repeat(of(size, 100_000))}\n${POD}  containers:\n${'  - {name: a, imagePullPolicy: *a}\n'.repeat(of(size, 900))}`,
  ],
  [
    'aliases: one long key',
    (size) =>
      `x: &a\n  ? ${'k'.repeat(of(size, 100_000))}\n  : 1\n${POD}  containers:\n${'  - *a\n'.repeat(of(size, 900))}`,
  ],
  [
    'aliases: one long key of the wrong case',
    (size) =>
      `x: &a ${'NAME'.repeat(of(size, 25_000))}\n${POD}  containers:\n${'  - {*a : 1}\n'.repeat(of(size, 900))}`,
  ],
  [
    'aliases: long annotations',
    (size) =>
      `x: &a ${'a'.repeat(of(size, 100_000))}\n${POD.replace('  name: a', '  annotations:\n    a: *a\n    b: *a')}  securityContext: {sysctls: [${'{name: *a, value: *a},'.repeat(of(size, 900))}]}\n${ONE}`,
  ],
  [
    'duplicates under a long key',
    (size) =>
      `${POD}${ONE}  ? ${'k'.repeat(of(size, 100_000))}\n  : {${Array.from({ length: of(size, 7_000) }, (_, i) => `a${i}: 1, a${i}: 2`).join(', ')}}\n`,
  ],
  [
    'labels under a long key',
    (size) =>
      `${POD}${ONE}    resources:\n      limits:\n        ? ${'k'.repeat(of(size, 200_000))}\n        : [1]\n`,
  ],
  ['long documents without a kind', fill(`---\nx: ${'a'.repeat(900)}\n`)],
  [
    'groups that containers inherit',
    (size) =>
      `${POD}  securityContext: {supplementalGroups: [${Array.from({ length: of(size, 20_000) }, (_, i) => 50_000 - i).join(',')}]}\n  containers:\n${Array.from({ length: of(size, 1_600) }, (_, i) => `  - {name: c${i}, image: a, securityContext: {runAsUser: ${i}}}\n`).join('')}`,
  ],
  [
    'a long user name that containers inherit',
    (size) =>
      `${POD}  os: {name: windows}\n  securityContext: {windowsOptions: {runAsUserName: ${'a'.repeat(of(size, 100_000))}}}\n  containers:\n${Array.from({ length: of(size, 1_600) }, (_, i) => `  - {name: c${i}, image: a, securityContext: {runAsNonRoot: true}}\n`).join('')}`,
  ],
  [
    'a long profile that containers inherit',
    (size) =>
      `${POD}  securityContext: {seccompProfile: {type: Localhost, localhostProfile: ${'a'.repeat(of(size, 100_000))}}, seLinuxOptions: {level: ${'s'.repeat(of(size, 50_000))}}}\n  containers:\n${Array.from({ length: of(size, 1_600) }, (_, i) => `  - {name: c${i}, image: a, securityContext: {runAsUser: 1}}\n`).join('')}`,
  ],
  [
    'a long pod name, containers refused',
    (size) =>
      `${POD.replace(': a', `: ${'a'.repeat(of(size, 100_000))}`)}  securityContext: {runAsNonRoot: true}\n  containers:\n${Array.from({ length: of(size, 2_000) }, (_, i) => `  - {name: c${i}, image: a, securityContext: {runAsUser: 0}}\n`).join('')}`,
  ],
  [
    'a long kind',
    (size) => `---\napiVersion: v1\nkind: ${'k'.repeat(of(size, 100))}\n`.repeat(of(size, 1_800)),
  ],
  [
    'mounts of volumes',
    (size) =>
      `${POD}${ONE}    volumeMounts:\n${Array.from({ length: of(size, 3_000) }, (_, i) => `    - {name: v${i}, mountPath: /${i}}\n`).join('')}  securityContext: {fsGroup: 1}\n  volumes:\n${Array.from({ length: of(size, 3_000) }, (_, i) => `  - {name: v${i}, hostPath: {path: /}}\n`).join('')}`,
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
    (size) =>
      `${POD}${Array.from({ length: of(size, 60) }, (_, i) => `${' '.repeat(i + 2)}${'k'.repeat(of(size, 1_000))}:\n`).join('')}${Array.from({ length: of(size, 2_000) }, (_, i) => `${' '.repeat(of(size, 63))}a${i % 1_000}: 1\n`).join('')}${ONE}`,
  ],
  [
    'merge keys',
    fill((i) => `  - {<<: *a, name: c${i}}\n`, `x: &a {image: a, command: [a]}\n${POD}  containers:\n`),
  ],
  [
    'merge of merge of merge',
    (size) =>
      `${Array.from({ length: of(size, 60) }, (_, i) => (i === 0 ? 'x0: &x0 {a0: 1}\n' : `x${i}: &x${i} {<<: *x${i - 1}, a${i}: 1}\n`)).join('')}${POD}${ONE}`,
  ],
  ['10,000 levels of brackets', nested('[', ']', 10_000)],
  ['10,000 levels of braces', nested('{a: ', '}', 10_000)],
  ['80 levels of brackets', nested('[', ']', 80)],
  [
    '500 levels of indentation',
    (size) => `${POD}${Array.from({ length: of(size, 500) }, (_, i) => `${' '.repeat(i + 2)}a:\n`).join('')}`,
  ],
  ['10,000 levels of dashes', (size) => `${POD}  x:\n  ${'- '.repeat(of(size, 10_000))}a\n`],
  ['10,000 dashes flush left', (size) => `${'- '.repeat(of(size, 10_000))}name: a\nimage: b\n`],
  ['one line of a letter', (size) => 'a'.repeat(size)],
  ['one line of spaces', (size) => `${' '.repeat(size - 2)}a:`],
  ['one line of tabs', (size) => '\t'.repeat(size)],
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
  ['one key of 256 KiB', (size) => `${'k'.repeat(size - 3)}: 1`],
  ['one unknown field of 250,000 letters', (size) => `${POD}  ${'k'.repeat(of(size, 250_000))}: 1\n${ONE}`],
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
  [
    '__proto__ as kind',
    () => 'apiVersion: __proto__\nkind: constructor\nspec: {containers: [{name: toString}]}',
  ],
  ['kind: toString', () => 'apiVersion: v1\nkind: toString\nspec: {containers: [{name: valueOf}]}'],
  ['binary', fill((i) => String.fromCharCode(i % 256))],
  ['control characters', fill('a: \x01\x02\n', POD)],
  ['lone surrogates', fill('  a: \ud800\n', POD)],
  ['lone low surrogates', fill('\udc00')],
  ['a scalar of 200,000 letters', (size) => `${POD}${ONE}    command: [${'a'.repeat(of(size, 200_000))}]\n`],
  [
    'a name of 200,000 letters',
    (size) =>
      `${POD}  containers:\n  - name: ${'a-'.repeat(of(size, 100_000))}\n    image: ${'a'.repeat(of(size, 50_000))}\n`,
  ],
  ['a name of 200,000 dots', (size) => `${POD.replace(': a', `: ${'a.'.repeat(of(size, 100_000))}-`)}${ONE}`],
  [
    'a number of 200,000 digits',
    (size) => `${POD}${ONE}  securityContext: {runAsUser: ${'1'.repeat(of(size, 200_000))}}\n`,
  ],
  [
    'zeros without end',
    (size) => `${POD}${ONE}  securityContext: {runAsUser: ${'0'.repeat(of(size, 200_000))}1}\n`,
  ],
  [
    'a number of underscores',
    (size) => `${POD}${ONE}  securityContext: {runAsUser: 1${'_'.repeat(of(size, 200_000))}}\n`,
  ],
  [
    'a quantity of 200,000 digits',
    (size) => `${POD}${ONE}    resources: {limits: {cpu: "${'1'.repeat(of(size, 200_000))}x"}}\n`,
  ],
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
  ['one line: a run of spaces', (size) => `${ONE_LINE_POD}${' '.repeat(size - 200)}containers: - name: a`],
  ['one line: holders', fill('securityContext: containers: ', ONE_LINE_POD)],
  ['one line: dashes', fill('- ', `${ONE_LINE_POD}containers: `)],
  ['several long lines', fill(`${ONE_LINE_POD}containers: ${'- name: a image: b '.repeat(40)}\n`)],
  ['fences', fill('```\n')],
  ['fences around pods', fill(`\`\`\`yaml\n${POD}${ONE}\`\`\`\n`)],
  ['fences around nothing much', fill('```yaml\nkind: a\n```\n')],
  ['fences on one line', fill('``` a: b ```\n')],
  ['fences in one line', fill('```a: b ')],
  ['backquotes', fill('`')],
  ['templates', fill(template, `${POD}${ONE}`)],
  ['open braces', fill('{{')],
  ['open braces on lines', fill('  a: {{ b\n', POD)],
  ['open braces on one line after a pod', fill('{{ ', `${POD}${ONE}    command: `)],
  ['template conditions', fill('{{ if a }}\n', POD)],
  ['template comments', fill('{{/* a\n', POD)],
  ['templates on lines of 1,900 characters', fill(`    x: ${'{{ a }}'.repeat(270)}\n`, `${POD}${ONE}`)],
  ['quote marks', fill('> a: b\n')],
  ['quotes of quotes', (size) => `${'> '.repeat(of(size, 2_000))}a: b\n`.repeat(of(size, 60))],
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

  ['octal numbers', fill((i) => `  - {name: c${i}, securityContext: {runAsUser: 0${i % 8}7}}\n`, CONTAINERS)],
  ['quoted numbers', fill((i) => `  - {name: c${i}, securityContext: {runAsUser: "1001"}}\n`, CONTAINERS)],
  ['quoted booleans', fill((i) => `  - {name: c${i}, securityContext: {privileged: "true"}}\n`, CONTAINERS)],
  [
    'booleans of YAML 1.1',
    fill((i) => `  - {name: c${i}, securityContext: {privileged: yes}}\n`, CONTAINERS),
  ],
  [
    'each key twice',
    fill((i) => `  - name: c${i}\n    name: c${i}\n    image: a\n    image: a\n`, CONTAINERS),
  ],
  ['moves into the pod', fill((i) => `  - name: c${i}\n    image: a\n    fsGroup: 1\n`, CONTAINERS)],
  ['moves into the container', fill((i) => `  - name: c${i}\n    image: a\n    runAsUser: 1\n`, CONTAINERS)],
  [
    'misspelt security fields',
    fill((i) => `  - {name: c${i}, securityContext: {runAsuser: 1}}\n`, CONTAINERS),
  ],
  [
    'contradictions',
    fill(
      (i) => `  - {name: c${i}, securityContext: {privileged: true, allowPrivilegeEscalation: false}}\n`,
      CONTAINERS,
    ),
  ],
  ['values of the wrong case', fill((i) => `  - {name: c${i}, imagePullPolicy: always}\n`, CONTAINERS)],
  [
    'capabilities with their prefix',
    fill((i) => `CAP_X${i},`, `${POD}${ONE}    securityContext: {capabilities: {add: [`, 'A]}}\n'),
  ],
  [
    'one capability in small letters',
    fill('net_admin,', `${POD}${ONE}    securityContext: {capabilities: {add: [`, 'A]}}\n'),
  ],
  ['JSON objects in a row', fill(`${JSON_POD}\n`)],
  ['JSON objects in one line', fill(JSON_POD)],
  ['small JSON objects in a row', fill('{"a":1}\n')],
  ['small JSON objects in one line', fill('{"a":1}')],
  ['smart quotes in one line', fill('\u201cb\u201d \u2018c\u2019 ', `${POD}  a: `)],
  ['smart dashes in one line', fill('\u2014a ', `${POD}  a: `)],
  ['smart dashes before containers', fill('  \u2014 name: a\n', CONTAINERS)],
  ['a prompt without an end', (size) => `${POD}${ONE}S@S${'A-'.repeat(of(size, 120_000))}\t\n`],
  ['prompts without a command', fill('user@host:~/dir$\n', `${POD}${ONE}`)],
  ['deep blocks', fill((i) => `${' '.repeat(2 + (i % 70) * 2)}a:\n`, POD)],
  ['deep block scalars', fill((i) => `${' '.repeat(2 + (i % 70) * 2)}k${i}: |\n${' '.repeat(150)}x\n`, POD)],
  [
    'flush left: containers with what they may do',
    fill((i) => `- name: c${i}\nsecurityContext:\nrunAsUser: ${i}\n`, `${FLUSH_POD}containers:\n`),
  ],
  ['flush left: kinds', fill('kind: >>>    ', `${POD}${ONE}`, 'cpu: 1')],
  [
    'a long sysctl that containers inherit',
    (size) =>
      `${POD}  securityContext: {sysctls: [{name: ${'a.'.repeat(of(size, 20_000))}b, value: "1"}]}\n  containers:\n${Array.from({ length: of(size, 3_000) }, (_, i) => `  - {name: c${i}, image: a}\n`).join('')}`,
  ],
  ['bare fragments', fill((i) => `---\nrunAsUser: ${i}\n`)],
  ['fragments of containers', fill((i) => `---\ncontainers: [{name: a${i}, image: b}]\n`)],
  [
    'deployments with a field at the wrong level',
    fill(
      (i) =>
        `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: p${i}}\nspec: {template: {spec: {containers: [{name: a, fsGroup: 1}]}}}\n`,
    ),
  ],
  // What stands between the lines of a manifest and is none of it.
  ['foreign lines between', fill((i) => `  k${i}: 1\n<snip>\nW0101 10:00:00.0 1 a.go:1] b\n`, POD)],
  ['lines that were left out', fill((i) => `    k${i}: 1\n...\n`, `${POD}${ONE}`)],
  ['elided comments', fill((i) => `    k${i}: 1\n    # ...\n`, `${POD}${ONE}`)],
  ['marked lines', fill((i) => `*   k${i}: 1*\n+ l${i}: 2\n`, `${POD}${ONE}`)],
  ['one long marked line', (size) => `${POD}${ONE}* ${'a: b '.repeat(of(size, 50_000))}*\n`],
  ['indented sentences', fill('Then I did:\n    a: b\n', `${POD}${ONE}`)],
  ['objects begun again and again', fill('apiVersion: v1\n<snip>\n  a: b\n', POD)],
  ['pieces that cannot be joined', fill('<snip>\n      - a: [b\n', `${POD}${ONE}`)],
  [
    'a piece of many stairs',
    (size) => filled(size, (i) => `${' '.repeat(200 - (i % 200))}a${i}: b\n`, '', ''),
  ],
  ['stairs of fields', fill((i) => `${' '.repeat(24 - (i % 12) * 2)}name: a\n`)],
  ['notes behind values', fill((i) => `    k${i}: 1 <--- here (1)\n`, `${POD}${ONE}`)],
  ['one long note', (size) => `${POD}${ONE}    a: b // ${'<1> '.repeat(of(size, 60_000))}\n`],
  ['placeholders', fill((i) => `  - {name: c${i}}\n  - runAsUser: <your uid>\n`, CONTAINERS)],
  [
    'placeholders in security contexts',
    fill((i) => `  - name: c${i}\n    securityContext:\n      runAsUser: <uid>\n`, CONTAINERS),
  ],
  [
    'template values in security contexts',
    fill('      runAsUser: {{ .Values.a }}\n', `${POD}${ONE}    securityContext:\n`),
  ],
  ['branches of a template', fill('{{ if a }}\n  privileged: true\n{{ else }}\n{{ end }}\n', POD)],
  ['a frame', fill((i) => `│ k${i}: 1 │\n`)],
  ['rules of a frame', fill('│ ──── │\n────\n')],
  ['names of files', fill((i) => `a.yaml:${i}:  k${i}: 1\n`)],
  ['tags of HTML on lines', fill((i) => `<b>k${i}</b>: <i>1</i>\n`)],
  ['tags of HTML in one line', fill('<b> ', '', 'a: b')],
  ['tags of HTML that never end', fill('<b ', `${POD}  x: `)],
  ['bold values', fill((i) => `    **k${i}**: **1**\n`, `${POD}${ONE}`)],
  ['stars in one line', fill('**a ', `${POD}  x: `)],
  ['backquotes around lines', fill((i) => `\`k${i}: 1\`\n`)],
  ['separators that go on', fill((i) => `---k${i}: 1\n`)],
  ['rulers', fill('--------\napiVersion: v1\nkind: Pod\n')],
  ['ends of documents', fill('...\na: b\n', POD)],
  ['escapes of JSON', fill('    - "\\/"\n', `${POD}${ONE}    args:\n`)],
  ['escapes of JSON in one line', fill('\\/', `${POD}${ONE}    args: ["`, '"]\n')],
  // Slips of the pen.
  ['colons without a space', fill((i) => `  - name:c${i}\n    image:a\n`, CONTAINERS)],
  ['colons without a space in braces', fill((i) => `  - {name:c${i},image:a}\n`, CONTAINERS)],
  ['dashes without a space', fill((i) => `  -name: c${i}\n    image: a\n`, CONTAINERS)],
  [
    'children on the line of their key',
    fill((i) => `  - name: c${i}\n    securityContext:   runAsUser: 1\n`, CONTAINERS),
  ],
  ['containers without dashes', fill((i) => `    k${i}: 1\n`, `${CONTAINERS}    name: a\n`)],
  ['containers by name', fill((i) => `    c${i}: {image: a}\n`, CONTAINERS)],
  ['environments by name', fill((i) => `      E${i}: 1\n`, `${POD}${ONE}    env:\n`)],
  [
    'values that cannot be read',
    fill((i) => `  - {name: c${i}, securityContext: {runAsUser: root}}\n`, CONTAINERS),
  ],
  ['contexts that are text', fill((i) => `  - {name: c${i}, securityContext: strict}\n`, CONTAINERS)],
  ['container for containers', fill((i) => `container:\n  - {name: c${i}}\n`, POD)],
  [
    'keys and values that are wrong',
    fill((i) => `  - {nane: c${i}, envs: [1], ports: {a: b}}\n`, CONTAINERS),
  ],
  // Other kinds, values, patches and messages.
  [
    'old headers',
    fill(
      (i) =>
        `---\napiVersion: extensions/v1beta1\nkind: deployment\nmetadata: {name: p${i}}\nspec: {template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a}]}}}\n`,
    ),
  ],
  ['headers that are no text', fill('---\napiVersion: [v1]\nkind: Pod\nspec: {containers: [{name: a}]}\n')],
  [
    "other people's kinds",
    fill(
      (i) => `---\napiVersion: a.io/v1\nkind: K${i}\nspec: {template: {spec: {containers: [{name: a}]}}}\n`,
    ),
  ],
  [
    "pods in somebody else's kind",
    fill(
      (i) => `  p${i}: {template: {spec: {containers: [{name: a}]}}}\n`,
      'apiVersion: a.io/v1\nkind: K\nspec:\n',
    ),
  ],
  [
    "contexts in somebody else's kind",
    fill(
      (i) => `  p${i}: {securityContext: {runAsUser: 1, privileged: true}}\n`,
      'apiVersion: a.io/v1\nkind: K\nspec:\n',
    ),
  ],
  [
    'values of a chart',
    fill(
      (i) =>
        `c${i}:\n  image: {repository: a}\n  podSecurityContext: {runAsUser: 1}\n  securityContext: {fsGroup: 1}\n`,
    ),
  ],
  [
    'values of a chart, deep',
    (size) =>
      `${'a: {'.repeat(of(size, 2_000))}securityContext: {runAsUser: 1}${'}'.repeat(of(size, 2_000))}`,
  ],
  [
    'operations of a JSON patch',
    fill(
      (i) =>
        `- {op: add, path: /spec/template/spec/containers/${i}/securityContext/runAsUser, value: ${i}}\n`,
    ),
  ],
  [
    'patches of a kustomization',
    fill(
      (i) => `- patch: '[{op: add, path: /spec/template/spec/securityContext, value: {runAsUser: ${i}}}]'\n`,
      'kind: Kustomization\npatches:\n',
    ),
  ],
  [
    'directives of a patch',
    fill(
      (i) => `      - {name: c${i}, $patch: delete, securityContext: {runAsUser: 1}}\n`,
      'spec:\n  template:\n    spec:\n      containers:\n',
    ),
  ],
  [
    'messages of the kubelet',
    fill(
      (i) =>
        `Error: container has runAsNonRoot and image will run as root (pod: "p${i}_a(1)", container: c${i})\n`,
    ),
  ],
  [
    'messages of Pod Security',
    fill(
      (i) =>
        `pods "p${i}" is forbidden: violates PodSecurity "restricted:latest": privileged (container "c${i}" must not set securityContext.privileged=true)\n`,
    ),
  ],
  [
    'one long message',
    fill(
      (i) => `, seccompProfile (pod or container "c${i}" must set securityContext.seccompProfile.type)`,
      'pods "a" is forbidden: violates PodSecurity "restricted:latest": a',
    ),
  ],
  [
    'manifests as text in a value',
    fill(
      (i) => `  f${i}: |\n    apiVersion: v1\n    kind: Pod\n    spec: {containers: [{name: a}]}\n`,
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n',
    ),
  ],
  [
    'manifests in a Jenkinsfile',
    fill(
      (i) => `kubernetes { yaml '''\napiVersion: v1\nkind: Pod\nspec: {containers: [{name: c${i}}]}\n''' }\n`,
      'pipeline {\n',
    ),
  ],
  ['values in a command', fill((i) => ` --set c${i}.securityContext.runAsUser=${i}`, 'helm install a b')],
];

/** Each of them as large as the promise goes. */
export const HOSTILE_PASTES: readonly (readonly [name: string, paste: string])[] = HOSTILE_FAMILIES.map(
  ([name, family]) => [name, family(SIZE)],
);
