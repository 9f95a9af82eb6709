import { expect, test } from 'vitest';
import { isUnfinished } from '../../../src/cluster/index.ts';

test.each([
  'cat <<EOF',
  'cat <<EOF > pod.yaml\napiVersion: v1',
  'cat <<EOF\nEOF ',
  "cat <<'a' <<b\na",
  'cat <<-EOF\n\tx',
  "echo 'a",
  'echo "a\nb',
  'echo $(ls',
  'echo `ls',
  'echo $((1 +',
  'ls \\',
  'ls |',
  'ls &&',
  'if true',
  'if true; then\nls',
  'for i in 1 2; do',
  'while true; do ls',
  '{ ls',
  '(ls',
  'case a in',
])('a shell waits for more after %j', (text) => {
  expect(isUnfinished(text)).toBe(true);
});

test.each([
  '',
  'ls',
  'cat <<EOF\nx\nEOF',
  'cat <<EOF\nx\nEOF\n',
  'cat <<-EOF\n\tx\n\tEOF',
  'cat <<a <<b\na\nb',
  "echo 'a\nb'",
  'ls \\\\',
  'echo "it\'s"',
  'if true; then ls; fi',
  "ls; # it's",
  ')',
  'ls && && ls',
  'fi',
  'kubectl exec web -- sh -c "echo \'a\'"',
])('a shell runs %j as it is', (text) => {
  expect(isUnfinished(text)).toBe(false);
});
