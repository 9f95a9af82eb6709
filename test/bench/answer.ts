import { type Running, rate, startBot } from './bots.ts';
import { command, type Json, questions } from './questions.ts';
import { recordedAnswer } from './recorded.ts';
import { median } from './samples.ts';

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

const KINDS = ['ok', 'message', 'answer', 'explain'] as const;
type Kind = (typeof KINDS)[number];

/** What was measured of one kind of interaction, a value a round. */
interface Measured {
  readonly rates: number[];
  /** CPU of the bot's process per interaction, in µs. */
  readonly cpu: number[];
}

/**
 * Prints answers and explanations a second against a bot that only replies "ok", rounds taking turns; and against
 * the same bot sending the finished message of the explanation through discord.js, which says what sending it costs.
 * The rates of a noisy machine swing; the CPU time of the bot's process for each interaction does not.
 */
export async function benchAnswer(): Promise<void> {
  const ok = await startBot('ok');
  const podium = await startBot('podium');
  const ready = await startBot('card', { CARD: MANIFEST });
  const measured = Object.fromEntries(
    KINDS.map((kind) => [kind, { rates: [], cpu: [] }]),
  ) as unknown as Record<Kind, Measured>;
  const measure = async (kind: Kind, bot: Running, total: number, work: (n: number) => Promise<unknown>) => {
    const before = bot.cpuMs();
    measured[kind].rates.push(await rate(total, WIDTH, work));
    measured[kind].cpu.push(((bot.cpuMs() - before) * 1000) / total);
  };
  const modal = await podium.standIn.send(1, 2, command('explain'));
  for (let round = 0; round <= ROUNDS; round++) {
    const people = Array.from({ length: PER_ROUND }, (_, n) => round * PER_ROUND + n);
    const buttons = await questions(podium.standIn, people, WIDTH);
    const press = (bot: Running, user: number, id: string): Promise<Json> =>
      bot.standIn.send(user, 3, { custom_id: id, component_type: 2 });
    await measure('ok', ok, PER_ROUND, (n) => press(ok, n, 'ok'));
    await measure('message', ready, PER_ROUND, (n) => press(ready, n, 'ok'));
    await measure('answer', podium, buttons.length, (n) =>
      press(podium, buttons[n]?.user ?? 0, buttons[n]?.id ?? ''),
    );
    await measure('explain', podium, PER_ROUND, (n) => podium.standIn.send(n, 5, submitted(modal)));
  }
  await ok.stop();
  await ready.stop();
  await podium.stop();
  const [base, baseCpu] = [typical(measured.ok.rates), typical(measured.ok.cpu)];
  const names: Readonly<Record<Kind, string>> = {
    ok: '"ok" bot',
    message: 'explained message, ready-made',
    answer: '/quiz answer, committed',
    explain: `/explain of ${MANIFEST.length} bytes`,
  };
  console.table(
    KINDS.map((kind) => ({
      what: names[kind],
      'a second': Math.round(typical(measured[kind].rates)),
      'ratio to ok': (typical(measured[kind].rates) / base).toFixed(2),
      'at least': { ok: '', message: '', answer: '0.5', explain: '0.4' }[kind],
      'CPU µs each': Math.round(typical(measured[kind].cpu)),
      'CPU to ok': (typical(measured[kind].cpu) / baseCpu).toFixed(2),
    })),
  );
  const alone = await recordedAnswer(PER_ROUND, WIDTH);
  const floor = (baseCpu + alone) / baseCpu;
  process.stdout.write(
    `an answer in the store alone: ${Math.round(alone)} µs; with the "ok" bot ${floor.toFixed(2)} times it, the floor of /quiz\n`,
  );
}

/** The median without the first round, which warms up. */
function typical(values: readonly number[]): number {
  return median(values.slice(1));
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
