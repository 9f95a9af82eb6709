/** Process 1 of a container by the simulated clock: what it logs, how it ends. */
import { describe, expect, it } from 'vitest';
import {
  execIn,
  listensOn,
  startProgram,
  terminateProgram,
  wakeProgram,
} from '../../../src/cluster/programs/index.ts';
import { execStill } from '../../../src/cluster/programs/run.ts';
import { Collected } from '../../../src/cluster/streams.ts';
import { contained, exec, execAgain, start } from '../inside.ts';

const script = (text: string): readonly string[] => ['sh', '-c', text];

describe('process 1', () => {
  it('logs in a loop that never ends, once for each round of the clock', () => {
    const ran = start(
      { argv: script('n=100\nwhile :; do\n  n=$((n+1))\n  echo "entry $n"\n  sleep 4\ndone') },
      20_000,
    );
    expect(ran.log).toBe('entry 101\nentry 102\nentry 103\nentry 104\nentry 105\nentry 106\n');
    expect(ran.status).toBeNull();
  });

  it('goes on inside functions, pipes and substitutions where it slept', () => {
    const text =
      'f() { echo a; sleep 2; echo "$1"; }\nfor x in 1 2; do f $x; done\ny=$(sleep 3; echo late)\necho $y\n(sleep 1; echo sub) | cat\nexit 5';
    const ran = start({ argv: script(text) }, 60_000);
    expect(ran.log).toBe('a\n1\na\n2\nlate\nsub\n');
    expect(ran.status).toBe(5);
    expect(ran.draft.now - Date.UTC(2026, 10, 27, 16, 58, 0)).toBe(8_000);
  });

  it('ends with the status of its last command, and says on stderr what failed', () => {
    expect(start({ argv: script('echo hi; false') }, 0)).toMatchObject({ log: 'hi\n', status: 1 });
    expect(start({ argv: script('set -e\nmkdir /x/y\necho never'), uid: 1000 }, 0)).toMatchObject({
      log: "mkdir: can't create directory '/x/y': No such file or directory\n",
      status: 1,
    });
  });

  it('does not run for ever in one go where it never sleeps', () => {
    const ran = start({ argv: script('while :; do :; done') }, 3_000);
    expect(ran.status).toBeNull();
    expect(ran.draft.steps).toBeGreaterThan(0);
  });

  it('follows a file that another process writes', () => {
    const { draft, container } = contained({ argv: script('touch /tmp/l; tail -f /tmp/l') });
    let progress = startProgram(draft, container);
    for (const line of ['one', 'two']) {
      if (progress.kind !== 'sleeping') throw new Error(progress.kind);
      draft.containers[container.id] = {
        ...(draft.containers[container.id] ?? container),
        program: progress.program,
      };
      execAgain(draft, container, script(`echo ${line} >> /tmp/l`));
      draft.now = progress.until;
      progress = wakeProgram(draft, draft.containers[container.id] ?? container);
    }
    expect(draft.containers[container.id]?.log.map(({ text }) => text)).toEqual(['one', 'two']);
  });

  it('cannot be started where the image has no such program', () => {
    expect(start({ argv: ['nosuch'] }, 0).unstartable).toBe('"nosuch": executable file not found in $PATH');
    expect(start({ argv: ['/bin/nosuch'] }, 0).unstartable).toBe(
      '"/bin/nosuch": stat /bin/nosuch: no such file or directory',
    );
    expect(start({ argv: ['/etc/passwd'] }, 0).unstartable).toBe('"/etc/passwd": permission denied');
    expect(start({ image: 'gcr.io/distroless/static:nonroot', argv: ['sh'] }, 0).unstartable).toBe(
      '"sh": executable file not found in $PATH',
    );
  });

  it('does not notice SIGTERM as a shell or sleep, and runs its trap where it set one', () => {
    const stopped = (argv: readonly string[]) => {
      const { draft, container } = contained({ argv });
      const progress = startProgram(draft, container);
      if (progress.kind !== 'sleeping') throw new Error(progress.kind);
      draft.containers[container.id] = {
        ...(draft.containers[container.id] ?? container),
        program: progress.program,
      };
      const after = terminateProgram(draft, draft.containers[container.id] ?? container);
      if (after.kind === 'exited' || after.kind === 'unstartable') return { after, draft, container };
      draft.containers[container.id] = {
        ...(draft.containers[container.id] ?? container),
        program: after.program,
      };
      draft.now += 5_000;
      return { after: wakeProgram(draft, draft.containers[container.id] ?? container), draft, container };
    };
    expect(stopped(script('while :; do sleep 5; done')).after.kind).toBe('sleeping');
    const trapped = stopped(script('trap "echo bye; exit 7" TERM; while :; do sleep 5; done'));
    expect(trapped.after).toEqual({ kind: 'exited', status: 7 });
    expect(trapped.draft.containers[trapped.container.id]?.log.at(-1)?.text).toBe('bye');
  });

  it('is what ps, /proc/1 and exec see, also after exec and in front of a child', () => {
    const see = (argv: readonly string[], image = 'busybox:1.37') => {
      const { draft, container } = start({ argv, image, uid: 1000 }, 1_000) as unknown as {
        draft: Parameters<typeof execIn>[0];
        container: never;
      };
      const record = Object.values(draft.containers)[0];
      if (record === undefined || container !== undefined) throw new Error('no container');
      return execAgain(draft, record, ['ps', ...(image.startsWith('busybox') ? [] : ['aux'])])
        .stdout.split('\n')
        .slice(1, -2);
    };
    expect(see(['sh', '-c', 'echo x; exec sleep 60'])).toEqual(['    1 1000      0:00 sleep 60']);
    expect(see(['sh', '-c', 'sleep 60; echo x'])).toEqual([
      '    1 1000      0:00 sh -c sleep 60; echo x',
      '    7 1000      0:00 sleep 60',
    ]);
  });
});

describe('kubectl exec', () => {
  it('lets the clock run where the command sleeps, and only there', () => {
    const { draft, container } = contained({ argv: ['sleep', '1d'] });
    const before = draft.now;
    expect(execAgain(draft, container, script('sleep 5; echo done')).stdout).toBe('done\n');
    expect(draft.now - before).toBe(5_000);
    const streams = new Collected('');
    execStill(draft, container, script('sleep 5; echo done'), streams);
    expect(draft.now - before).toBe(5_000);
  });

  it('presses Ctrl-C for what never ends', () => {
    expect(exec({}, ['tail', '-f', '/etc/passwd']).status).toBe(130);
    expect(exec({}, ['sleep', 'infinity'])).toMatchObject({ status: 130, stdout: '' });
  });

  it('opens a shell for a terminal, and reads what is piped into one', () => {
    const { draft, container } = contained({});
    expect(execIn(draft, container, ['sh'], new Collected(null, true)).kind).toBe('shell');
    expect(execAgain(draft, container, ['sh'], 'id -u\necho $((6*7))\n').stdout).toBe('0\n42\n');
  });

  it('says in one line that nobody knows what is in an image', () => {
    const said = exec({ image: 'registry.example/app:1', argv: ['app'] }, ['id']);
    expect(said.stdout).toBe('');
    expect(said.status).toBe(88);
    expect(said.stderr).toMatch(/^podium: [^\n]*registry\.example\/app:1[^\n]*\.\n$/);
  });
});

describe('servers', () => {
  it('accept connections on their ports, and end on SIGTERM', () => {
    const { draft, log } = start({ image: 'nginx:1.28' }, 1_000);
    const container = Object.values(draft.containers)[0];
    if (container === undefined) throw new Error('no container');
    expect(log).toContain('start worker processes');
    expect(listensOn(draft, container, 80)).toBe(true);
    expect(listensOn(draft, container, 81)).toBe(false);
    expect(terminateProgram(draft, container)).toEqual({ kind: 'exited', status: 0 });
  });
});
