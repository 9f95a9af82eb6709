import { Client, GatewayIntentBits, MessageFlags } from 'discord.js';

// What the benches compare with: a discord.js bot that only replies "ok" (MODE=reply), or defers and edits
// (MODE=defer), on the library's own settings or on Podium's client (CLIENT=podium).
const { DISCORD_API_URL: api, DISCORD_TOKEN: token, MODE: mode, CLIENT: kind } = process.env;
const client =
  kind === 'podium'
    ? (await import('../../dist/discord/client.js')).createClient({ apiUrl: api })
    : new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } });
client.on('interactionCreate', async (interaction) => {
  if (mode === 'defer') {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply('ok');
  } else await interaction.reply({ content: 'ok', flags: MessageFlags.Ephemeral });
});
await client.login(token);
