import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDecks } from '../../src/decks/index.ts';
import { explain } from '../../src/manifest/index.ts';
import { propertyRuns } from '../property-runs.ts';

/** What the check says of two cards that ask alike, as `second: code severity`; nothing else it says is looked at. */
function said(...cards: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const whole = cards.map((card, index) => ({
    id: `card-${index}`,
    kind: 'recall',
    topic: 't',
    difficulty: 1,
    ...('options' in card ? {} : { answer: 'The answer.' }),
    ...card,
  }));
  const text = JSON.stringify({ id: 'd', title: 'D', description: 'D.', cards: whole });
  const { decks, problems } = checkDecks([{ name: 'd.yaml', text }], explain);
  expect(decks).toHaveLength(1);
  return problems
    .filter(({ code }) => code.endsWith('duplicate'))
    .map(({ code, severity, path }) => `${/^cards\[(\d+)\]/.exec(path)?.[1]}: ${code} ${severity}`);
}

const LONG = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext:
    runAsUser: 1000
    fsGroup: 2000
${Array.from({ length: 12 }, (_, n) => `  # container ${n} of twelve\n  - name: container-${n}\n    image: registry.example.com/web:${n}\n`).join('')}`;

function choice(prompt: string, ...options: readonly string[]) {
  return {
    kind: 'choice',
    prompt,
    options: options.map((text, index) => ({ text, why: 'w', ...(index === 0 ? { correct: true } : {}) })),
  };
}

describe('honest cards pass', () => {
  test('two questions on the same long manifest', () => {
    expect(
      said(
        { prompt: 'Which group owns the files of the volume?', manifest: LONG },
        { prompt: 'As which user does the first container run?', manifest: LONG },
        { ...choice('What of the pod does the kubelet refuse?', 'nothing', 'all'), manifest: LONG },
      ),
    ).toEqual([]);
  });

  test('the same question on two manifests', () => {
    const again = LONG.replace('runAsUser: 1000', 'runAsUser: 2000');
    const asked = choice('As which UID does `app` run?', 'UID 1000', 'UID 2000');
    expect(said({ ...asked, manifest: LONG }, { ...asked, manifest: again })).toEqual([]);
  });

  test('long prompts that name another field, number or command', () => {
    const prompt = (what: string) =>
      `A pod sets ${what} in its own security context, the container sets nothing at all, and the image names a user. What has the process in the end?`;
    expect(
      said(
        { prompt: prompt('runAsUser') },
        { prompt: prompt('runAsGroup') },
        { prompt: prompt('runAsUser to 1000') },
        { prompt: prompt('`privileged`') },
      ),
    ).toEqual([]);
  });

  test('alike in words and with other answers', () => {
    const prompt = 'What does the kubelet do with a pod of this kind when the image is already';
    expect(
      said(
        { prompt: `${prompt} present?`, answer: 'It uses it.' },
        { prompt: `${prompt} missing?`, answer: 'It pulls the image first.' },
      ),
    ).toEqual([]);
  });

  test('one question over other options', () => {
    expect(
      said(
        choice('Which is for pods only?', 'fsGroup', 'x'),
        choice('Which is for pods only?', 'sysctls', 'x'),
      ),
    ).toEqual([]);
  });

  test('nothing but code', () => {
    const code = [
      '`$?`',
      '`$#`',
      '`chmod -r`',
      '`chmod -R`',
      '`{}`',
      '`[]`',
      '`==`',
      '`!=`',
      '??',
      '!!',
      '🙂',
      '🙃',
    ];
    expect(said(...code.map((prompt) => ({ prompt })))).toEqual([]);
  });

  test('blanks of one sentence, which are a family', () => {
    const sentence =
      'the kubelet reads the user of the image when neither level says who the process runs as';
    expect(
      said(
        { prompt: sentence.replace('kubelet', '[…]'), answer: sentence, family: 'note' },
        { prompt: sentence.replace('levels', '[…]'), answer: sentence, family: 'note' },
      ),
    ).toEqual([]);
  });

  test.each([
    ['Chinese', ['容器以哪个用户运行？', '容器以哪个组运行？', '卷中的文件属于哪个组？']],
    [
      'Japanese',
      [
        'コンテナはどのユーザーで実行されますか',
        'ボリュームのファイルはどのグループに属しますか',
        'ポッドとは',
      ],
    ],
    ['Thai', ['คอนเทนเนอร์ทำงานด้วยผู้ใช้ใด', 'ไฟล์ในโวลุ่มเป็นของกลุ่มใด', 'พอดคืออะไร']],
    ['Khmer', ['កុងតឺន័រដំណើរការជាអ្នកប្រើណា', 'ឯកសារក្នុងវ៉ុលជារបស់ក្រុមណា']],
    [
      'Hindi',
      ['कंटेनर किस उपयोगकर्ता के रूप में चलता है?', 'वॉल्यूम की फ़ाइलें किस समूह की हैं?', 'कंटेनर किस समूह के रूप में चलता है?'],
    ],
    [
      'Arabic',
      ['بأي مستخدم تعمل الحاوية؟', 'لأي مجموعة تنتمي ملفات وحدة التخزين؟', 'بأي مجموعة تعمل الحاوية؟'],
    ],
    [
      'Russian',
      ['От имени какого пользователя работает контейнер?', 'От имени какой группы работает контейнер?'],
    ],
    ['Korean', ['컨테이너는 어떤 사용자로 실행됩니까?', '컨테이너는 어떤 그룹으로 실행됩니까?']],
  ])('questions in %s', (_, prompts) => {
    expect(said(...prompts.map((prompt) => ({ prompt })))).toEqual([]);
  });
});

describe('repeated cards are told', () => {
  test('the same is refused, however its options are ordered and wherever its lines end', () => {
    expect(
      said(
        choice('Which level wins?', 'container', 'pod'),
        choice('Which level wins? \n', 'container', 'pod'),
      ),
    ).toEqual(['1: duplicate error']);
    const turned = choice('Which level wins?', 'container', 'pod');
    expect(said(turned, { ...turned, options: turned.options.toReversed() })).toEqual(['1: duplicate error']);
    expect(
      said(
        { prompt: 'Which?', manifest: LONG },
        { prompt: 'Which?', manifest: LONG.replaceAll('\n', ' \n') },
      ),
    ).toEqual(['1: duplicate error']);
  });

  test('one face with two answers cannot be answered', () => {
    const cards = [
      { prompt: 'What is a PSA?', answer: 'Pod Security Admission.' },
      { prompt: 'What is a PSA?', answer: 'A public service announcement.' },
    ];
    expect(said(...cards)).toEqual(['1: duplicate error']);
  });

  test.each([
    [
      'English',
      'Which of the two values counts when both levels set runAsUser in one pod?',
      'Which of the two values counts when both levels set runAsUser in a pod?',
    ],
    ['case and marks', 'Which level wins?', 'which level wins'],
    [
      'Chinese',
      '在下面的清单中，容器里的进程最终以哪个用户的身份运行？',
      '在下面的清单中，容器里的进程最终是以哪个用户的身份运行',
    ],
    [
      'Thai',
      'คอนเทนเนอร์ทำงานด้วยผู้ใช้ใดเมื่อพอดและคอนเทนเนอร์กำหนดค่าต่างกัน',
      'คอนเทนเนอร์จะทำงานด้วยผู้ใช้ใดเมื่อพอดและคอนเทนเนอร์กำหนดค่าต่างกัน',
    ],
    [
      'Hindi',
      'जब पॉड और कंटेनर दोनों मान सेट करते हैं तो कौन सा मान लागू होता है?',
      'जब पॉड और कंटेनर दोनों मान सेट करते हैं तो कौन सा मान लागू होता है',
    ],
    [
      'Arabic',
      'أي قيمة تسري عندما يحدد كل من الحاوية والبود المستخدم في المواصفات؟',
      'أي قيمة تسري عندما يحدد كل من الحاوية والبود المستخدم في المواصفات',
    ],
    [
      'Russian',
      'Какое значение действует, если оба уровня задают пользователя одновременно?',
      'Какое значение действует, если оба уровня задают пользователя одновременно',
    ],
  ])('nearly the same in %s is a warning', (_, prompt, again) => {
    expect(said({ prompt }, { prompt: 'Something else.' }, { prompt: again })).toEqual([
      '2: near-duplicate warning',
    ]);
  });

  test('nearly the same over manifests that differ in names and comments', () => {
    const renamed = LONG.replace('name: web', 'name: shop').replaceAll('of twelve', 'of 12');
    expect(
      said({ prompt: 'Who runs it?', manifest: LONG }, { prompt: 'Who runs it', manifest: renamed }),
    ).toEqual(['1: near-duplicate warning']);
  });
});

test('whatever a prompt holds, the same card twice is refused and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }), (drawn) => {
      const prompt = `${Buffer.from(drawn.replaceAll('\0', ' ')).toString()}.`;
      expect(said({ prompt }, { prompt: 'Other.' }, { prompt })).toEqual(['2: duplicate error']);
    }),
    { numRuns: propertyRuns(200) },
  );
});

/** Every prompt shares just less than what counts with every other: nothing can be left out without a look. */
test('a megabyte of long prompts that are all almost alike take a fraction of the time the check has', () => {
  const character = (at: number): string => String.fromCodePoint(0x4e00 + at);
  const cards = Array.from({ length: 650 }, (_, card) => ({
    prompt: Array.from({ length: 499 }, (_, at) =>
      character(at % 10 === 0 ? 1000 + ((card * 31 + at / 10) % 19_000) : at),
    ).join(''),
  }));
  expect(Buffer.byteLength(cards.map(({ prompt }) => prompt).join(''))).toBeGreaterThan(950_000);
  const started = performance.now();
  expect(said(...cards)).toEqual([]);
  expect(performance.now() - started).toBeLessThan(15_000);
});
