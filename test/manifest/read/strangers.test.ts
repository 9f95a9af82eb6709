import { describe, expect, it } from 'vitest';
import { correct, explain, ManifestError } from '../../../src/manifest/index.ts';

const CONTEXT = 'securityContext:\n  runAsUser: 7\n  fsGroup: 8\n';

function refusal(paste: string): string {
  try {
    explain(paste);
  } catch (error) {
    if (error instanceof ManifestError) return error.code;
    throw error;
  }
  throw new Error('the paste was explained');
}

const uids = (paste: string) =>
  explain(paste).pods.map(({ containers }) => containers.map(({ process }) => process.uid));

describe('marks around code', () => {
  it.each([
    ['{code}', '{code}'],
    ['{code:yaml}', '{code}'],
    ['{noformat}', '{noformat}'],
    ['[code]', '[/code]'],
    ['`', '`'],
  ])('%s on lines of their own are fences: what stood between them was not read', (open, close) => {
    const block = `${open}\n${CONTEXT}${close}\n`;
    expect(uids(`I set it like this:\n${block}\nand the pod still runs as root.\n`)).toEqual([[7]]);
    expect(uids(`First:\n${block}Then:\n${block.replace('7', '9')}`)).toEqual([[7], [9]]);
  });

  it('one such mark alone hides nothing', () => {
    expect(uids(`${CONTEXT}{code}\n`)).toEqual([[7]]);
  });
});

describe('pieces', () => {
  it('two pieces that may stand at either level are both read at either: the second reading lost the first', () => {
    const { readings } = explain(
      `\`\`\`\n${CONTEXT}\`\`\`\nor\n\`\`\`\n${CONTEXT.replace('7', '9')}\`\`\`\n`,
    );
    expect(readings.map(({ pods }) => pods.map(({ containers }) => containers[0]?.process.uid))).toEqual([
      [7, 9],
    ]);
  });

  it('an elision in front of the first key was no YAML; what stood there is not known', () => {
    const { pods } = explain(`...\n      ${CONTEXT.replaceAll('\n  ', '\n        ')}`);
    expect(pods[0]?.containers[0]).toMatchObject({ process: { uid: 7 }, start: { verdict: 'not-known' } });
    expect(pods[0]?.accepted).toEqual({ strict: null, ignore: null });
  });

  it('members of a JSON object without its braces are read: the comma at the end was no YAML', () => {
    const piece = '"securityContext": {\n  "runAsUser": 7,\n  "fsGroup": 8\n}';
    for (const end of ['', '\n', ',', ',\n']) expect(uids(`${piece}${end}`)).toEqual([[7]]);
  });

  it('a message above an indented piece keeps nobody from reading the piece', () => {
    const paste = `It says\n\nError: container has runAsNonRoot and image will run as root\n\nalthough I wrote this in the deployment.\n  ${CONTEXT.replaceAll('\n  ', '\n    ')}`;
    expect(uids(paste)).toEqual([[7]]);
    expect(explain(paste).messages?.map(({ code }) => code)).toEqual(['image-runs-as-root']);
  });

  it('two indented pieces with a sentence between them are two: the second was dropped', () => {
    const piece = (add: string): string =>
      `    securityContext:\n      capabilities:\n        add: [${add}]\n`;
    const { pods } = explain(
      `The first container has this in its manifest.\n${piece('KILL')}But the second one has another context.\n${piece('SYS_ADMIN')}`,
    );
    expect(pods.map(({ containers }) => containers[0]?.fields.capabilities?.value)).toEqual([
      { add: ['KILL'], drop: [] },
      { add: ['SYS_ADMIN'], drop: [] },
    ]);
  });

  it('a message and a heading behind a piece that lost its indentation are no part of it', () => {
    const { pods } = explain(
      'My file has:\n\nspec:\ncontainers:\nsecurityContext:\nrunAsNonRoot: true\n\n[rule-1] Privilege escalation container is not allowed: web.\n\n### Component\n\nScraper\n',
    );
    expect(pods.map(({ containers }) => containers[0]?.fields.runAsNonRoot?.value)).toEqual([true]);
  });

  it('a heading over a piece is no key of it', () => {
    const piece = (uid: number): string =>
      `spec:\n  containers:\n    securityContext: {}\n  securityContext:\n    runAsUser: ${uid}\n`;
    const { pods } = explain(
      `What I get:\n\nExample:\n${piece(5)}\nWhat I expect to get from it:\n\n${piece(7)}`,
    );
    expect(pods.map(({ mended, ...pod }) => (mended ?? pod).containers[0]?.process.uid)).toEqual([5, 7]);
  });

  it('a session of a shell in a code block by four spaces: the manifest in its heredoc was not read', () => {
    const session = [
      'ada@pc:~$ kubectl get nodes',
      'kubectl apply -f - <<EOF',
      'apiVersion: v1',
      'kind: Pod',
      'metadata:',
      '  name: a',
      'spec:',
      '  containers:',
      '  - name: a',
      '    image: nginx',
      '    securityContext:',
      '      privileged: true',
      'EOF',
    ];
    const { pods } = explain(`I tried this:\n\n${session.map((line) => `    ${line}`).join('\n')}\n`);
    expect(pods.map(({ containers }) => containers[0]?.fields.privileged?.value)).toEqual([true]);
  });

  it('a key that names the securityContext and one field of it is that field', () => {
    const { pods, findings } = explain(
      'controller:\n  securityContextCapabilities:\n    add: [IPC_LOCK]\n  containerSecurityContext:\n    runAsUser: 7\n',
    );
    expect(pods).toHaveLength(1);
    expect(findings.filter(({ severity }) => severity === 'error').map(({ path }) => path)).toEqual([
      'controller.securityContextCapabilities.capabilities',
    ]);
  });
});

describe('what is no manifest is called by its name', () => {
  it.each([
    ['terraform', '"security_context" = {\n  "capabilities" = {\n    "add" = ["NET_ADMIN"]\n  }\n}\n'],
    ['policy', 'securityContext:\n  +(runAsNonRoot): true\n  +(privileged): false\n'],
    ['policy', 'spec:\n  =(hostNetwork): false\n  containers:\n  - name: "*"\n'],
    ['shell-session', '[ada@node-1 ~]$ sudo podman ps\nCONTAINER ID  IMAGE\n1a2b  nginx\n'],
  ])('%s', (code, paste) => {
    expect(refusal(paste)).toBe(code);
  });

  it('a list of something else is not refused in words about a Go value', () => {
    expect(() => explain('- Helm: v3.9\n- Kubernetes: v1.30\n')).toThrow(/none of its items/);
  });

  it("Kyverno's anchors were removed by the correction as if they did nothing", () => {
    expect(() => correct('securityContext:\n  +(runAsNonRoot): true\n')).toThrow(/Kyverno/);
  });
});
