import {
  type APIModalInteractionResponseCallbackData,
  ApplicationIntegrationType,
  type BaseInteraction,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Ask } from '../../store/store.ts';
import { serverOf } from '../../study/server-of.ts';
import { quizIds, REPORT_INPUT } from './ids.ts';

/** Who is shown a report, as its writer is told before they write it. */
interface Readers {
  /** The server whose managers see it; null where no server has to do with it. */
  readonly guildId: string | null;
  /** The card is of that server's deck; else whoever runs the bot sees it too. */
  readonly own: boolean;
}

/** A server's card goes to its managers; one of ours to whoever runs the bot, and to the managers where it was asked. */
export function readersOf(
  { question }: Ask,
  {
    guildId,
    authorizingIntegrationOwners,
  }: Pick<BaseInteraction, 'guildId' | 'authorizingIntegrationOwners'>,
): Readers {
  const owner = serverOf(question.card);
  if (owner !== null) return { guildId: owner, own: true };
  const inside = authorizingIntegrationOwners?.[ApplicationIntegrationType.GuildInstall] !== undefined;
  return { guildId: inside ? guildId : null, own: false };
}

/** What is wrong with the card, in the person's own words. */
export function reportModal(ask: Ask, readers: Readers): APIModalInteractionResponseCallbackData {
  return {
    title: 'Report a mistake',
    custom_id: quizIds.reported.id(ask.id),
    components: [
      {
        type: ComponentType.Label,
        label: 'What is wrong with this question?',
        description:
          ask.question.pasted === undefined
            ? `Shown, without your name, to ${wordsOf(readers)}.`
            : 'Your name is not shown. Only this note is kept, not the manifest: quote what matters.',
        component: {
          type: ComponentType.TextInput,
          custom_id: REPORT_INPUT,
          style: TextInputStyle.Paragraph,
          min_length: 3,
          max_length: 1500,
          required: true,
        },
      },
    ],
  };
}

/** The answer to a report. */
export function reportedText(readers: Readers): string {
  return `Thank you. Your note is shown, without your name, to ${wordsOf(readers)}. I will tell you what comes of it.`;
}

function wordsOf({ guildId, own }: Readers): string {
  if (own) return 'those who manage the server whose deck it is';
  return guildId === null
    ? 'whoever runs this bot'
    : 'those who manage this server and whoever runs this bot';
}
