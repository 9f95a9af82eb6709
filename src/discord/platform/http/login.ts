import {
  type APIApplication,
  type APIUser,
  type Client,
  ClientApplication,
  ClientUser,
  type RESTGetAPICurrentUserResult,
  Routes,
} from 'discord.js';
import { EXIT } from '../../../runtime/exit-code.ts';
import { persist } from '../post.ts';
import { loginError, StartError, type TokenCalls } from '../start-error.ts';

/** The library makes these itself when the gateway is ready; their constructors are there, but not in its types. */
type Made<T, D> = new (client: Client, data: D) => T;

/**
 * Makes a client usable without the gateway: with its token, and knowing its account and its application. Gives where
 * Discord sends the application's interactions now; null: over the gateway.
 * @throws StartError where Discord refuses the token or cannot be reached, or where `publicKey` is another application's.
 */
export async function logInByRest(
  client: Client,
  token: string,
  { publicKey, ...calls }: TokenCalls & { readonly publicKey: string },
): Promise<string | null> {
  client.token = token;
  client.rest.setToken(token);
  const [user, application] = await Promise.all([
    persist(() => client.rest.get(Routes.user()) as Promise<RESTGetAPICurrentUserResult>),
    persist(() => client.rest.get(Routes.currentApplication()) as Promise<APIApplication>),
  ]).catch((error: unknown) => {
    throw loginError(error, calls);
  });
  if (application.verify_key.toLowerCase() !== publicKey.toLowerCase()) {
    throw new StartError(
      EXIT.badConfig,
      `DISCORD_PUBLIC_KEY is not the key of the application "${application.name}", which DISCORD_TOKEN belongs to. Copy both from the same application in the Developer Portal (General Information → Public Key).`,
    );
  }
  client.user = new (ClientUser as unknown as Made<ClientUser, APIUser>)(client, user);
  client.users.cache.set(client.user.id, client.user);
  client.application = new (ClientApplication as unknown as Made<ClientApplication, APIApplication>)(
    client,
    application,
  );
  return application.interactions_endpoint_url ?? null;
}
