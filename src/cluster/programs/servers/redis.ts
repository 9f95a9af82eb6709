/** Redis of the Docker library: as root it becomes its own user. */
import { attempt } from '../../files/errors.ts';
import type { Tool } from '../../tools/call.ts';

/** docker-library/redis docker-entrypoint.sh: as root it gives what lies in /data to redis and becomes redis by gosu. */
export const redisEntrypoint: Tool = (call) => {
  let command = call.argv.slice(1);
  if (command[0]?.startsWith('-') === true || command[0]?.endsWith('.conf') === true)
    command = ['redis-server', ...command];
  if (command[0] !== 'redis-server' || call.identity.uid !== 0) return { become: command };
  const { node } = call.files.stat(call.cwd);
  const uid = 999;
  if (node.uid !== uid) {
    const given = attempt(() => call.files.chown(call.cwd, uid, null));
    if ('refused' in given) {
      call.err(
        call.musl
          ? `chown: .: ${given.refused.message}\n`
          : `chown: changing ownership of '.': ${given.refused.message}\n`,
      );
      return 1;
    }
  }
  return { become: ['gosu', 'redis', call.argv[0] ?? '', ...command] };
};

/** redis-server, which listens; its data are not simulated. */
export const redis: Tool = (call) => {
  if (!call.argv[0]?.endsWith('redis-server'))
    return call.notSimulated({
      code: 'tool:redis-cli',
      message: 'The data of redis are not simulated, so its other programs have nothing to talk to.',
    });
  const place = call.argv.indexOf('--port');
  const port = Number(place === -1 ? 6379 : call.argv[place + 1]);
  const moment = new Date(call.draft.now);
  const month = moment.toUTCString().slice(8, 11);
  call.out(
    `1:M ${String(moment.getUTCDate()).padStart(2, '0')} ${month} ${moment.getUTCFullYear()} ${moment.toISOString().slice(11, 23)} * Ready to accept connections tcp\n`,
  );
  return { forever: true, listens: [port] };
};
