import { enableCompileCache, flushCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// What `npm start` runs. Compiling the bot's own code is a quarter of its start, so what V8 made of it is kept beside it;
// where that folder cannot be written (a read-only image) nothing is kept, and nothing is said. Node's own default, a
// folder that all accounts of the machine write to, would let another account put its code into this process.
// https://nodejs.org/docs/latest-v24.x/api/module.html#module-compile-cache
enableCompileCache(fileURLToPath(new URL('./.compiled', import.meta.url)));
// It resolves when the bot serves. What is killed keeps nothing, so it is written now and not only at the end.
await import('./main.ts');
flushCompileCache();
