import type { CommandHelp } from '../context.ts';
import { ACCENT, container, text } from '../platform/components.ts';
import type { OutgoingMessage } from '../platform/message.ts';

/**
 * Every command with its lines. `commandId` gives the id for a mention that can be clicked; without one (not yet
 * registered) the name stands there as text.
 */
export function helpMessage(
  commands: readonly CommandHelp[],
  commandId: (name: string) => string | undefined,
): OutgoingMessage {
  const lines = commands.map((command) => `${mention(command, commandId)}\n${command.help}`);
  return {
    components: [
      container(ACCENT.neutral, [
        text(
          '## Podium\nWho does a container run as? Paste a manifest to see it, answer questions to know it.',
        ),
        text(lines.join('\n\n')),
      ]),
    ],
  };
}

function mention({ name, onMessage }: CommandHelp, commandId: (name: string) => string | undefined): string {
  if (onMessage) return `**Apps → ${name}** (on a message)`;
  const id = commandId(name);
  return id === undefined ? `**/${name}**` : `</${name}:${id}>`;
}
