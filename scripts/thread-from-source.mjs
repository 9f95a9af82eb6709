import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

// A thread does not inherit tsx' hooks on Node 20, so it sets its own before it loads its module.
register();
await import(workerData.module);
