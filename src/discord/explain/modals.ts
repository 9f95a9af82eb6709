import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import { MODAL_PASTE } from './buttons.ts';
import { explainIds, FIELD } from './ids.ts';

const IMAGE_USER_MAX = 500;

/**
 * Where a manifest is pasted. `share` says whether the answer is for everyone; `manifest` and `imageUser` are
 * there already when something is to be changed (a manifest beyond 4000 characters is left out).
 */
export function pasteModal(input: {
  readonly share: boolean;
  readonly manifest?: string;
  readonly imageUser?: string;
}): APIModalInteractionResponseCallbackData {
  const manifest = input.manifest ?? '';
  return {
    custom_id: explainIds.paste.id(input.share ? 'share' : 'private'),
    title: 'Explain a manifest',
    components: [
      {
        type: ComponentType.Label,
        label: 'The manifest',
        description: 'YAML or JSON, also a part of one. Longer than 4000 characters: /explain file:',
        component: {
          type: ComponentType.TextInput,
          custom_id: FIELD.manifest,
          style: TextInputStyle.Paragraph,
          required: true,
          max_length: MODAL_PASTE,
          placeholder: 'apiVersion: v1\nkind: Pod\n…',
          ...(manifest === '' || manifest.length > MODAL_PASTE ? {} : { value: manifest }),
        },
      },
      imageUserLabel(input.imageUser ?? ''),
    ],
  };
}

/** What the image says, where the manifest leaves it open. */
export function imageUserModal(
  customIdOfRoute: string,
  imageUser: string,
): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customIdOfRoute,
    title: 'Set the image’s USER',
    components: [
      {
        type: ComponentType.TextDisplay,
        content:
          'You find it in the Dockerfile (`USER 101`), or ask the image:\n`docker inspect --format "{{.Config.User}}" IMAGE`\nIf that prints nothing, the image sets no user: leave the value empty, as in `app=`.',
      },
      imageUserLabel(imageUser),
    ],
  };
}

function imageUserLabel(value: string): APILabelComponent {
  return {
    type: ComponentType.Label,
    label: 'The image’s USER, if you know it',
    description: '101 for all containers, or app=101,sidecar=nginx; app= if none is set',
    component: {
      type: ComponentType.TextInput,
      custom_id: FIELD.imageUser,
      style: TextInputStyle.Short,
      required: false,
      max_length: IMAGE_USER_MAX,
      placeholder: 'app=101',
      ...(value === '' ? {} : { value: value.slice(0, IMAGE_USER_MAX) }),
    },
  };
}
