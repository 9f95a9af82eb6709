import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CliIo } from '../../src/cli/command.ts';
import { keptPath } from '../../src/cli/lab/kept.ts';
import { markdown, paintFor } from '../../src/cli/markdown.ts';
import { readDeckFiles } from '../../src/decks/files.ts';
import { LAB_DIRECTORY } from '../../src/decks/labs/files.ts';
import { loadLabs } from '../../src/decks/labs/index.ts';
import { SECURE_POD } from '../secure-pod.ts';
import { podium, type Said } from './podium.ts';

const { labs } = loadLabs(await readDeckFiles(LAB_DIRECTORY));
const MAIN = fileURLToPath(new URL('../../src/cli/podium.ts', import.meta.url));

let folder: string;
let env: Record<string, string>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podium-lab-'));
  env = { XDG_STATE_HOME: folder, EDITOR: 'true' };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Types these lines at a lab, as a pipe would. */
function typed(args: string, ...lines: readonly string[]): Promise<Said> {
  const input = Readable.from(lines.map((line) => `${line}\n`));
  return podium(['lab', ...args.split(' ')], { input, env });
}

/** An editor that saves what is in a file, whatever it was given. */
function editorThatSaves(text: string): string {
  writeFileSync(join(folder, 'saved'), text);
  return `cp ${join(folder, 'saved')}`;
}

const OVERRIDDEN = `${SECURE_POD}    securityContext:\n      runAsUser: 2000\n`;

describe('podium lab', () => {
  test('plays the lesson from its first line to its last, over several sittings', async () => {
    env.EDITOR = editorThatSaves(SECURE_POD);
    const first = await typed(
      'two-levels',
      ':check',
      'nano secure-pod.yaml',
      'kubectl apply -f secure-pod.yaml',
      ':check',
    );
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toContain('✗ `secure-pod` runs\n    There is no Pod `secure-pod`');
    expect(first.out).toContain('pod/secure-pod created');
    expect(first.out).toContain('✓ `secure-pod` runs\n\nStep 2 of 4');
    const second = await typed('two-levels', 'kubectl exec secure-pod -- id > before.txt', ':check');
    expect(second.out).toContain('Step 2 of 4: Who is it really?');
    expect(second.out).toContain('Step 3 of 4');
    env.EDITOR = editorThatSaves(OVERRIDDEN);
    const third = await typed(
      'two-levels',
      'vi secure-pod.yaml',
      'kubectl replace --force -f secure-pod.yaml',
      ':check',
      'kubectl exec secure-pod -- id > after.txt',
      "kubectl get pod secure-pod -o jsonpath='{.spec.securityContext.runAsUser} {.spec.containers[0].securityContext.runAsUser}' > levels.txt",
      ':check',
    );
    expect(third.out).toContain(
      'This lab is done. Type what you like; :reset begins it again.\nNext: podium lab ',
    );
    const again = await typed('two-levels', ':check');
    expect(again.out).toContain('~# :check\nThis lab is done.');
    const list = await podium(['lab'], { env });
    const [, next] = / {2}two-levels .*\n(?:.*\n)*\nNext for you: podium lab (\S+)\n/.exec(list.out) ?? [];
    expect(third.out).toContain(`Next: podium lab ${next} (`);
    expect(list.out).toMatch(/^ {2}two-levels +done {2}/m);
    for (const { id } of labs) expect(list.out).toContain(`  ${id} `);
  });

  test('explains its own commands in its first line, and none of them is a command of a shell', async () => {
    const { out } = await typed('two-levels', ':help', ':chek', ': ignored', ':files');
    expect(out.split('\n')[0]).toContain(':check :hint :task :files :undo :reset :quit');
    expect(out).toContain('The lab has no command :chek. Did you mean :check?');
    expect(out).not.toContain('no command : ignored');
  });

  test('gives the hints one after the other, and the answer last', async () => {
    const { out } = await typed('two-levels', ':hint', ':hint', ':hint', ':hint');
    for (const number of [1, 2, 3]) expect(out).toContain(`Hint ${number} of 3`);
    expect(out).not.toContain('Hint 4');
    expect(out).toContain('That was the last hint');
  });

  test('takes things back one by one, the beginning anew as well', async () => {
    const { out } = await typed(
      'two-levels',
      'touch a',
      'touch b',
      ':undo',
      'ls',
      ':reset',
      ':files',
      ':undo',
      ':files',
      ':undo',
      ':undo',
      ':undo',
    );
    expect(out).toContain('~# :undo\nTaken back: touch b\n');
    expect(out).toContain('~# ls\na\nroot@');
    expect(out).toContain(':files\nYou have no files yet');
    expect(out).toContain(':files\n  /root/a  0 bytes');
    expect(out).toContain('There is nothing left to take back.');
  });

  test('takes back an editor with the line that opened it, a heredoc, and :reset, and names them', async () => {
    env.EDITOR = editorThatSaves('a: 1\n');
    const { out } = await typed(
      'two-levels',
      'nano a.yaml',
      ':undo',
      ':files',
      'cat <<EOF',
      'EOF',
      ':undo',
      ':reset',
      ':undo',
    );
    expect(out).toContain(':files\nYou have no files yet');
    expect(out.match(/^Taken back.*$/gm)).toEqual([
      'Taken back: nano a.yaml',
      'Taken back: cat <<EOF …',
      'Taken back: :reset',
    ]);
  });

  test.each(['exit', 'logout '])(
    '%s at the lab’s own prompt leaves, in a container it ends the shell',
    async (exit) => {
      const { out } = await typed(
        'two-levels',
        'kubectl run w --image=busybox -- sleep 3d; kubectl wait --for=condition=Ready pod/w',
        'kubectl exec -it w -- sh',
        'exit',
        'echo still here',
        exit,
        'echo not typed any more',
      );
      expect(out).toContain('\nstill here\n');
      expect(out).not.toContain('not typed any more');
    },
  );

  test('the labs stand in the order in which they build on each other, and one is offered', async () => {
    const { out } = await podium(['lab'], { env });
    expect(out.split('\n')[1]).toMatch(/^ {2}two-levels /);
    expect(out).toContain('\n\nNext for you: podium lab two-levels\n');
  });

  test('an exam task has a clock, which goes on while one is away and stands once it is done', async () => {
    const task = labs.find(({ kind }) => kind === 'task');
    const minutes = task?.minutes ?? 0;
    const at = async (minute: number): Promise<string> => {
      const input = Readable.from([':quit\n']);
      return (await podium(['lab', task?.id ?? ''], { input, env, now: () => minute * 60_000 })).out;
    };
    expect(await at(0)).toContain(`\nThe clock runs: ${minutes} of ${minutes} minutes left.\n`);
    expect(await at(2.5)).toContain(`\nThe clock runs: ${minutes - 2} of ${minutes} minutes left.\n`);
    expect(await at(minutes)).toContain(`\nThe ${minutes} minutes are over; go on all the same.\n`);
    const path = keptPath(env, task?.id ?? '');
    const kept = JSON.parse(readFileSync(path, 'utf8'));
    const done = (finishedAt: number | undefined): void =>
      writeFileSync(path, JSON.stringify({ ...kept, step: task?.steps.length, finishedAt }));
    done(minutes * 60_000);
    expect(await at(99)).toContain(`\nIn time: done within ${minutes} of ${minutes} minutes.\n`);
    done(minutes * 60_000 + 1);
    expect(await at(99)).toContain(`over the time of ${minutes} minutes`);
    done(undefined);
    expect(await at(99)).toContain('minutes)\n');
    expect(await at(99)).not.toContain('over the time');
  });

  test('asks for the rest of a heredoc, a quote, an if', async () => {
    const { out } = await typed(
      'two-levels',
      'cat <<EOF',
      'one',
      'EOF',
      "echo 'a",
      "b'",
      'if true; then',
      'echo c; fi',
    );
    expect(out).toContain('# cat <<EOF\n> one\n> EOF\none\n');
    expect(out).toContain("> b'\na\nb\n");
    expect(out).toContain('> echo c; fi\nc\n');
  });

  test('says so when the editor cannot be started, and nothing is saved', async () => {
    env.EDITOR = '/nowhere/to/be/found';
    const { err, out } = await typed('two-levels', 'nano pod.yaml', ':files');
    expect(err).toContain('The editor (/nowhere/to/be/found) ended with status 127, so nothing was saved.');
    expect(out).toContain('You have no files yet');
  });

  test('opens the editor again for what kubectl refuses', async () => {
    await typed('two-levels', `cat > p.yaml <<EOF\n${SECURE_POD}EOF`, 'kubectl apply -f p.yaml');
    const log = join(folder, 'log');
    const editor = join(folder, 'editor.sh');
    writeFileSync(
      editor,
      `#!/bin/sh\ncat "$1" >> ${log}\n[ -e ${folder}/once ] && exit 0\ntouch ${folder}/once\nsed -i 's/runAsUser: 1000/runAsUser: 7/' "$1"\n`,
    );
    chmodSync(editor, 0o755);
    env.EDITOR = editor;
    const { err } = await typed('two-levels', 'kubectl edit pod secure-pod');
    expect(readFileSync(log, 'utf8')).toContain('# pods "secure-pod" was not valid:');
    expect(err).toContain('/tmp/kubectl-edit-');
  });

  test('begins again with --fresh, and where the file is broken or of another revision', async () => {
    await typed('two-levels', 'touch a');
    expect((await typed('two-levels --fresh', ':files')).out).toContain('You have no files yet');
    writeFileSync(keptPath(env, 'two-levels'), '{"format":1,');
    expect((await typed('two-levels', ':files')).out).toContain('cannot be read, so it begins again');
    const kept = JSON.parse(readFileSync(keptPath(env, 'two-levels'), 'utf8'));
    writeFileSync(keptPath(env, 'two-levels'), JSON.stringify({ ...kept, revision: 99 }));
    expect((await typed('two-levels', ':files')).out).toContain('was changed since you were here');
  });

  test("plays an author's own file", async () => {
    const file = join(folder, 'mine.yaml');
    const [shipped] = await readDeckFiles(LAB_DIRECTORY);
    writeFileSync(file, shipped?.text ?? '');
    expect(await typed(file, ':quit')).toMatchObject({ code: 0, err: '' });
    writeFileSync(file, 'id: no');
    const { code, err } = await typed(file);
    expect({ code }).toEqual({ code: 2 });
    expect(err).toContain('holds no lab that can be played');
  });

  test.each([
    ['two-level', 'there is no lab two-level. Did you mean two-levels?'],
    ['a b', 'it takes one NAME at a time'],
    ['--fresh', '--fresh needs the NAME'],
  ])('podium lab %s is bad usage', async (args, says) => {
    const { code, err } = await typed(args);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });

  test('without room to keep the lab, a line says so', async () => {
    writeFileSync(join(folder, 'podium'), 'in the way');
    const { code, err } = await typed('two-levels', 'ls');
    expect(code).toBe(1);
    expect(err).toContain('cannot be kept: ');
  });
});

const UP = '\u001b[A';

describe('at a terminal, podium lab', () => {
  /** Presses keys one burst after the other, each when the output holds what comes before it. */
  async function pressed(keys: readonly (readonly [after: string, keys: string])[]): Promise<string> {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    const output = new PassThrough();
    let shown = '';
    let at = 0;
    let from = 0;
    const next = (text: string): void => {
      shown += text;
      for (let key = keys[at]; key !== undefined && shown.indexOf(key[0], from) !== -1; key = keys[at]) {
        from = shown.length;
        at += 1;
        // Key by key: what comes in one piece is a paste, in which Tab is a tab.
        for (const press of key[1] === UP ? [UP] : key[1]) input.write(press);
      }
    };
    output.on('data', (chunk) => next(String(chunk)));
    const { code } = await podium(['lab', 'two-levels'], { input, output, env, out: next, err: next });
    expect(code).toBe(0);
    return shown;
  }

  test('the lines of a list below its first one stand below its text', () => {
    const paint = paintFor({ colour: false, input: { isTTY: true }, output: { columns: 20 } } as CliIo);
    expect(markdown('- All of `kubectl get pods` and more\nand on', paint)).toBe(
      '- All of\n  `kubectl get pods`\n  and more\nand on',
    );
  });

  test('what is to be read ends where the window does, and breaks neither words nor code', async () => {
    const shown = await pressed([['Step 1', ':hint\r:hint\r:quit\r']]);
    const task = shown.slice(0, shown.indexOf('~# ')).split('\n');
    expect(Math.max(...task.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(shown).toContain('`kubectl apply -f secure-pod.yaml`');
    expect(shown).not.toContain('\0');
  });

  test('completes with Tab, brings lines back, and lists what fits', async () => {
    const shown = await pressed([
      ['~# ', 'kubec\tget no\t\r'],
      ['Ready', UP],
      ['no', '\r'],
      ['Ready', 'kubectl get --n\t\t'],
      ['--no-headers', '\u0015:qu\t\r'],
    ]);
    expect(shown).toContain('kubectl get nodes');
    expect(shown).toContain('--namespace');
    expect(shown).toContain('Kept.');
  });

  test('Ctrl-C gives up a line or a heredoc, Ctrl-D leaves a container and then the lab', async () => {
    const shown = await pressed([
      ['~# ', 'cat <<EOF\r'],
      ['> ', 'x\u0003'],
      ['~# ', 'kubectl run w --image=busybox -- sleep 3d\r'],
      ['created', 'kubectl wait --for=condition=Ready pod/w; kubectl exec -it w -- sh\r'],
      ['/ # ', '\u0004'],
      ['~# ', 'echo half\u0003'],
      ['~# ', '\u0004'],
    ]);
    expect(shown).toContain('^C');
    expect(shown).not.toContain('\nhalf');
    expect(shown.trimEnd().endsWith('Kept. podium lab two-levels goes on from here.')).toBe(true);
  });
});

describe('a lab whose process is killed', () => {
  function started(): { readonly child: ReturnType<typeof spawn>; says(text: string): Promise<void> } {
    const child = spawn(process.execPath, [MAIN, 'lab', 'two-levels'], {
      env: { ...env, PATH: process.env.PATH },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout?.on('data', (chunk) => {
      out += String(chunk);
    });
    return {
      child,
      async says(text) {
        while (!out.includes(text)) await once(child.stdout ?? child, 'data');
      },
    };
  }

  test.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    'by %s goes on with all that was answered',
    async (signal) => {
      const first = started();
      first.child.stdin?.write('echo kept > a\nls\n');
      await first.says('\na\n');
      first.child.kill(signal);
      await once(first.child, 'close');
      const second = started();
      second.child.stdin?.end('cat a\n');
      await second.says('cat a\nkept\n');
      await once(second.child, 'close');
    },
  );
});
