import { UserError } from '../../runtime/user-error.ts';

/** Longest file that is read, in bytes. */
export const FILE_MAX = 256 * 1024;

/** A file is asked for again after a broken connection or a status that says nothing of the file. */
const MOST_TRIES = 3;

/** Discord's own hosts for attachments. */
const DISCORD_ORIGINS: readonly string[] = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];

/** What of discord.js' Attachment the download needs. `size` is what Discord says, in bytes. */
export interface Downloadable {
  readonly url: string;
  readonly name: string;
  readonly size: number;
}

export interface DownloadSettings {
  /** `DISCORD_CDN_URL`: one more host that attachments may come from. */
  readonly cdnUrl: string | undefined;
  readonly timeoutMs: number;
  readonly maxBytes?: number;
  /** What a person can do where Discord does not hand the file over, beside trying again. */
  readonly otherwise?: string;
}

/**
 * Downloads an attachment whole, from Discord's hosts only, without following redirects. The size is checked
 * before and while it streams: what Discord says of it is not taken on trust.
 * @throws UserError `file-too-large`, `file-foreign-host`, `file-gone` (404: Discord dropped it), `file-timeout`
 *   or `file-unreachable`.
 */
export async function download(file: Downloadable, settings: DownloadSettings): Promise<Uint8Array> {
  const { timeoutMs, maxBytes = FILE_MAX, otherwise } = settings;
  checkDownloadable(file, settings);
  const signal = AbortSignal.timeout(timeoutMs);
  for (let tries = 1; ; tries += 1) {
    try {
      return await fetchOnce(file.url, signal, maxBytes);
    } catch (error) {
      if (error instanceof UserError) throw error;
      if (signal.aborted) throw tooSlow(otherwise);
      if (tries === MOST_TRIES) throw unreachable(otherwise);
    }
  }
}

/** Throws UserError for what another try would not change. */
async function fetchOnce(url: string, signal: AbortSignal, maxBytes: number): Promise<Uint8Array> {
  const response = await fetch(url, { redirect: 'error', signal });
  if (response.ok) return readBody(response, maxBytes);
  await response.body?.cancel();
  if (response.status === 404 || response.status === 403) throw gone();
  throw new RangeError(`status ${response.status}`);
}

/**
 * What can be known before anything is fetched, so that it can be told before the answer is deferred.
 * @throws UserError `file-too-large` or `file-foreign-host`.
 */
export function checkDownloadable(
  file: Downloadable,
  { cdnUrl, maxBytes = FILE_MAX }: Omit<DownloadSettings, 'timeoutMs'>,
): void {
  if (file.size > maxBytes) throw tooLarge(maxBytes);
  if (!isAllowed(file.url, cdnUrl)) throw foreignHost();
}

/** Whether an attachment may be fetched from there: the address' scheme, host and port, not how it begins. */
export function isAllowed(url: string, cdnUrl: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  return DISCORD_ORIGINS.includes(origin) || (cdnUrl !== undefined && origin === new URL(cdnUrl).origin);
}

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array> {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    await response.body?.cancel();
    throw tooLarge(maxBytes);
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(maxBytes: number): UserError {
  return new UserError({
    identifier: 'file-too-large',
    message: `That file is larger than ${maxBytes / 1024} KiB, which is more than I read here. Send a part of it: of a manifest the one with the pods, of a deck half the cards.`,
  });
}

function foreignHost(): UserError {
  return new UserError({
    identifier: 'file-foreign-host',
    message:
      'That file does not come from Discord’s own servers, so I did not open it. Attach it to the command itself: `/explain file:`.',
  });
}

function gone(): UserError {
  return new UserError({
    identifier: 'file-gone',
    message:
      'Discord no longer has that file, and I keep no copy. Run the command again and attach it once more.',
  });
}

/** `Try again in a moment, or paste …` */
function tryAgain(otherwise: string | undefined): string {
  return `Try again in a moment${otherwise === undefined ? '' : `, or ${otherwise}`}.`;
}

function tooSlow(otherwise: string | undefined): UserError {
  return new UserError({
    identifier: 'file-timeout',
    message: `Discord took too long to send me that file. ${tryAgain(otherwise)}`,
  });
}

function unreachable(otherwise: string | undefined): UserError {
  return new UserError({
    identifier: 'file-unreachable',
    message: `I could not get that file from Discord. ${tryAgain(otherwise)}`,
  });
}
