import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, type Reply, upload } from '../../src/preview/driver.ts';
import { type Stage, startStage, takeFilesAway } from './stage.ts';

/** The lesson's manifest as its web page hands it out: nothing but the line breaks is left. */
const FLAT = [
  'apiVersion: v1',
  'kind: Pod',
  'metadata:',
  'name: secure-pod',
  'spec:',
  'securityContext:',
  'runAsUser: 1000',
  'runAsGroup: 3000',
  'containers:',
  '- name: app',
  'image: nginxinc/nginx-unprivileged:1.28',
  'securityContext:',
  'runAsUser: 2000',
].join('\n');

const INDENTED = `apiVersion: v1
kind: Pod
metadata:
  name: secure-pod
spec:
  securityContext:
    runAsUser: 1000
    runAsGroup: 3000
  containers:
  - name: app
    image: nginxinc/nginx-unprivileged:1.28
    securityContext:
      runAsUser: 2000
`;

const NON_ROOT = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
  containers:
  - name: app
    image: web:1
`;

let stage: Stage;
let ada: Actor;
beforeAll(async () => {
  stage = await startStage();
  ada = stage.driver.person('Ada');
});
afterAll(() => stage.close());

const textOf = (reply: Reply): string => reply.message?.text ?? '';
const labelsOf = (reply: Reply): readonly string[] =>
  (reply.message?.buttons ?? []).map((button) => button.label);
const filesOf = (reply: Reply): readonly string[] =>
  (reply.message?.files ?? []).map((file) => file.filename);
/** What a person was told, wherever it stands. */
const told = (reply: Reply): string =>
  [reply.message, ...reply.followUps].map((message) => message?.text ?? '').join('\n');

async function paste(manifest: string, who: Actor = ada, options = {}): Promise<Reply> {
  const opened = await who.run('explain', options);
  expect(opened.kind).toBe('modal');
  return who.submit(opened, { manifest });
}

describe('/explain with a paste', () => {
  test('the flattened paste: UID 2000 of the container over the pod’s 1000, GID 3000 of the pod', async () => {
    const reply = await paste(FLAT);
    expect(textOf(reply)).toContain('`app` runs as **UID 2000**');
    expect(textOf(reply)).toContain('**UID 2000** · container, line 13');
    expect(textOf(reply)).toContain('overrides `1000` (pod, line 7)');
    expect(textOf(reply)).toContain('**GID 3000** · pod, line 8');
    expect(textOf(reply)).toMatch(/indentation/i);
    expect(reply.message?.ephemeral).toBe(true);
  });

  test('without the container’s own: UID 1000 and GID 3000, both of the pod', async () => {
    const reply = await paste(FLAT.split('\n').slice(0, 11).join('\n'));
    expect(textOf(reply)).toContain('**UID 1000** · pod, line 7');
    expect(textOf(reply)).toContain('**GID 3000** · pod, line 8');
  });

  test('the paste comes back as a file, exactly as it was', async () => {
    expect((await paste(FLAT)).message?.file('manifest.yaml')).toBe(FLAT);
  });

  test('manifest: takes it in the command, with its line breaks and with spaces in their place', async () => {
    for (const manifest of [INDENTED, FLAT.replaceAll('\n', ' ')]) {
      const reply = await ada.run('explain', { manifest });
      expect(textOf(reply)).toContain('`app` runs as **UID 2000**');
      expect(reply.message?.ephemeral).toBe(true);
      expect(reply.message?.file('manifest.yaml')).toBe(manifest);
    }
    const shared = await ada.run('explain', { manifest: INDENTED, share: true, 'image-user': '101' });
    expect(shared.message?.ephemeral).toBe(false);
  });

  test('manifest: and file: together are told to be one too many', async () => {
    const reply = await ada.run('explain', { manifest: INDENTED, file: upload('pod.yaml', INDENTED) });
    expect(textOf(reply)).toContain('one at a time');
  });

  test('a paste of 4,000 characters', async () => {
    const long = `${INDENTED}# ${'x'.repeat(4000 - INDENTED.length - 2)}`;
    expect(long).toHaveLength(4000);
    expect(textOf(await paste(long))).toContain('`app` runs as **UID 2000**');
  });

  test('share:True shows it to everyone', async () => {
    expect((await paste(INDENTED, ada, { share: true })).message?.ephemeral).toBe(false);
  });

  test('what is no manifest is told to the one person only, and given back', async () => {
    const reply = await paste('FROM nginx:1.28\nRUN apt-get update\nUSER 101\n', ada, { share: true });
    expect(textOf(reply)).toContain('I cannot explain that');
    expect(reply.message?.ephemeral).toBe(true);
    expect(reply.message?.file('manifest.yaml')).toContain('USER 101');
    const again = await ada.press(reply.message, 'Change and explain again');
    expect(again.kind).toBe('modal');
    expect(textOf(await ada.submit(again, { manifest: INDENTED }))).toContain('UID 2000');
  });

  test('in a direct message, and in a server without the bot for whoever installed it', async () => {
    expect(textOf(await paste(FLAT, ada.inDm()))).toContain('`app` runs as **UID 2000**');
    expect(textOf(await paste(FLAT, ada.elsewhere()))).toContain('`app` runs as **UID 2000**');
  });

  test('two readings are both shown', async () => {
    const lines = [...FLAT.split('\n').slice(0, 5), ...FLAT.split('\n').slice(8)];
    const reply = await paste(lines.join('\n'));
    expect(textOf(reply)).toContain('can be read in 2 ways');
    expect(textOf(reply)).toContain('## Reading 1');
    expect(textOf(reply)).toContain('## Reading 2');
  });

  test('more containers than fit: cut at a container’s edge, the rest attached', async () => {
    const containers = Array.from(
      { length: 60 },
      (_, index) =>
        `  - name: c${index}\n    image: i\n    securityContext:\n      runAsUser: ${index + 1}\n`,
    );
    const reply = await paste(
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: many\nspec:\n  containers:\n${containers.join('').slice(0, 3800)}`,
    );
    expect(textOf(reply)).toMatch(/\*\*\d+ more containers( and \d+ more findings?.*)?\*\* did not fit/);
    expect(filesOf(reply)).toEqual(['explanation.md', 'manifest.yaml']);
    expect(reply.message?.file('explanation.md')).toContain('`c30` would run as **UID 31**');
  });

  test('nothing of a paste is logged', async () => {
    await paste(INDENTED.replace('secure-pod', 'never-to-be-logged'));
    await paste('never-to-be-logged: [');
    await ada.run('explain', { 'image-user': 'never-to-be-logged x' });
    expect(stage.logged.length).toBeGreaterThan(0);
    expect(JSON.stringify(stage.logged)).not.toContain('never-to-be-logged');
  });
});

describe('/explain file:', () => {
  test('an attached manifest', async () => {
    const reply = await ada.run('explain', { file: upload('pod.yaml', INDENTED) });
    expect(textOf(reply)).toContain('`app` runs as **UID 2000**');
    expect(reply.message?.ephemeral).toBe(true);
  });

  test('share:True', async () => {
    const reply = await ada.run('explain', { file: upload('pod.yaml', INDENTED), share: true });
    expect(reply.message?.ephemeral).toBe(false);
  });

  test('256 KiB is read, one byte more is refused with what to do', async () => {
    const filled = (size: number): string => {
      const line = `# ${'x'.repeat(98)}\n`;
      const body = INDENTED + line.repeat(Math.floor((size - INDENTED.length) / line.length));
      return body + '#'.repeat(size - body.length);
    };
    const full = await ada.run('explain', { file: upload('pod.yaml', filled(256 * 1024)) });
    expect(textOf(full)).toContain('`app` runs as **UID 2000**');
    const more = await ada.run('explain', { file: upload('pod.yaml', filled(256 * 1024 + 1)), share: true });
    expect(told(more)).toContain('larger than 256 KiB');
    expect(more.message?.ephemeral).toBe(true);
  });

  test('what is not text is said to be none', async () => {
    const reply = await ada.run('explain', {
      file: upload('pod.yaml', new Uint8Array([0, 159, 146, 150, 0, 1])),
    });
    expect(told(reply)).toMatch(/text/i);
    expect(told(reply)).not.toContain('Something went wrong');
  });

  test('an image-user that cannot be read is told before anything else', async () => {
    const reply = await ada.run('explain', { 'image-user': 'app 101' });
    expect(told(reply)).toContain('app=101,sidecar=nginx');
  });

  test('image-user goes into the answer', async () => {
    const reply = await ada.run('explain', { file: upload('pod.yaml', NON_ROOT), 'image-user': 'app=101' });
    expect(textOf(reply)).toContain('`app` runs as **UID 101**');
    expect(textOf(reply)).toContain('and the kubelet starts it');
  });

  test('an image-user for a container that does not exist is said', async () => {
    const reply = await ada.run('explain', { file: upload('pod.yaml', NON_ROOT), 'image-user': 'ap=101' });
    expect(textOf(reply)).toContain('**No container is called** `ap`');
  });
});

describe('where files may come from', () => {
  let foreign: Stage;
  let other: Server;
  let asked = 0;
  beforeAll(async () => {
    other = createServer((_request, response) => {
      asked += 1;
      response.end(INDENTED);
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const port = (other.address() as AddressInfo).port;
    foreign = await startStage({ environment: { DISCORD_CDN_URL: `http://127.0.0.1:${port}` } });
  });
  afterAll(async () => {
    await foreign.close();
    other.close();
  });

  test('a file from another host than Discord’s or DISCORD_CDN_URL’s is not fetched', async () => {
    const reply = await foreign.driver.person('Ada').run('explain', { file: upload('pod.yaml', INDENTED) });
    expect(told(reply)).toContain('does not come from Discord’s own servers');
    expect(asked).toBe(0);
  });
});

describe('Explain manifest on a message', () => {
  test('its code block, with lines counted from the block', async () => {
    const said = ada.say(`why is this 2000?\n\`\`\`yaml\n${INDENTED}\`\`\`\nthanks`);
    const reply = await ada.runOn('Explain manifest', said);
    expect(textOf(reply)).toContain('**UID 2000** · container, line 13');
    expect(reply.message?.ephemeral).toBe(true);
  });

  test('of several code blocks those with a manifest', async () => {
    const said = ada.say(`\`\`\`\nbash: kubectl: not found\n\`\`\`\nand\n\`\`\`yaml\n${INDENTED}\`\`\``);
    const reply = await ada.runOn('Explain manifest', said);
    expect(textOf(reply)).toContain('`app` runs as **UID 2000**');
  });

  test('a message that is a manifest without a code block', async () => {
    expect(textOf(await ada.runOn('Explain manifest', ada.say(FLAT)))).toContain(
      '`app` runs as **UID 2000**',
    );
  });

  test('its attached file, whatever is written beside it', async () => {
    const said = ada.say('look at this', upload('deploy.yml', INDENTED));
    expect(textOf(await ada.runOn('Explain manifest', said))).toContain('`app` runs as **UID 2000**');
  });

  test('a message without a manifest is told what to do', async () => {
    const reply = await ada.runOn('Explain manifest', ada.say('', upload('cat.png', 'meow')));
    expect(told(reply)).toContain('There is no manifest in that message');
    expect(told(await ada.runOn('Explain manifest', ada.say('good morning')))).toContain(
      'I cannot explain that',
    );
  });
});

describe('Set the image’s USER', () => {
  test('asks, recomputes and changes the answer itself', async () => {
    const reply = await paste(NON_ROOT);
    expect(textOf(reply)).toContain(
      '`app` runs as **the image’s USER**, and starts where that is a number; refused with no USER, root or a name',
    );
    const opened = await ada.press(reply.message, 'Set the image’s USER');
    await ada.submit(opened, { 'image-user': 'app=101' });
    expect(textOf(reply)).toContain('`app` runs as **UID 101**');
    expect(textOf(reply)).toContain('and the kubelet starts it');
    expect(reply.message?.file('manifest.yaml')).toBe(NON_ROOT);
    const root = await ada.press(reply.message, 'Set the image’s USER');
    expect(JSON.stringify(root.modal)).toContain('app=101');
    await ada.submit(root, { 'image-user': '0' });
    expect(textOf(reply)).toContain('The image of `app` runs as root, against `runAsNonRoot`');
    const details = await ada.press(reply.message, 'Details');
    expect(textOf(details)).toContain('container has runAsNonRoot and image will run as root');
  });

  test('what cannot be read is told, and the answer stays', async () => {
    const reply = await paste(NON_ROOT);
    const before = textOf(reply);
    const wrong = await ada.submit(await ada.press(reply.message, 'Set the image’s USER'), {
      'image-user': 'a b',
    });
    expect(told(wrong)).toContain('app=101,sidecar=nginx');
    expect(textOf(reply)).toBe(before);
  });

  test('on a shared answer somebody else gets an answer of their own', async () => {
    const reply = await paste(NON_ROOT, ada, { share: true });
    const before = textOf(reply);
    const grace = stage.driver.person('Grace');
    const own = await grace.submit(await grace.press(reply.message, 'Set the image’s USER'), {
      'image-user': '101',
    });
    expect(textOf(own)).toContain('`app` runs as **UID 101**');
    expect(own.message?.ephemeral).toBe(true);
    expect(textOf(reply)).toBe(before);
  });
});

describe('Show the corrected manifest', () => {
  test('downloaded and pasted again, it has no findings', async () => {
    const bad = INDENTED.replace('      runAsUser: 2000', '      runAsUser: "2000"\n      fsGroup: 5');
    const reply = await paste(bad);
    expect(textOf(reply)).toContain('**line 13** `runAsUser: 2000`, without quotes.');
    const corrected = await ada.press(reply.message, 'Show the corrected manifest');
    expect(textOf(corrected)).toContain('+ 14 ');
    expect(corrected.message?.file('manifest.yaml')).toBe(bad);
    const again = await paste(corrected.message?.file('corrected.yaml') ?? '');
    expect(textOf(again)).not.toMatch(/⛔|⚠️/);
    expect(labelsOf(again)).not.toContain('Show the corrected manifest');
  });

  test('a flattened paste comes back with its indentation', async () => {
    const reply = await paste(FLAT);
    const corrected = await ada.press(reply.message, 'Show the corrected manifest');
    const again = await paste(corrected.message?.file('corrected.yaml') ?? '');
    expect(textOf(again)).toContain('`app` runs as **UID 2000**');
    expect(textOf(again)).not.toMatch(/indentation/i);
  });
});

describe('/field', () => {
  test('is completed from the table, by name and by meaning', async () => {
    expect((await ada.complete('field', 'name', 'nonroot')).map((choice) => choice.value)).toEqual([
      'runAsNonRoot',
    ]);
    expect((await ada.complete('field', 'name', 'volume')).map((choice) => choice.value)).toContain(
      'fsGroup',
    );
    expect(await ada.complete('field', 'name', '')).not.toHaveLength(0);
  });

  test('tells where it may stand, in whatever case and path it is asked', async () => {
    const reply = await ada.run('field', { name: 'spec.securityContext.RunAsUser' });
    expect(textOf(reply)).toContain('### `runAsUser`');
    expect(textOf(reply)).toContain('**For one container**');
  });

  test('an unknown name is answered with near ones', async () => {
    const reply = await ada.run('field', { name: 'runAsRoot' });
    expect(told(reply)).toContain('Did you mean `runAsUser`');
  });
});

test('names that try to be markup stay names', async () => {
  const name = '"a`**b** @everyone\\n# x"';
  const reply = await paste(INDENTED.replace('name: app', `name: ${name}`));
  expect(textOf(reply)).toContain('`aˋ**b** @everyone # x` would run as **UID 2000**');
});

test.each<[string, (reply: Reply) => void]>([
  ['is no longer on the message', (reply) => takeFilesAway(reply.message)],
  ['is no longer on Discord’s servers', () => stage.driver.world.files.clear()],
])('a button whose file %s says how to go on', async (_what, lose) => {
  const reply = await paste(FLAT);
  lose(reply);
  expect(told(await ada.press(reply.message, 'Show the corrected manifest'))).toContain(
    'Paste the manifest again',
  );
  expect(told(await ada.press(reply.message, 'Change and explain again'))).toContain(
    'Paste the manifest again',
  );
});

test('every answer came within Discord’s 3 seconds', () => {
  const acks = stage.driver.interactions.map((interaction) => interaction.ackMs);
  expect(acks.length).toBeGreaterThan(30);
  expect(acks.every((ms) => ms !== null && ms < 3000)).toBe(true);
});
