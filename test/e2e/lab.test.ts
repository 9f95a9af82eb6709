import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LabSource } from '../../src/play/labs-source.ts';
import { type Actor, type Reply, type Seen, upload } from '../../src/preview/driver.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { SOLVING, tinyLabs } from '../play/lab-fixture.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let ada: Actor;
let raised = false;
/** The tiny labs, of a new revision once `raised`. */
const labs: LabSource = {
  get all() {
    return tinyLabs.all;
  },
  find(id) {
    const lab = tinyLabs.find(id);
    return raised && lab !== undefined ? { ...lab, revision: 2 } : lab;
  },
};

beforeEach(async () => {
  raised = false;
  stage = await startStage({ labs });
  ada = stage.driver.person('Ada');
});
afterEach(() => stage.close());

function shown(reply: Reply): Seen {
  if (reply.message === null) throw new Error('no message came');
  return reply.message;
}

const labels = (seen: Seen): readonly string[] => seen.buttons.map(({ label }) => label);
/** What the terminal of a message shows, without its colours. */
function screen(seen: Seen): string {
  const block = /```ansi\n([\s\S]*?)\n```/.exec(seen.text)?.[1] ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of the block
  return block.replace(/\u001b\[[\d;]*m/g, '');
}

async function open(name = 'tiny', who = ada): Promise<Seen> {
  return shown(await who.run('lab', { name }));
}

const k = (line: string, who = ada): Promise<Reply> => who.run('k', { line });

describe('/lab', () => {
  test('without a name lists every lab and says what to do next; a press begins there, in the same message', async () => {
    const list = shown(await ada.run('lab'));
    expect(list.ephemeral).toBe(true);
    expect(list.text).toContain('Next for you:** A tiny lab (5 min');
    expect(list.text).toMatch(/-# ○ \*\*The lab after it\*\* · [^·\n]+ · 5 min · ★★★ · exam task/);
    await ada.press(list, /^Start: A tiny lab/);
    expect(list.text).toContain('Write a note');
    expect(screen(list)).toBe('root@controlplane:~# ');
    const again = shown(await ada.run('lab'));
    expect(labels(again)).toContain('Go on: A tiny lab');
    await ada.choose(again, 0, 'after');
    expect(again.text).toContain('The lab after it');
  });

  test('completes names, what is next first, and says which there is not', async () => {
    const all = await ada.complete('lab', 'name', '');
    expect(all.map(({ name }) => name)).toEqual([
      'A tiny lab · 5 min · next for you',
      'The lab after it · 5 min',
    ]);
    expect(await ada.complete('lab', 'name', 'AFTER')).toHaveLength(1);
    expect(shown(await ada.run('lab', { name: 'no such' })).content).toContain("I don't know that lab");
    expect((await open('the lab AFTER it')).text).toContain('5 min, until <t:');
  });

  test('from start to end: typed, checked, finished, and back in /review as a card of its own', async () => {
    const lab = await open();
    await ada.press(lab, 'Check');
    expect(lab.text).toMatch(/Check: 0 of 1 met\.\*\*\n✗ /);
    await ada.press(lab, 'echo hello > note.txt');
    await ada.press(lab, 'Check');
    expect(lab.text).toContain('✓ **Step 1 done:** Write a note.');
    expect(lab.text).toContain('Start the pod');
    await ada.press(lab, 'kubectl apply -f web.yaml');
    expect(screen(lab)).toContain('pod/web created');
    await ada.press(lab, 'kubectl exec -it web -- sh');
    expect(screen(lab).endsWith('\n/ $ ')).toBe(true);
    expect(labels(lab)[0]).toBe('exit');
    const typing = await ada.press(lab, 'Type');
    await ada.submit(typing, { line: 'id -u\nls -d /tmp' });
    expect(screen(lab)).toContain('/ $ id -u\n> ls -d /tmp\n1000\n/tmp\n/ $ ');
    await ada.press(lab, 'exit');
    await ada.press(lab, 'Check');
    expect(lab.text).toContain('## ✓ A tiny lab');
    expect(lab.text).toContain('no hints · **+10 points**');
    expect(lab.text).toContain('comes back in /review in 10 min');
    expect(labels(lab)).toContain('Next: The lab after it');
    expect(shown(await ada.run('leaderboard', { period: 'all' })).text).toContain('**10** points');

    stage.advance(DAY);
    const review = shown(await ada.run('review'));
    expect(review.text).toContain('Do the lab “A tiny lab” again.');
    await ada.press(review, 'Start the lab');
    expect(review.text).toContain('Write a note');
    await ada.press(review, 'Hint');
    expect(review.text).toContain('**Hint 1 of 3**\nA nudge.');
    for (const line of SOLVING) {
      await ada.submit(await ada.press(review, 'Type'), { line });
      await ada.press(review, 'Check');
    }
    expect(review.text).toContain('Graded Hard');
    expect(review.text).toContain('with hints');
    expect((await stage.store.stats(ada.id, Date.now() + DAY)).points).toBe(10);
    await ada.press(review, 'Review cards');
    // The cards that the lab teaches come before other new ones.
    expect(review.text).toMatch(/Which UID does the container run as\?|As which UID does it run\?/);
  });

  test('asks before it shows the answer, which brings no points', async () => {
    const lab = await open();
    await ada.press(lab, 'Hint');
    await ada.press(lab, 'Hint');
    expect(lab.text).toContain('**Hint 2 of 3**\nMore.');
    await ada.press(lab, 'Answer…');
    expect(lab.text).toContain('Show the answer?');
    expect(lab.text).not.toContain('The answer.');
    await ada.press(lab, 'Let me try');
    await ada.press(lab, 'Answer…');
    await ada.press(lab, 'Show the answer');
    expect(lab.text).toContain('**The answer**\nThe answer.');
    for (const line of SOLVING) {
      await ada.submit(await ada.press(lab, 'Type'), { line });
      await ada.press(lab, 'Check');
    }
    expect(lab.text).toContain('no points with the answer');
    expect(lab.text).toContain('Graded Again');
  });

  test('a task says whether it was in time', async () => {
    const late = await open('after');
    await ada.press(late, 'echo hello > note.txt');
    stage.advance(6 * 60_000);
    await ada.press(late, 'Check');
    expect(late.text).toMatch(/Done in 6 min.*over the time\*\* of 5 min/);
    const grace = stage.driver.person('Grace');
    const early = await open('after', grace);
    await grace.press(early, 'echo hello > note.txt');
    await grace.press(early, 'Check');
    expect(early.text).toMatch(/\*\*In time:\*\* \d+ s of 5 min/);
  });
});

describe('pressed twice', () => {
  test('a line runs once', async () => {
    const lab = await open();
    await ada.submit(await ada.press(lab, 'Type'), { line: 'echo x >> note.txt' });
    const button = /echo hello/;
    await Promise.all([ada.press(lab, button), ada.press(lab, button), ada.press(lab, button)]);
    expect(lab.text).not.toContain('not run');
    expect(screen(shown(await k('wc -l note.txt')))).toContain('1 note.txt');
    expect(screen(lab).match(/echo hello/g)).toHaveLength(1);
  });

  test('Check passes one step, and finishes a lab once', async () => {
    const lab = await open();
    await ada.press(lab, 'echo hello > note.txt');
    await Promise.all([ada.press(lab, 'Check'), ada.press(lab, 'Check')]);
    expect(lab.text).toContain('Start the pod');
    await ada.press(lab, 'kubectl apply -f web.yaml');
    await Promise.all([ada.press(lab, 'Check'), ada.press(lab, 'Check')]);
    expect(lab.text).toContain('+10 points');
    expect((await stage.store.stats(ada.id, Date.now())).points).toBe(10);
  });

  test('Undo takes one thing back, and Reset begins one run', async () => {
    const lab = await open();
    await k('echo 1 > a');
    const now = shown(await k('echo 2 > a'));
    await ada.press(now, 'More…');
    await Promise.all([ada.press(now, 'Undo'), ada.press(now, 'Undo')]);
    expect(screen(shown(await k('cat a')))).toContain('cat a\n1\n');
    await ada.press(lab, 'More…');
    await ada.press(lab, 'Reset…');
    expect(lab.text).toContain('Everything you did in it goes');
    await Promise.all([ada.press(lab, 'Reset'), ada.press(lab, 'Reset')]);
    expect(screen(lab)).toBe('root@controlplane:~# ');
    expect(await stage.store.openLabSessions(ada.id)).toHaveLength(1);
  });
});

describe('an old message', () => {
  test('says so, shows where the lab stands now, and does nothing', async () => {
    const old = await open();
    const newer = shown(await k('touch made'));
    await ada.press(old, 'echo hello > note.txt');
    expect(old.text).toContain('was not run**, because you have done something else');
    expect(screen(old)).toContain('touch made');
    expect(screen(shown(await k('ls')))).not.toContain('note.txt');
    await ada.press(newer, 'Type');
    expect(newer.text).toContain('showed an earlier moment');
  });

  test('never runs another line than its button says, also when the step has passed since', async () => {
    const old = await open();
    await k('echo hello > note.txt');
    const now = shown(await ada.run('k'));
    const other = shown(await ada.run('k'));
    await ada.press(now, 'Check');
    expect(now.text).toContain('Start the pod');
    // The same turn, another step: the button still means what stands on it.
    await ada.press(other, 'nano note.txt');
    expect(screen(other)).toContain('nano note.txt');
    await ada.press(old, 'Check');
    expect(old.text).toContain('That step is done already');
  });

  test('of a run that was begun again leads to the present one', async () => {
    const old = await open();
    const lab = shown(await ada.run('k'));
    await ada.press(lab, 'More…');
    await ada.press(lab, 'Reset…');
    await ada.press(lab, 'Reset');
    await ada.press(old, 'echo hello > note.txt');
    expect(old.text).toContain('an earlier run of this lab');
    await ada.press(old, 'More…');
    await ada.press(old, 'Reset…');
    await ada.press(old, 'Leave this lab');
    expect(old.text).toContain('## Labs');
    await ada.press(lab, 'Check');
    expect(lab.text).toContain('is closed');
  });
});

describe('the editor', () => {
  test('opens as a box, and what is submitted is saved', async () => {
    const lab = await open();
    await ada.press(lab, 'nano note.txt');
    expect(labels(lab).slice(0, 2)).toEqual(['Edit note.txt', 'Close without saving']);
    const box = await ada.press(lab, 'Edit note.txt');
    await ada.submit(box, { text: 'hello\nthere' });
    expect(screen(lab)).toContain('(saved)');
    await ada.press(lab, 'Check');
    expect(lab.text).toContain('Step 1 done');
  });

  test('closed with the box hangs nothing: the next line runs, and its text is not lost when it comes too late', async () => {
    const lab = await open();
    await ada.press(lab, 'nano note.txt');
    const box = await ada.press(lab, 'Edit note.txt');
    // The box is closed, which sends nothing.
    const next = shown(await k('ls'));
    expect(screen(next)).toContain('ls\nweb.yaml\nroot@controlplane:~# ');
    const late = shown(await ada.submit(box, { text: 'an hour of work' }));
    expect(late.text).toContain('was not saved');
    expect(late.file()).toBe('an hour of work');
    await ada.press(next, 'nano note.txt');
    await ada.press(next, 'Close without saving');
    expect(screen(next)).toContain('(closed without saving)');
  });

  test('of kubectl works the same, and refuses in the words of the server', async () => {
    await open();
    await k('kubectl apply -f web.yaml');
    const lab = shown(await k('kubectl edit pod web'));
    const edit = labels(lab)[0] ?? '';
    expect(edit).toMatch(/^Edit /);
    const box = await ada.press(lab, edit);
    const value = JSON.stringify(box.modal).match(/"value":"((?:[^"\\]|\\.)*)"/)?.[1] ?? '';
    const text = JSON.parse(`"${value}"`) as string;
    expect(text).toContain('runAsUser: 1000');
    await ada.submit(box, { text: text.replace('runAsUser: 1000', 'runAsUser: 2000') });
    expect(screen(lab)).toMatch(/error: pods "web" is invalid|may not change fields|Edit /);
  });

  test('of a text longer than a box says so, attaches it, and takes it back as a file', async () => {
    await open();
    const long = `${'# a line of a long file\n'.repeat(200)}end\n`;
    const put = shown(await ada.run('k', { file: upload('long one.txt', long), line: 'wc -l long_one.txt' }));
    expect(screen(put)).toContain('201 long_one.txt');
    const lab = shown(await k('nano long_one.txt'));
    const answer = shown(await ada.press(lab, 'Edit long_one.txt'));
    expect(answer.text).toContain('4,000');
    expect(answer.file()).toBe(long);
    const saved = shown(await ada.run('k', { file: upload('other.txt', 'short\n') }));
    expect(screen(saved)).toContain('(saved)');
    expect(screen(shown(await k('cat long_one.txt')))).toContain('cat long_one.txt\nshort\n');
  });
});

describe('Files', () => {
  test('lists them, opens one in a box and makes new ones', async () => {
    const lab = await open();
    await ada.press(lab, 'Files');
    expect(lab.text).toContain('`web.yaml` · 11 lines');
    const box = await ada.choose(lab, 0, 'web.yaml');
    expect(JSON.stringify(box.modal)).toContain('runAsUser: 1000');
    await ada.submit(box, { path: 'web.yaml', text: 'kind: Pod' });
    expect(screen(lab)).toContain("cat > web.yaml <<'EOF'");
    await ada.press(lab, 'Files');
    const fresh = await ada.press(lab, 'New file');
    await ada.submit(fresh, { path: "a b'c.txt", text: 'EOF\n$HOME `id`' });
    expect(screen(shown(await k('cat web.yaml a*')))).toContain('kind: Pod\nEOF\n$HOME `id`\n');
  });

  test('inside of a container changes nothing there', async () => {
    await open();
    await k('kubectl apply -f web.yaml');
    const lab = shown(await k('kubectl exec -it web -- sh'));
    await ada.press(lab, 'Files');
    expect(lab.text).toContain('type `exit` first');
    expect(labels(lab)).toEqual(['Back to the terminal']);
    const refused = shown(await ada.run('k', { file: upload('a.txt', 'x') }));
    expect(refused.text).toContain('You are inside of a container');
  });
});

describe('/k', () => {
  test('goes to the lab used last and says which', async () => {
    await open('tiny');
    const task = await open('after');
    expect(task.text).toContain('1 more lab is open: /lab');
    expect(shown(await k('ls')).text).toContain('**The lab after it**');
    const tiny = await open('tiny');
    await ada.press(tiny, 'echo hello > note.txt');
    const answer = shown(await k('ls'));
    expect(answer.text).toContain('**A tiny lab**');
    expect(screen(answer)).toContain('note.txt');
  });

  test('without a lab says how to open one, and completes from the step and what was typed', async () => {
    expect(shown(await k('ls')).content).toContain('You have no lab open');
    expect(await ada.complete('k', 'line', '')).toEqual([]);
    await open();
    await k('kubectl get ns');
    const offered = await ada.complete('k', 'line', 'k');
    expect(offered.map(({ value }) => value)).toEqual(['kubectl get ns', 'k', 'kill', 'kubectl']);
    expect((await ada.complete('k', 'line', '')).map(({ value }) => value)).toContain('nano note.txt');
  });

  test('delivered twice runs once', async () => {
    await open();
    const { interaction } = await k('echo x >> f');
    stage.driver.replay(interaction);
    expect(screen(shown(await k('wc -l f')))).toContain('1 f');
  });

  test('of a line that never ends is answered in time, and others are not held up', async () => {
    await open();
    const grace = stage.driver.person('Grace');
    const endless = k('while true; do echo $((i=i+1)); done');
    const help = await grace.run('help');
    expect(help.ackMs ?? 9999).toBeLessThan(1500);
    const answer = await endless;
    expect(answer.ackMs ?? 9999).toBeLessThan(2500);
    expect(screen(shown(answer))).toMatch(/podium: .*The line was stopped/);
  });
});

describe('what is shown of strangers’ text', () => {
  test('breaks out of no block, moves nothing and pings nobody', async () => {
    await open();
    const nasty =
      "printf '```\\n@everyone <@1> **b**\\n\\033[2K\\033]0;title\\007\\033[31mred\\033[0m\\ra\\tb\\n'";
    const lab = shown(await k(nasty));
    expect(lab.text.match(/```/g)).toHaveLength(2);
    const block = screen(lab);
    expect(block).toContain('red·a');
    expect(block).not.toContain('\ntitle');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: only our own colours may be left
    expect(lab.text.replace(/\u001b\[(?:0|1;32|0;33)m/g, '')).not.toMatch(/\u001b/);
    await ada.press(lab, 'More…');
    expect(shown(await ada.press(lab, 'Full output')).file()).toContain('@everyone');
  });

  test('a wide and long output keeps to what a message holds, and is whole in the file', async () => {
    await open();
    const lab = shown(
      await k(
        'for i in $(seq 300); do echo "$i 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字"; done',
      ),
    );
    expect(lab.text).toContain('Full output');
    expect(screen(lab)).toContain('300 漢字');
    await ada.press(lab, 'More…');
    const file = shown(await ada.press(lab, 'Full output')).file();
    expect(file).toContain('\n1 漢字');
    expect(file).toContain('\n300 漢字');
    expect(stage.logged.filter(({ msg }) => String(msg).includes('does not fit'))).toEqual([]);
  });
});

describe('Share', () => {
  test('posts how far somebody is, the terminal behind a spoiler, and a way in that is the reader’s own', async () => {
    const lab = await open();
    await ada.press(lab, 'echo hello > note.txt');
    await ada.press(lab, 'More…');
    const shared = shown(await ada.press(lab, 'Share here'));
    expect(shared.ephemeral).toBe(false);
    expect(shared.text).toContain(`<@${ada.id}> · lab **A tiny lab**`);
    expect(shared.text).toContain('At step 1 of 2: Write a note · no hints · 1 line');
    expect(shared.file()).toContain('root@controlplane:~# echo hello > note.txt');
    const eve = stage.driver.person('Eve');
    const hers = shown(await eve.press(shared, 'Try this lab'));
    expect(hers.ephemeral).toBe(true);
    expect(screen(hers)).toBe('root@controlplane:~# ');
    expect(shared.text).toContain('At step 1 of 2');
  });
});

describe('Try it in a lab', () => {
  const FLATTENED =
    'apiVersion: v1\nkind: Pod\nmetadata:\nname: pasted\nspec:\nsecurityContext:\nrunAsUser: 1000\ncontainers:\n- name: app\nimage: busybox:1.36\ncommand: ["sleep", "3600"]';

  test('puts the explained manifest into a fresh cluster, repaired as it was read, ready to be applied', async () => {
    const explained = shown(await ada.submit(await ada.run('explain'), { manifest: FLATTENED }));
    const lab = shown(await ada.press(explained, 'Try it in a lab'));
    expect(lab.ephemeral).toBe(true);
    expect(lab.text).toContain('with the repairs that the explanation names');
    await ada.press(lab, 'kubectl apply -f manifest.yaml');
    expect(screen(lab)).toContain('pod/pasted created');
    expect(screen(shown(await k('kubectl exec pasted -- id -u')))).toContain('\n1000\n');
    expect(labels(lab)).not.toContain('Check');
    expect(explained.text).toContain('pasted');
    // A second one takes the place of the first; /lab never lists it.
    const again = shown(await ada.press(explained, 'Try it in a lab'));
    await ada.press(lab, 'kubectl get pods');
    expect(lab.text).toContain('an earlier run');
    await ada.press(again, 'kubectl get pods');
    expect(screen(again)).toContain('No resources found');
    expect(shown(await ada.run('lab')).text).not.toContain('A cluster of your own');
  });

  test('is offered by anybody’s shared explanation, each in their own cluster', async () => {
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: a\n    image: busybox\n';
    const shared = shown(await ada.run('explain', { manifest: pod, share: true }));
    const eve = stage.driver.person('Eve');
    const hers = shown(await eve.press(shared, 'Try it in a lab'));
    await eve.press(hers, /^nano/);
    expect(labels(hers)[0]).toBe('Edit manifest.yaml');
    expect(await stage.store.openLabSessions(ada.id)).toEqual([]);
  });
});

test('a lab whose author raised its revision says so, and begins again', async () => {
  const lab = await open();
  await ada.press(lab, 'echo hello > note.txt');
  raised = true;
  await ada.press(lab, 'Check');
  expect(lab.text).toContain('was changed since you opened it');
  await ada.press(lab, 'Open it');
  expect(screen(lab)).toBe('root@controlplane:~# ');
});

test('what was typed is in /privacy’s export, and gone after its deletion', async () => {
  const lab = await open();
  await ada.press(lab, 'echo hello > note.txt');
  const exported = shown(await ada.run('privacy', { action: 'export' })).file();
  expect(exported).toContain('echo hello > note.txt');
  const asked = shown(await ada.run('privacy', { action: 'delete' }));
  await ada.press(asked, 'Yes, delete everything');
  const answer = shown(await ada.press(lab, 'Check'));
  expect(answer.content).toContain('no longer kept');
});
