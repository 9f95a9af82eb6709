import { type Running, rate, startBot } from './bots.ts';

type Json = Record<string, unknown>;

const WIDTH = 64;
/** One more goes before them, to warm up. */
const ROUNDS = 5;
const PER_ROUND = 3000;

const MANIFEST = `apiVersion: v1
kind: Pod
metadata:
  name: secure-pod
spec:
  securityContext:
    runAsUser: 1000
    runAsGroup: 3000
  containers:
${[1, 2, 3, 4, 5].map((n) => `  - name: app-${n}\n    image: registry.example/app-${n}:1.0\n    securityContext:\n      runAsUser: ${2000 + n}\n      allowPrivilegeEscalation: false\n      runAsNonRoot: true`).join('\n')}
`.padEnd(1024, '#');

/**
 * Prints answers and explanations a second against a bot that only replies "ok", rounds taking turns; and against
 * the same bot sending the finished card of the explanation through discord.js, which says what sending it costs.
 */
export async function benchAnswer(): Promise<void> {
  const ok = await startBot('ok');
  const podium = await startBot('podium');
  const card = await startBot('card', MANIFEST);
  const rates = { ok: [] as number[], card: [] as number[], answer: [] as number[], explain: [] as number[] };
  const modal = await podium.standIn.send(1, 2, command('explain'));
  for (let round = 0; round <= ROUNDS; round++) {
    const buttons = await questions(podium, round);
    const press = (bot: Running, user: number, id: string): Promise<Json> =>
      bot.standIn.send(user, 3, { custom_id: id, component_type: 2 });
    rates.ok.push(await rate(PER_ROUND, WIDTH, (n) => press(ok, n, 'ok')));
    rates.card.push(await rate(PER_ROUND, WIDTH, (n) => press(card, n, 'ok')));
    rates.answer.push(
      await rate(buttons.length, WIDTH, (n) => press(podium, buttons[n]?.user ?? 0, buttons[n]?.id ?? '')),
    );
    rates.explain.push(await rate(PER_ROUND, WIDTH, (n) => podium.standIn.send(n, 5, submitted(modal))));
  }
  await ok.stop();
  await card.stop();
  await podium.stop();
  const base = median(rates.ok.slice(1));
  console.table(
    (['ok', 'card', 'answer', 'explain'] as const).map((what) => ({
      what: {
        ok: '"ok" bot',
        card: 'explained card, ready-made',
        answer: '/quiz answer, committed',
        explain: `/explain of ${MANIFEST.length} bytes`,
      }[what],
      'a second': Math.round(median(rates[what].slice(1))),
      'ratio to ok': (median(rates[what].slice(1)) / base).toFixed(2),
      'at least': { ok: '', card: '', answer: '0.5', explain: '0.8' }[what],
    })),
  );
}

/** Choice questions put to many people, with the person and the first button of each. */
async function questions(podium: Running, round: number): Promise<readonly { user: number; id: string }[]> {
  const found: { user: number; id: string }[] = [];
  await rate(PER_ROUND, WIDTH, async (n) => {
    const user = round * PER_ROUND + n;
    const id = /quiz:answer:\d+:A/.exec(
      JSON.stringify(await podium.standIn.send(user, 2, command('quiz'))),
    )?.[0];
    if (id !== undefined) found.push({ user, id });
  });
  return found;
}

function command(name: string): Json {
  return { id: '1', name, type: 1, options: [] };
}

function submitted(opened: Json): Json {
  const { custom_id, components } = opened.data as { custom_id: string; components: { component?: Json }[] };
  const inputs = components.flatMap(({ component }) => (component?.type === 4 ? [component] : []));
  return {
    custom_id,
    components: inputs.map((input, index) => ({
      type: 18,
      component: { type: 4, custom_id: input.custom_id, value: index === 0 ? MANIFEST : '' },
    })),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
