import { describe, expect, it } from 'vitest';
import { podium } from './podium.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {runAsNonRoot: true}
  containers:
  - {name: app, image: nginx}
`;

function run(args: readonly string[], text = POD) {
  return podium(['explain', ...args], {
    stdin: async () => text,
    file: async (path) => {
      if (path === 'pod.yaml') return text;
      throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
    },
  });
}

describe('podium explain', () => {
  it('says in words what is not known', async () => {
    const { out } = await run(
      ['pod.yaml'],
      POD.replace(' {runAsNonRoot: true}', '\n    runAsNonRoot: true\n    runAsUser: {{ .Values.uid }}'),
    );
    expect(out).toContain('not known whether it is accepted');
    expect(out).toContain('Pod Security: not known');
    expect(out).toContain('not known whether it starts: runAsUser is not (line 7)');
    expect(out).toMatch(/runAsUser\s+not known\s+pod, line 7/);
    expect(out).toContain('id: uid not known');
  });

  it('prints a table a person can read, without colour codes where there is no terminal', async () => {
    const { code, out, err } = await run(['pod.yaml']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Pod web');
    expect(out).toMatch(/runAsNonRoot\s+true\s+pod, line 5/);
    expect(out).not.toContain('\u001b');
  });

  it('tells what keeps the pod from a level as lines, under the name of the check', async () => {
    const { out } = await run(['-'], POD.replace('{runAsNonRoot: true}', '{runAsUser: 0}'));
    expect(out).toContain(
      [
        '  To meet restricted',
        '    allowPrivilegeEscalation != false',
        '      add to container app (line 7):',
        '        securityContext:',
        '          allowPrivilegeEscalation: false',
        '    unrestricted capabilities',
      ].join('\n'),
    );
    expect(out).toContain('Only together with what is said under: runAsUser=0');
  });

  it('prints the Explanation as JSON', async () => {
    const { code, out } = await run(['--json', '-']);
    expect(code).toBe(0);
    expect(JSON.parse(out).pods[0].containers[0].start.verdict).toBe('depends-on-image');
  });

  it('takes what is said of images', async () => {
    expect((await run(['--image-user', 'app=101', '-'])).out).toContain('app · the kubelet starts it');
    expect((await run(['--image-user=root', '-'])).out).toContain('non-numeric user (root)');
  });

  it('says that a container named with --image-user does not exist', async () => {
    const { err, code } = await run(['--image-user', 'ap=101', '-']);
    expect(err).toBe('podium explain: no container is called ap, so its --image-user was not used.\n');
    expect(code).toBe(0);
  });

  it("does not name the image's USER where a template decides", async () => {
    const { out } = await run(
      ['-'],
      POD.replace(' {runAsNonRoot: true}', '\n    {{- toYaml .Values.podSecurityContext | nindent 4 }}'),
    );
    expect(out).toContain('id: uid not known');
    expect(out).not.toContain("the image's USER");
  });

  it('exits with 1 and a sentence for what is no manifest, or cannot be read', async () => {
    const service = await run(['-'], 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\n');
    expect(service.code).toBe(1);
    expect(service.err).toContain('Service');
    expect(service.out).toBe('');
    expect(await run(['gone.yaml'])).toEqual({
      code: 1,
      out: '',
      err: 'podium explain: gone.yaml cannot be read: there is no such file\n',
    });
  });

  it('exits with 2 for a command line it does not understand', async () => {
    for (const args of [[], ['--frob', '-'], ['-', 'pod.yaml'], ['--image-user']]) {
      expect((await run(args)).code, args.join(' ')).toBe(2);
    }
  });
});

describe('podium explain as a picture', () => {
  const drawn = async (args: readonly string[]) => {
    const written = new Map<string, string | Uint8Array>();
    const said = await podium(['explain', ...args, '-'], {
      stdin: async () => POD,
      write: async (path, data) => {
        if (path.includes('/')) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
        written.set(path, data);
      },
    });
    return { ...said, written };
  };

  it('writes a PNG or an SVG, and prints what it shows', async () => {
    const png = await drawn(['--png', 'pod.png']);
    expect(png.code).toBe(0);
    expect(Buffer.from(png.written.get('pod.png') ?? '').subarray(0, 4)).toEqual(
      Buffer.from('\x89PNG', 'latin1'),
    );
    expect(png.out).toMatch(/^pod\.png shows:\nPod web\. .*the image’s USER decides/);
    const svg = await drawn(['--svg', 'pod.svg']);
    expect(svg.written.get('pod.svg')).toMatch(/^<svg /);
    expect(svg.out.split('\n')[1]).toBe(png.out.split('\n')[1]);
  });

  it('says why it cannot be written, and that one kind is enough', async () => {
    expect(await drawn(['--png', 'nowhere/pod.png'])).toMatchObject({
      code: 1,
      out: '',
      err: 'podium explain: nowhere/pod.png cannot be written: there is no such folder\n',
    });
    const both = await drawn(['--png', 'a', '--svg', 'b']);
    expect(both.code).toBe(2);
    expect(both.err).toContain('one of --json, --png and --svg');
  });

  it('says that a message of the cluster has no levels', async () => {
    const { code, err } = await run(
      ['--svg', 'a.svg', '-'],
      'Error: container has runAsNonRoot and image will run as root (pod: "web_default(1)", container: app)',
    );
    expect({ code, err }).toEqual({
      code: 1,
      err: 'podium explain: there is no pod in it, so there are no two levels to draw.\n',
    });
  });
});
