import type { Settings } from './workload.ts';

/** A program as a manifest runs it: what belongs to its container beside the securityContext. */
export interface App {
  readonly name: string;
  readonly spec: Settings;
}

/** Images of a company's own: what their USER is nobody can know without being told. */
const app = (name: string, version: string, rest: Settings = {}): App => ({
  name,
  spec: { image: `registry.example/${name}:${version}`, ...rest },
});

const port = (containerPort: number): Settings => ({ ports: [{ containerPort }] });
const command = (...words: readonly string[]): Settings => ({ command: words });
const args = (...words: readonly string[]): Settings => ({ args: words });

/** What serves, in the order of no importance. */
export const SERVING: readonly App[] = [
  app('web', '1.8', port(8080)),
  app('api', '2.3', port(8443)),
  app('worker', '2.3', command('/app/worker')),
  app('cache', '7.4', port(6379)),
  app('queue', '3.1', port(5672)),
  app('search', '8.2', port(9200)),
  app('mailer', '1.2', args('--batch=50')),
  app('reports', '4.0', command('/app/reports')),
];

/** What prepares and ends before the others start. */
export const PREPARING: readonly App[] = [
  app('migrate', '2.3', args('up')),
  app('fetch', '1.1', command('/bin/fetch')),
  app('setup', '1.4', command('/bin/setup')),
];

/** What starts first and keeps running beside the others. */
export const ACCOMPANYING: readonly App[] = [
  app('logger', '3.2', args('--follow')),
  app('proxy', '1.32', port(15001)),
  app('metrics', '0.9', port(9100)),
];
