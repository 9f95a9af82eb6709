import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Completion, complete, createCluster, run } from '../../../src/cluster/index.ts';
import { propertyRuns } from '../../property-runs.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
  - {name: app, image: nginx}
  - {name: side, image: busybox, command: [sleep, "9999"]}
`;
const fresh = createCluster({
  files: {
    'secure-pod.yaml': POD,
    'my notes.txt': 'mine\n',
    "it's": 'it\n',
    'labs/first.yml': POD,
    'labs/readme': '',
  },
});
const { cluster } = run(
  fresh,
  'kubectl apply -f secure-pod.yaml; kubectl create deploy shop --image=nginx; kubectl wait --for=condition=Ready pod/web --timeout=2m',
);

const tab = (text: string, on = cluster): Completion => complete(on, text, text.length);
const texts = (text: string, on = cluster): readonly string[] =>
  tab(text, on).candidates.map((one) => one.text);
/** The line after Tab. */
const pressed = (text: string, on = cluster): string => {
  const { from, common } = tab(text, on);
  return common === '' ? text : text.slice(0, from) + common;
};

describe('Tab completes', () => {
  test.each([
    ['a command', 'kubec', 'kubectl '],
    ['an alias as what it stands for', 'k get po', 'k get pods '],
    ['a verb', 'kubectl desc', 'kubectl describe '],
    ['a verb behind flags', 'kubectl -n kube-system des', 'kubectl -n kube-system describe '],
    ['a flag', 'kubectl get pods --no', 'kubectl get pods --no-headers '],
    ['the value of a flag behind =', 'kubectl get pods --output=ya', 'kubectl get pods --output=yaml '],
    ['a namespace', 'kubectl get pods -n def', 'kubectl get pods -n default '],
    ['the name of an object', 'kubectl describe pod w', 'kubectl describe pod web '],
    ['type and name in one word', 'kubectl get deploy/', 'kubectl get deploy/shop '],
    ['a container', 'kubectl exec web -c s', 'kubectl exec web -c side '],
    ['a manifest', 'kubectl apply -f se', 'kubectl apply -f secure-pod.yaml '],
    ['a directory, which goes on', 'cat la', 'cat labs/'],
    ['a file in a directory', 'cat labs/f', 'cat labs/first.yml '],
    ['a file below the home directory', 'cat ~/labs/r', 'cat ~/labs/readme '],
    ['a file behind a variable', 'cat $HOME/labs/r', 'cat $HOME/labs/readme '],
    ['a blank in a name', 'cat my', 'cat my\\ notes.txt '],
    ['inside single quotes', "cat 'my n", "cat 'my notes.txt' "],
    ['inside double quotes', 'cat "my', 'cat "my notes.txt" '],
    ['a quote in a name', 'cat it', "cat it\\'s "],
    ['where output goes', 'kubectl get pods > lab', 'kubectl get pods > labs/'],
    ['behind a pipe', 'kubectl get pods | gre', 'kubectl get pods | grep '],
    ['behind ;', 'ls; kubectl desc', 'ls; kubectl describe '],
    ['behind &&', 'ls && k desc', 'ls && k describe '],
    ['behind $(', 'echo "$(kubectl get po', 'echo "$(kubectl get pods '],
    ['behind an assignment', 'X=1 kubectl desc', 'X=1 kubectl describe '],
    ['behind time and xargs', 'ls | time xargs kubectl desc', 'ls | time xargs kubectl describe '],
    ['a variable', 'echo $HOSTN', 'echo $HOSTN'],
    ['a variable in braces', `echo \${HO`, `echo \${HOME}`],
    ['a program of the container', 'kubectl exec web -- whoa', 'kubectl exec web -- whoami '],
    ['a file of the container', 'kubectl exec web -- cat /etc/pas', 'kubectl exec web -- cat /etc/passwd '],
    [
      'a command on the second line',
      'cat <<EOF > x\nhello\nEOF\nkubec',
      'cat <<EOF > x\nhello\nEOF\nkubectl ',
    ],
  ])('%s', (_, typed, completed) => {
    expect(pressed(typed)).toBe(completed);
  });

  it('what stands before the cursor, and leaves what is behind it', () => {
    const { from, to, common } = complete(cluster, 'kubectl desc pod web', 'kubectl desc'.length);
    expect([from, to, common]).toEqual([8, 12, 'describe ']);
  });

  it('manifests and directories behind -f, and not other files', () => {
    expect(texts('kubectl apply -f ')).toEqual(['.kube/', 'labs/', 'secure-pod.yaml']);
  });

  it('directories behind cd', () => {
    expect(texts('cd ')).toEqual(['.kube/', 'labs/']);
  });

  it('all that fits, up to where it parts', () => {
    expect(texts('kubectl get pods --n')).toEqual(['--namespace', '--no-headers']);
    expect(pressed('kubectl get pods --n')).toBe('kubectl get pods --n');
  });

  it('nothing inside a heredoc, a comment, or while an editor is open', () => {
    expect(texts('cat <<EOF\nkube')).toEqual([]);
    expect(texts('ls # kube')).toEqual([]);
    expect(texts('kube', run(cluster, 'nano x').cluster)).toEqual([]);
  });
});

describe('inside a container, Tab completes', () => {
  const inside = run(cluster, 'kubectl exec -it web -c side -- sh').cluster;

  it('the commands of its image, and no kubectl', () => {
    expect(pressed('whoa', inside)).toBe('whoami ');
    expect(texts('kubectl', inside)).toEqual([]);
    expect(texts('nan', inside)).toEqual([]);
  });

  it('its files', () => {
    expect(pressed('cat /etc/pas', inside)).toBe('cat /etc/passwd ');
  });

  it('nothing that its user may not see', () => {
    const user = run(inside, 'mkdir -m 700 /secret; touch /secret/key; su -s /bin/sh nobody\nid -un');
    expect(user.stdout).toContain('nobody');
    expect(texts('cat /secret/', inside)).toEqual([]);
    expect(texts('cat /secret/', user.cluster)).toEqual([]);
  });
});

describe('where the real kubectl has nothing, Tab offers', () => {
  test.each([
    ['kubectl logs web -c ', ['app', 'side']],
    ['kubectl wait pod w', ['web']],
    ['kubectl explain po', ['pods']],
    ['kubectl run x --image=busybox --restart=N', ['Never']],
    ['kubectl run x --image=busybox --dry-run=client -o y', ['yaml']],
    ['kubectl set env deploy/', ['deploy/shop']],
  ])('%s', (typed, offered) => {
    expect(texts(typed)).toEqual(offered);
    for (const { hint } of tab(typed).candidates) expect(hint).toContain("Podium's own");
  });
});

describe('whatever is typed', () => {
  const piece = fc.constantFrom(
    ...[
      'kubectl',
      'k',
      ' ',
      ' ',
      'get',
      'exec',
      'web',
      '--',
      '-n',
      '-c',
      '--output=',
      'pod/',
      '$(',
      ')',
      '`',
    ],
    ...[
      '"',
      "'",
      '\\',
      '$',
      '${',
      '}',
      '|',
      ';',
      '&&',
      '<<EOF',
      '\n',
      '>',
      '<',
      '#',
      '((',
      '))',
      '~/',
      'la',
      '=',
      '€😀',
    ],
  );

  it('Tab gives an answer about the text before the cursor, sorted, each once, and the same again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ maxLength: 4, unit: 'binary' })), { maxLength: 14 }),
        fc.nat(60),
        (pieces, at) => {
          const text = pieces.join('');
          const got = complete(cluster, text, at);
          const cursor = Math.min(at, text.length);
          expect(got.to).toBe(cursor);
          expect(got.from).toBeLessThanOrEqual(cursor);
          const shown = got.candidates.map((one) => one.text);
          expect(new Set(shown).size).toBe(shown.length);
          for (const one of shown) expect(one.startsWith(got.common) || shown.length === 1).toBe(true);
          expect(complete(cluster, text, at)).toEqual(got);
        },
      ),
      { numRuns: propertyRuns() },
    );
  });

  it('a file of any name, completed in any quotes, is the file that the shell then reads', () => {
    const name = fc
      .array(fc.constantFrom(...Array.from('ab ~#$`"\'\\*?[]{}()<>|&;!=€😀')), { minLength: 1, maxLength: 6 })
      .map((letters) => `z${letters.join('')}`);
    fc.assert(
      fc.property(name, fc.constantFrom('', '"', "'"), (file, quote) => {
        const on = createCluster({ files: { [file]: 'found\n' } });
        const line = pressed(`cat ${quote}z`, on);
        expect(run(on, line)).toMatchObject({ stdout: 'found\n', stderr: '' });
      }),
      { numRuns: propertyRuns(1000) },
    );
  });

  it('the time it takes grows with the text and no faster', () => {
    const took = (text: string): number => {
      const begin = performance.now();
      tab(text);
      return performance.now() - begin;
    };
    for (const piece of ['"$(', '`', 'a ', "'", '$x', '<<E ', '((', '\\', '{'])
      expect(took(piece.repeat(60_000 / piece.length)), piece).toBeLessThan(1500);
  });
});
