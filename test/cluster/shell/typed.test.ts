/** What is typed at the learner's own prompt and in shells that were opened; and anything at all, without a crash. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOUNDS } from '../../../src/cluster/bounds.ts';
import { clusterOf, type Draft, draftOf } from '../../../src/cluster/draft.ts';
import { execIn } from '../../../src/cluster/programs/index.ts';
import { closeEditor, promptOf, typeIn } from '../../../src/cluster/shell/index.ts';
import { Collected } from '../../../src/cluster/streams.ts';
import { compile } from '../../../src/cluster/tools/regex.ts';
import { propertyRuns } from '../../property-runs.ts';
import { contained, emptyCluster } from '../inside.ts';

function type(draft: Draft, line: string): { both: string; stdout: string; stderr: string; status: number } {
  const streams = new Collected();
  const status = typeIn(draft, line, streams);
  return { both: streams.both, stdout: streams.stdout, stderr: streams.stderr, status };
}

/** Lines one after the other; what each printed. */
function session(...lines: readonly string[]): string[] {
  const draft = draftOf(emptyCluster());
  return lines.map((line) => type(draft, line).both);
}

describe("the learner's own shell", () => {
  it('says that exit has nothing to leave, where it was silent', () => {
    const [left, scripted, after] = session('exit', "bash -c 'exit 3'", 'echo on');
    expect(left).toMatch(/^podium: exit has nothing to leave here: .*the lab is kept.*\n$/);
    expect(scripted).toBe('');
    expect(after).toBe('on\n');
  });

  it('writes a file by a heredoc and finds its way in it', () => {
    expect(
      session(
        'cat > pod.yaml <<EOF\nkind: Pod\nname: a\nEOF',
        'grep -c : pod.yaml',
        'sed -i s/Pod/Node/ pod.yaml && head -1 pod.yaml',
        'cp pod.yaml /tmp/x.yaml; ls /tmp',
        'wc -l < pod.yaml',
      ),
    ).toEqual(['', '2\n', 'kind: Node\n', 'x.yaml\n', '2\n']);
  });

  it('remembers variables, the directory and $? from line to line', () => {
    expect(
      session(
        'x=5; export y=6',
        'echo $x$y; env | grep -c "^[xy]="',
        'mkdir -p a/b && cd a/b',
        'pwd; false',
        'echo $?',
        'cd -; cd; pwd',
      ),
    ).toEqual(['', '56\n1\n', '', '/root/a/b\n', '1\n', '/root\n/root\n']);
  });

  it('keeps a history, has help, and knows k', () => {
    const draft = draftOf(emptyCluster());
    type(draft, 'echo a');
    expect(type(draft, 'history').stdout).toBe('    1  echo a\n    2  history\n');
    expect(type(draft, 'help').stdout).toContain('kubectl');
    expect(type(draft, 'alias').stdout).toBe("alias k='kubectl'\n");
    expect(type(draft, 'alias x=y').status).toBe(0);
  });

  it('opens an editor, and writes what was saved', () => {
    const draft = draftOf(emptyCluster());
    type(draft, 'cd /tmp');
    expect(type(draft, 'nano new.yaml\necho never')).toMatchObject({ both: '' });
    expect(draft.editing).toEqual({ path: '/tmp/new.yaml', text: '', by: { kind: 'file' } });
    closeEditor(draft, 'kind: Pod', new Collected());
    expect(type(draft, 'cat new.yaml').stdout).toBe('kind: Pod\n');
    type(draft, 'vi new.yaml');
    closeEditor(draft, null, new Collected());
    expect(type(draft, 'cat new.yaml').stdout).toBe('kind: Pod\n');
  });

  it('shows where one is', () => {
    const draft = draftOf(emptyCluster());
    expect(promptOf(draft)).toBe('root@controlplane:~# ');
    type(draft, 'cd /etc');
    expect(promptOf(draft)).toBe('root@controlplane:/etc# ');
  });

  it('refuses honestly what it does not do', () => {
    for (const line of [
      'sleep 5 &',
      'cat <(ls)',
      '[[ a =~ a ]]',
      'eval ls',
      'a=(1 2)',
      'python3 x.py',
      'cat',
      'set -x',
      'curl http://x',
    ]) {
      const said = type(draftOf(emptyCluster()), line);
      expect([line, said.stderr]).toEqual([
        line,
        expect.stringMatching(/^(podium: [^\n]+\.|bash: python3: command not found)\n$/),
      ]);
    }
  });
});

describe('a shell inside a container', () => {
  const opened = (wanted: Parameters<typeof contained>[0], argv: readonly string[]): Draft => {
    const { draft, container } = contained(wanted);
    const done = execIn(draft, container, argv, new Collected(null, true));
    if (done.kind !== 'shell') throw new Error(done.kind);
    draft.shells = [done.shell];
    return draft;
  };

  it('keeps its directory, variables and prompt, until exit', () => {
    const draft = opened({}, ['sh']);
    expect(promptOf(draft)).toBe('/ # ');
    expect(type(draft, 'cd /tmp; x=1').both).toBe('');
    expect(promptOf(draft)).toBe('/tmp # ');
    expect(type(draft, 'echo $x; nosuch').both).toBe('1\nsh: nosuch: not found\n');
    expect(type(draft, 'exit 3\necho outside').both).toBe('command terminated with exit code 3\noutside\n');
    expect(draft.shells).toEqual([]);
  });

  it('counts lines where dash says them, and names who has no name in bash', () => {
    const draft = opened({ image: 'debian:12', uid: 1234 }, ['sh']);
    type(draft, 'echo one');
    expect(type(draft, 'nosuch').both).toBe('sh: 2: nosuch: not found\n');
    expect(promptOf(draft)).toBe('$ ');
    expect(promptOf(opened({ image: 'debian:12', uid: 1234 }, ['bash']))).toBe('I have no name!@p:/$ ');
  });

  it('can open another one inside, as su does', () => {
    const draft = opened({}, ['sh']);
    type(draft, 'su nobody -s /bin/sh');
    expect(type(draft, 'id -u').both).toBe('65534\n');
    type(draft, 'exit');
    expect(type(draft, 'id -u').both).toBe('0\n');
  });
});

const word = fc.oneof(
  fc.constantFrom(
    'echo',
    'ls',
    'cat',
    'grep',
    'sed',
    'id',
    'ps',
    'sleep 1',
    'if',
    'then',
    'fi',
    'while',
    'do',
    'done',
    'for',
    'in',
    'case',
    'esac',
    '{',
    '}',
    '(',
    ')',
    '|',
    '||',
    '&&',
    ';',
    ';;',
    '&',
    '>',
    '>>',
    '<',
    '<<EOF',
    'EOF',
    '2>&1',
    '2>/dev/null',
    '\n',
    '"',
    "'",
    '`',
    '$(',
    ')',
    '$((',
    '))',
    '${',
    '}',
    '$x',
    `\${x:-y}`,
    '*',
    '[a-z]',
    '~',
    '\\',
    '-la',
    '-n',
    '/etc/passwd',
    '/',
    '..',
    'x=1',
    'f()',
    'exit',
    'cd',
    'export',
    'kubectl',
    'su',
    'sh -c',
    'tail -f',
    'true',
    ':',
    '[',
    'test',
    '-eq',
    'rm -rf',
    'mv',
    'chmod 777',
    'seq 9',
    'xargs',
    '/proc/self/status',
    's/a*/b/',
    '\\(a*\\)*',
    '%%',
    '##',
  ),
  fc.string({ maxLength: 8 }),
);
const line = fc.array(word, { maxLength: 14 }).map((words) => words.join(' '));

describe('anything that is typed', () => {
  it('neither throws nor prints more than the bound nor spends more than its steps, and says the same again', () => {
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const once = () => {
          const draft = draftOf(emptyCluster());
          return lines
            .map((one) => {
              draft.steps = BOUNDS.steps;
              draft.editing = null;
              const said = type(draft, one);
              expect(said.both.length).toBeLessThanOrEqual(BOUNDS.outputChars);
              return JSON.stringify([said, promptOf(draft)]);
            })
            .concat(JSON.stringify(clusterOf(draft)));
        };
        expect(once()).toEqual(once());
      }),
      { numRuns: propertyRuns(4_000) },
    );
  }, 600_000);

  it('holds for containers too, whoever runs there', () => {
    fc.assert(
      fc.property(
        line,
        fc.constantFrom('busybox', 'debian:12', 'alpine', 'ubuntu:24.04', 'nginx'),
        fc.constantFrom(0, 1000),
        (one, image, uid) => {
          const { draft, container } = contained({ image, uid, argv: ['sleep', '1d'] });
          const streams = new Collected('');
          const done = execIn(draft, container, ['sh', '-c', one], streams);
          expect(['ended', 'interrupted', 'shell']).toContain(done.kind);
          expect(streams.both.length).toBeLessThanOrEqual(BOUNDS.outputChars);
        },
      ),
      { numRuns: propertyRuns(4_000) },
    );
  }, 600_000);

  it('is stopped after its steps: loops, recursion, bombs of words', () => {
    for (const script of [
      'while :; do :; done',
      'f() { f; }; f',
      'f() { f | f; }; f',
      'x=ab; while :; do x=$x$x; done; echo $x',
      'x=$(seq 1 9999); for a in $x; do for b in $x; do :; done; done',
      'yes',
      'echo $(echo $(echo $(while :; do echo x; done)))',
      'while :; do sleep 1; done',
      'while :; do echo x; done',
    ]) {
      const { draft, container } = contained({ argv: ['sleep', '1d'] });
      const streams = new Collected('');
      const started = Date.now();
      execIn(draft, container, ['sh', '-c', script], streams);
      expect(streams.both.length).toBeLessThanOrEqual(BOUNDS.outputChars);
      expect([script, Date.now() - started < 20_000]).toEqual([script, true]);
    }
  });
});

describe('grep', () => {
  it('takes a time linear in the text whatever the pattern', () => {
    const pattern = compile('(a*)*(a|aa)*b$', { extended: true });
    const started = Date.now();
    expect(pattern.test('a'.repeat(4_000))).toBe(false);
    expect(Date.now() - started).toBeLessThan(5_000);
  });

  it('agrees with the engine of the language on patterns that both read alike', () => {
    const atom = fc.constantFrom(
      'a',
      'b',
      '.',
      '[ab]',
      '[^a]',
      '(a|b)',
      '(ab)',
      'c?',
      'a*',
      'b+',
      '(a|b)*',
      'a{2}',
      'b{1,2}',
    );
    fc.assert(
      fc.property(
        fc.array(atom, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        fc.boolean(),
        fc.stringMatching(/^[abc]{0,9}$/),
        (atoms, start, end, text) => {
          const source = `${start ? '^' : ''}${atoms.join('')}${end ? '$' : ''}`;
          expect([source, text, compile(source, { extended: true }).test(text)]).toEqual([
            source,
            text,
            new RegExp(source).test(text),
          ]);
        },
      ),
      { numRuns: propertyRuns() },
    );
  });

  it('finds the longest of the leftmost matches', () => {
    expect(compile('a|ab|abc', { extended: true }).find('xabcd')).toMatchObject({ start: 1, end: 4 });
    expect(compile('\\(a\\)\\(b*\\)', { extended: false }).find('cabb')).toMatchObject({
      start: 1,
      end: 4,
      groups: [
        [1, 2],
        [2, 4],
      ],
    });
  });
});
