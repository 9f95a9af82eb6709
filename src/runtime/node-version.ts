/** The oldest Node.js that Podium runs on, as `engines` in package.json says: it reads TypeScript by itself. */
const OLDEST = { major: 22, minor: 18 };

/**
 * Whether this Node.js can run Podium: better-sqlite3 13 kills an older one with a segmentation fault.
 * @param version as `process.versions.node` says it: `24.21.0`
 * @returns the one line to end with, naming both versions; undefined where this Node.js will do
 */
export function nodeTooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return undefined;
  return (
    `Podium needs Node.js ${OLDEST.major}.${OLDEST.minor} or newer, and this is ${version}. ` +
    'Install Node.js 24, or start with "npm start" in a checkout where "npm ci" brought its own.'
  );
}
