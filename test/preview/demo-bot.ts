import {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  CheckboxBuilder,
  Client,
  ContainerBuilder,
  EmbedBuilder,
  Events,
  FileUploadBuilder,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  RadioGroupBuilder,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
  SectionBuilder,
  SeparatorBuilder,
  SimpleIdentifyThrottler,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { Preview } from '../../src/preview/server.ts';

const COMMANDS: RESTPutAPIApplicationCommandsJSONBody = [
  {
    name: 'card',
    description: 'Shows a card with buttons and a select',
    options: [
      { type: 3, name: 'deck', description: 'Which deck', autocomplete: true },
      { type: 4, name: 'count', description: 'How many', min_value: 1, max_value: 20 },
      { type: 5, name: 'share', description: 'Let everybody see it' },
      { type: 11, name: 'file', description: 'A manifest' },
    ],
  },
  { name: 'paste', description: 'Opens a form to paste a manifest into' },
  { name: 'slow', description: 'Thinks first, then answers' },
  { name: 'silent', description: 'Never answers' },
  { name: 'Read code', type: 3 },
];

/** A small real bot on discord.js: enough of each kind of answer to try the preview with. */
export async function startDemoBot(preview: Preview): Promise<Client<true>> {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    rest: { api: preview.apiUrl, timeout: 2500, retries: 2 },
    ws: { buildIdentifyThrottler: async () => new SimpleIdentifyThrottler(100) },
  });
  client.on(Events.InteractionCreate, (interaction) => {
    answer(interaction).catch((error: unknown) => client.emit(Events.Warn, String(error)));
  });
  const ready = new Promise<void>((resolve) => {
    client.once(Events.ClientReady, () => resolve());
  });
  await client.login(preview.token);
  await ready;
  await client.rest.put(Routes.applicationCommands(preview.applicationId), { body: COMMANDS });
  return client as Client<true>;
}

async function answer(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused();
    const decks = ['security-context', 'users-and-groups', 'volumes'].filter((deck) => deck.includes(typed));
    await interaction.respond(decks.map((deck) => ({ name: deck, value: deck })));
    return;
  }
  if (interaction.isChatInputCommand()) {
    if (interaction.commandName === 'card') {
      const file = interaction.options.getAttachment('file');
      const note = file ? `File **${file.name}**, ${file.size} bytes` : 'No file';
      const share = interaction.options.getBoolean('share') ?? false;
      await interaction.reply({
        components: [card(interaction.options.getString('deck') ?? 'any', note)],
        flags: share ? MessageFlags.IsComponentsV2 : MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
      });
    } else if (interaction.commandName === 'paste') await interaction.showModal(form());
    else if (interaction.commandName === 'slow') {
      await interaction.deferReply();
      await interaction.editReply({
        embeds: [table()],
        files: [new AttachmentBuilder(Buffer.from('uid 2000\n'), { name: 'all.txt' })],
      });
    }
    return;
  }
  if (interaction.isMessageContextMenuCommand()) {
    const length = interaction.targetMessage.content.length;
    await interaction.reply({
      content: `That message has ${length} characters.`,
      flags: MessageFlags.Ephemeral,
    });
    return;
  }
  if (interaction.isModalSubmit()) {
    const text = interaction.fields.getTextInputValue('manifest');
    const level = interaction.fields.getStringSelectValues('level').join(', ');
    const version = interaction.fields.getRadioGroup('version');
    const strict = interaction.fields.getCheckbox('strict');
    const files = [...(interaction.fields.getUploadedFiles('files')?.values() ?? [])].map(
      (file) => file.name,
    );
    const first = `${text.split('\n').length} lines, level ${level}, version ${version}, strict ${strict}`;
    await interaction.reply({
      content: `${first}, files ${files.join(' ') || 'none'}
\`\`\`yaml
${text}
\`\`\``,
    });
    return;
  }
  if (interaction.isButton() && interaction.customId.startsWith('pick:')) {
    const picked = interaction.customId.slice('pick:'.length);
    await interaction.update({ components: [card(`you picked ${picked}`, '✅ Right, **1 point**')] });
    return;
  }
  if (interaction.isStringSelectMenu()) {
    await interaction.deferUpdate();
    await interaction.followUp({
      content: `Chosen: ${interaction.values.join(', ')}`,
      flags: MessageFlags.Ephemeral,
    });
  }
}

function card(deck: string, note: string): ContainerBuilder {
  const buttons = ['A', 'B', 'C', 'D'].map((letter, index) =>
    new ButtonBuilder()
      .setCustomId(`pick:${letter}`)
      .setLabel(letter)
      .setStyle(index === 0 ? ButtonStyle.Primary : ButtonStyle.Secondary),
  );
  return new ContainerBuilder()
    .setAccentColor(0x5865f2)
    .addTextDisplayComponents(
      new TextDisplayBuilder().setContent(
        `## Which UID does \`app\` run as?\n-# deck: ${deck} · question 1 of 5`,
      ),
      new TextDisplayBuilder().setContent(
        '```yaml\napiVersion: v1\nkind: Pod\nspec:\n  securityContext:\n    runAsUser: 1000\n  containers:\n  - name: app\n    securityContext:\n      runAsUser: 2000\n```\n**A** 1000, the pod decides\n**B** 2000, the container overrides\n**C** 0, the image decides\n**D** both, one after the other',
      ),
    )
    .addSeparatorComponents(new SeparatorBuilder())
    .addSectionComponents(
      new SectionBuilder()
        .addTextDisplayComponents(new TextDisplayBuilder().setContent(note))
        .setButtonAccessory(
          new ButtonBuilder()
            .setURL('https://kubernetes.io/docs/')
            .setLabel('Docs')
            .setStyle(ButtonStyle.Link),
        ),
    )
    .addActionRowComponents(new ActionRowBuilder<ButtonBuilder>().addComponents(buttons))
    .addActionRowComponents(
      new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
        new StringSelectMenuBuilder()
          .setCustomId('topic')
          .setPlaceholder('Choose a topic')
          .addOptions(
            { label: 'Users', value: 'users', description: 'runAsUser and friends' },
            { label: 'Groups', value: 'groups' },
          ),
      ),
    );
}

function form(): ModalBuilder {
  return new ModalBuilder()
    .setCustomId('paste')
    .setTitle('Explain a manifest')
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('Manifest')
        .setDescription('YAML or JSON; lost indentation is fine')
        .setTextInputComponent(
          new TextInputBuilder()
            .setCustomId('manifest')
            .setStyle(TextInputStyle.Paragraph)
            .setMaxLength(4000),
        ),
      new LabelBuilder()
        .setLabel('Level')
        .setStringSelectMenuComponent(
          new StringSelectMenuBuilder()
            .setCustomId('level')
            .addOptions(
              { label: 'Pod', value: 'pod', default: true },
              { label: 'Container', value: 'container' },
            ),
        ),
      new LabelBuilder()
        .setLabel('Version')
        .setRadioGroupComponent(
          new RadioGroupBuilder()
            .setCustomId('version')
            .addOptions(
              { label: '1.34', value: '1.34' },
              { label: '1.35', value: '1.35', description: 'the newest' },
            ),
        ),
      new LabelBuilder().setLabel('Strict').setCheckboxComponent(new CheckboxBuilder().setCustomId('strict')),
      new LabelBuilder()
        .setLabel('More files')
        .setFileUploadComponent(
          new FileUploadBuilder().setCustomId('files').setRequired(false).setMaxValues(2),
        ),
    );
}

function table(): EmbedBuilder {
  return new EmbedBuilder()
    .setTitle('Pod secure-pod')
    .setColor(0x57f287)
    .setDescription('Two containers, both start. See <t:1764000000:R> and ||a secret||.')
    .addFields(
      { name: 'app', value: '`runAsUser` **2000** · container, line 13', inline: true },
      { name: 'sidecar', value: '`runAsUser` **1000** · pod, line 6', inline: true },
    )
    .setFooter({ text: 'the rest is attached' });
}
