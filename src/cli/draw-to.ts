import type { Explanation } from '../manifest/index.ts';
import { type CliIo, EXIT } from './command.ts';

/** Writes the two levels of an Explanation as a picture, and prints the same in words; gives the exit code. */
export async function drawTo(
  path: string,
  kind: 'png' | 'svg',
  explanation: Explanation,
  io: CliIo,
): Promise<number> {
  // Drawing needs WebAssembly and fonts, which nothing else of the command line does.
  const { hasLevels, levelsPicture, openPictures } = await import('../pictures/index.ts');
  if (!hasLevels(explanation)) {
    io.err('podium explain: there is no pod in it, so there are no two levels to draw.\n');
    return EXIT.failed;
  }
  const sheet = levelsPicture(explanation);
  const pictures = openPictures();
  try {
    await io.write(path, kind === 'svg' ? sheet.svg : (await pictures.made(sheet)).png);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    io.err(`podium explain: ${path} cannot be written: ${unwritable(error.code, error.message)}\n`);
    return EXIT.failed;
  } finally {
    await pictures.close();
  }
  io.out(`${path} shows:\n${sheet.alt}\n`);
  return EXIT.ok;
}

/** Why a file cannot be written, as the end of a sentence. */
function unwritable(code: unknown, message: string): string {
  if (code === 'ENOENT') return 'there is no such folder';
  if (code === 'EISDIR') return 'it is a directory, not a file';
  if (code === 'EACCES' || code === 'EROFS') return 'writing there is not permitted';
  return message;
}
