import { UserError } from '../runtime/user-error.ts';

/** What stands for all containers that are not named, as `explain()` of manifest/ takes it. */
const ALL = '*';

/**
 * Reads what a person typed about images: `101` (all containers), `app=101`, `app=101,sidecar=nginx`, `app=`
 * (its image sets no USER). An empty text says nothing: undefined.
 * @throws UserError where a part is neither.
 */
export function parseImageUsers(typed: string): Readonly<Record<string, string>> | undefined {
  const parts = typed
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  const users = new Map<string, string>();
  for (const part of parts) {
    const [name, user] = nameAndUser(part);
    if (users.has(name)) throw twice(name);
    users.set(name, user);
  }
  return Object.fromEntries(users);
}

/** An image's USER has no spaces, and an equals sign cannot be part of a container's name. */
function nameAndUser(part: string): readonly [string, string] {
  const at = part.indexOf('=');
  const name = at === -1 ? ALL : part.slice(0, at).trim();
  const user = unquoted(
    part
      .slice(at + 1)
      .trim()
      .replace(/^USER\s+/i, ''),
  );
  if (name === '' || /\s/.test(name) || /\s/.test(user)) {
    throw new UserError({
      identifier: 'image-user-unreadable',
      message:
        'I cannot read that as an image’s USER. Write `101` for all containers, or `app=101,sidecar=nginx` for some; `app=` says that the image of `app` sets none.',
    });
  }
  return [name, user];
}

function unquoted(user: string): string {
  return user.replace(/^(["'])(.*)\1$/, '$2');
}

function twice(name: string): UserError {
  return new UserError({
    identifier: 'image-user-twice',
    message: `You gave the image’s USER twice for ${name === ALL ? 'all containers' : 'the same container'}. Name each container once, as in \`app=101,sidecar=nginx\`.`,
  });
}
