import type { RepliableInteraction } from 'discord.js';
import type { ReportNews } from '../../store/store.ts';
import { findDrill } from '../../study/index.ts';
import type { Context } from '../context.ts';
import { loggableError } from './api-error.ts';
import { ACCENT, container, text } from './components.ts';
import { sentence } from './markdown.ts';
import type { OutgoingMessage } from './message.ts';
import { reply } from './respond.ts';

/** What came of a report, with what has to be looked up to say it. */
interface ToldNews extends ReportNews {
  /** What the card asks; undefined once it is gone. */
  readonly prompt: string | undefined;
  /** The server's name, where it is known. */
  readonly server: string | undefined;
}

/** What came of what a person reported. */
function newsMessage(news: readonly ToldNews[]): OutgoingMessage {
  return {
    components: [
      container(
        ACCENT.right,
        news.map((each) => text(newsText(each))),
      ),
    ],
  };
}

function newsText({ card, prompt, guildId, server, note }: ToldNews): string {
  const drill = findDrill(card) !== undefined;
  const about = drill
    ? `a drill (\`${card}\`)`
    : prompt === undefined
      ? 'a card that has left its deck since'
      : `“${sentence(prompt, 150).text}”`;
  const who =
    guildId === null
      ? 'Whoever runs this bot has'
      : `Those who manage ${server === undefined ? 'the server' : `**${sentence(server, 60).text}**`} have`;
  const words = note === null ? '' : `\n> ${sentence(note, 500).text}`;
  return `**Your report of ${about}**\n${who} settled it. Thank you for reporting it.${words}`;
}

/** The news as it is told: with the card's question and the server's name. */
export async function toldNews(
  { shelf, servers }: Pick<Context, 'shelf' | 'servers'>,
  news: readonly ReportNews[],
): Promise<OutgoingMessage> {
  const told = news.map(async (each) => ({
    ...each,
    prompt: (await shelf.drawCard(each.card, 0))?.prompt,
    server: each.guildId === null ? undefined : await servers.nameOf(each.guildId),
  }));
  return newsMessage(await Promise.all(told));
}

/**
 * Tells a person who came by what came of their reports, where it could not be told directly: in private, after what
 * they came for, and once. Never rejects: it is not what they asked for.
 */
export async function tellReportNews(interaction: RepliableInteraction, context: Context): Promise<void> {
  const { store, now, log } = context;
  try {
    const news = await store.takeNewsFor(interaction.user.id, now());
    if (news.length === 0) return;
    await reply(interaction, context, await toldNews(context, news), { ephemeral: true });
    await store.newsTold(
      news.map(({ id }) => id),
      now(),
    );
  } catch (error) {
    log.warn(
      { error: loggableError(error) },
      'news of a report could not be told; it waits for the next time',
    );
  }
}
