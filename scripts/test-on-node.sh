#!/usr/bin/env bash
# Runs the tests of the store, of processes and of the real client on another Node.js: test-on-node.sh 22.23.3
set -euo pipefail
cd "$(dirname "$0")/.."
version=$1
home="${TMPDIR:-/tmp}/podium-node-$version"
if [ ! -x "$home/node_modules/node/bin/node" ]; then
  mkdir -p "$home"
  echo '{ "private": true, "allowScripts": { "node": true } }' >"$home/package.json"
  npm install --prefix "$home" --loglevel=error --no-audit --no-fund "node@$version" >/dev/null
fi
export PATH="$home/node_modules/node/bin:$PATH"
echo "Node.js $(node --version)"
# Of the end-to-end tests, those of processes, files, threads and the network: the others run what these run.
exec node node_modules/vitest/vitest.mjs run --project unit --project e2e test/store test/runtime \
  test/e2e/{process,database,outside-trouble,faults,commands,explain,quiz,lab,daily}.test.ts
