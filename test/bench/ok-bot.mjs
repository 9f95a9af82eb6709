import { Client, GatewayIntentBits, MessageFlags } from 'discord.js';

// What the benches compare with: a discord.js bot that only replies "ok" (MODE=reply), or defers and edits
// (MODE=defer), or sends over and over the very card that Podium answers a paste with (MODE=card), on the library's own settings or on Podium's client (CLIENT=podium).
const { DISCORD_API_URL: api, DISCORD_TOKEN: token, MODE: mode, CLIENT: kind } = process.env;
const client =
  kind === 'podium'
    ? await podiumClient()
    : new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } });

async function podiumClient() {
  const { createClient } = await import('../../src/discord/platform/client.ts');
  const { ownSlots } = await import('../../src/discord/platform/identify.ts');
  const { readConfig } = await import('../../src/runtime/config.ts');
  const { pino } = await import('pino');
  const log = pino({ level: 'silent' });
  return createClient({ apiUrl: api, config: readConfig({}), log, now: Date.now, slots: ownSlots() });
}

const card = mode === 'card' ? await readyCard(process.env.CARD ?? '') : undefined;

/** Made once, before anything is measured. */
async function readyCard(paste) {
  const { answerTo } = await import('../../src/discord/explain/answer.ts');
  const { components, files } = answerTo({ paste, imageUsers: '', owner: '1' }).message;
  return {
    components,
    files: files.map(({ name, data }) => ({ name, attachment: Buffer.from(data) })),
    flags: MessageFlags.Ephemeral | MessageFlags.IsComponentsV2,
  };
}

client.on('interactionCreate', async (interaction) => {
  if (mode === 'defer') {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply('ok');
  } else if (mode === 'card') await interaction.reply(card);
  else await interaction.reply({ content: 'ok', flags: MessageFlags.Ephemeral });
});
await client.login(token);
