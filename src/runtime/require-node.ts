/** Imported first by whatever opens the database, so that a Node.js too old for it ends here, in one line. */
import { EXIT } from './exit-code.ts';
import { nodeTooOld } from './node-version.ts';

const line = nodeTooOld(process.versions.node);
if (line !== undefined) {
  process.stderr.write(`${line}\n`);
  process.exit(EXIT.badConfig);
}
