// biome-ignore-all lint/suspicious/noTemplateCurlyInString: scripts of the shell are full of them
/**
 * What is typed into the simulated shell and tools, typed into real ones: busybox (Debian's busybox-static), dash, bash
 * and coreutils, under the same UID, in a directory of the same files. Needs root for the UIDs; says so where it skips.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directory, file } from '../../../src/cluster/images/build.ts';
import { exec } from '../inside.ts';

const which = (name: string): string | null => {
  const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
  return found.startsWith('/') ? found : null;
};

const setpriv = which('setpriv');
const root = process.getuid?.() === 0 && setpriv !== null;
const busybox = which('busybox');

interface Shell {
  readonly name: string;
  readonly image: string;
  readonly argv: readonly string[];
  readonly there: boolean;
}

const debian =
  spawnSync('sh', ['-c', '. /etc/os-release; echo $ID$VERSION_ID'], { encoding: 'utf8' }).stdout.trim() ===
  'debian12';
const SHELLS: readonly Shell[] = [
  { name: 'busybox', image: 'busybox:1.37', argv: ['sh'], there: root && busybox !== null },
  { name: 'dash', image: 'debian:12', argv: ['sh'], there: root && debian },
  { name: 'bash', image: 'debian:12', argv: ['bash'], there: root && debian },
];

/** Scripts that need nothing but the shell. */
const GRAMMAR = [
  'echo a "b  c" \'d  e\' f\\ g',
  'x="1 2"; echo $x "$x"; echo ${x#1} ${x%2} ${#x}',
  'echo ${none-a} ${none:-b} ${none+c}; y=; echo "[${y-a}]" "[${y:-b}]" "[${y:+c}]"',
  'echo ${z:=q} $z; echo "${z}s"',
  'p=a/b/c.tar.gz; echo ${p##*/} ${p%/*} ${p%%.*} ${p#*/}',
  'for i in 1 2 3; do echo "n $i"; done; echo $i',
  'i=0; while [ $i -lt 3 ]; do i=$((i+1)); [ $i = 2 ] && continue; echo $i; done',
  'i=0; until [ $i -ge 2 ]; do echo u$i; i=$((i+1)); done',
  'while true; do echo once; break; done; echo out',
  'for a in x y; do for b in 1 2; do [ $b = 2 ] && continue 2; echo $a$b; done; done',
  'case abc in a*) echo A;; b|c) echo B;; *) echo C;; esac; case x in [a-c]) echo 1;; [!a-c]) echo 2;; esac',
  'if false; then echo 1; elif true; then echo 2; else echo 3; fi',
  'f() { echo "f $1 $#"; return 3; }; f a b; echo $?',
  'f() { local v=in; echo $v; }; v=out; f; echo $v',
  'set -- a "b c" d; echo $#; for x in "$@"; do echo "<$x>"; done; for x in $*; do echo "[$x]"; done; shift 2; echo $1',
  'echo $((1+2*3)) $(( (1+2)*3 )) $((7/2)) $((7%3)) $((1<<4)) $((5>3)) $((!0)) $((~1)) $((2==2&&3!=4))',
  'x=5; echo $((x+1)) $(($x*2)) $((x+=3)) $x $((x>7?1:2)) $((0x1f)) $((010))',
  'echo $(echo a; echo b) "$(echo a; echo b)" `echo c` $(echo $(echo deep))',
  'true && echo yes || echo no; false && echo yes || echo no; ! true; echo $?',
  'false; echo $?; true; echo $?; (exit 7); echo $?; sh -c "exit 9"; echo $?',
  '{ echo a; echo b; } | wc -l | tr -d " "; (echo sub; x=1); echo "[$x]"',
  'echo one | { read a; echo "got $a"; }; printf "a b c\\n" | while read x y; do echo "$x-$y"; done',
  "cat <<EOF\nx $((1+1)) `echo y` $HOMEX\nEOF\ncat <<'EOF'\n$x `y`\nEOF\ncat <<-EOF\n\tin\n\tEOF",
  'echo out; echo err >&2; { echo both; echo two >&2; } 2>&1 | wc -l | tr -d " "',
  'nosuch 2>/dev/null; echo $?; echo hidden >/dev/null; echo shown',
  'set -e; false; echo never',
  'set -e; if false; then :; fi; false || true; ! false; echo here; (false); echo never',
  'set -u; echo ${a-ok}; echo $a; echo never',
  'trap "echo bye" EXIT; echo hi; exit 3',
  "x=1; (x=2; echo $x); echo $x; x=3 sh -c 'echo $x'; echo $x",
  "export E=1; sh -c 'echo $E'; F=2; sh -c 'echo \"[$F]\"'; unset E; sh -c 'echo \"[$E]\"'",
  'echo "$0" "$1"',
  'IFS=:; x=a:b:c; echo $x; for i in $x; do echo $i; done',
  'IFS=: read a b c <<EOF\n1:2:3:4\nEOF\necho $a $b $c',
  'test 1 -eq 1 && echo 1; test a = b || echo 2; [ -z "" ] && echo 3; [ -n "x" -a 2 -gt 1 ] && echo 4; [ ! -e /nosuch ] && echo 5',
  'printf "%s-%d|%5s|%-5s|%05d|%x\\n" a 7 b c 42 255; printf "%s\\n" x y z; printf "a\\tb\\n"',
  'echo -n a; echo b; printf "%b" "x\\ty\\n"; printf "%%\\n"; printf "%c\\n" hello',
  'command -v cd; command -v nosuch; echo $?; type cd',
  'nosuch',
  './nosuch',
  '/etc',
  'cd /nosuch',
  'echo > /nosuch/x',
  'cat < /nosuch',
  '. /nosuch',
  'exec nosuch',
  'echo $((1/0))',
  'echo ${x?}',
  'echo ${x:?say this}',
  'readonly r=1; r=2; echo never',
  'export 1x=2',
  'shift 5; echo $?',
  'local a',
  'if true; then',
  'fi',
  'echo )',
  ';;',
  'if true; fi',
  'echo "x',
  'echo $(',
  'echo ${a b}',
  'for x in a; echo',
  'while true; do echo; ',
  'test 1 -eq a',
  '[ 1 -eq',
  'exit abc',
  'true\ntrue\ncd /nosuch\nnosuch\necho $?',
  'echo a#b # c',
  'echo a; # c\necho b',
  'echo a \\\n b',
  'x=a; x=${x}b; echo "${x}"c',
  'y="a b"; set -- $y; echo $#; set -- "$y"; echo $#; set --; echo $# "$@" end',
  'echo "a\'b" \'a"b\' "a\\"b" a\\"b',
  'echo "\\$x \\a \\\\"',
  'echo $# $? $0',
  'a=1 b=2; echo $a$b',
  'echo x | cat | cat -; echo y | tee /dev/null',
  'kill -0 $$; echo $?',
  'wait; echo $?',
  'true | false; echo $?; false | true; echo $?',
  'eval_not=1; echo ok',
  'umask; umask 002; umask; umask -S; umask 77; umask; umask u=rwx,g=rx,o=; umask; umask g+w; umask',
  'umask 9; echo $?; umask',
  '(umask 0; umask); umask; f() { umask 7; }; f; umask; sh -c umask; umask 1777; echo $?; umask',
  'pwd',
  'cd /; pwd; cd - >/dev/null; cd ..; true',
  'echo ~root >/dev/null; HOME=/x; echo ~ ~/y "~"',
];

/** Where busybox prints a page of help, and Podium a line of its own. */
const HELP = new Set(['rm', 'chown', 'chmod', 'chmod 600', 'cp f; echo $?', 'sleep; echo $?']);

/** Scripts about files: run in a directory with `f` (0644), `secret` (0600 root), `run` (0755), `d/`, `shut/` (0700 root). */
const FILES = [
  'id; id -u; id -g; id -G; id -un; echo $?',
  'whoami; echo $?',
  'id nosuch; echo $?',
  'groups; echo $?',
  'cat f; cat nosuch; cat secret; cat d; echo $?',
  'cat f f | wc -l | tr -d " "',
  'cat -n f',
  'touch new; touch f; touch nosuch/x; touch shut/x; echo $?',
  'umask 027; touch a; mkdir b; echo x > c; cp run d/run; stat -c "%a %n" a b c d/run; chmod +w a; stat -c %a a',
  'umask 0; touch a; mkdir b; mkdir -m 700 e; umask 002; touch c; stat -c "%a %n" a b c e; chmod +w f; stat -c %a f; grep Umask /proc/self/status',
  'touch secret; echo $?',
  'mkdir a; mkdir a; mkdir nosuch/x; mkdir -p b/c/d; mkdir -p b/c; mkdir shut/x; ls -R b; echo $?',
  'mkdir x; rmdir x; rmdir x; rmdir f; mkdir -p y/z; rmdir y; echo $?',
  'rm f; rm f; rm -f f; rm d; rm -r d; rm -rf nosuch; rm secret; echo $?',
  'rm -r shut; echo $?',
  'rm',
  'cp f g; cat g; cp nosuch h; cp d h; cp secret h; cp f shut/x; cp -r d e; ls e; echo $?',
  'cp f; echo $?',
  'cp f g nosuch; echo $?',
  'mv f g; ls; mv nosuch h; mv g d; ls d; mv secret shut/s; echo $?',
  'ln -s f l; cat l; readlink l; ln -s f l; ls -l l | cut -c1-10; rm l; cat f; echo $?',
  'chmod 600 f; chmod 600 secret; chmod 600 nosuch; chmod zzz own; echo $?',
  'echo x > own; chmod 640 own; stat -c %a own; chmod u+x,g-r own; stat -c %a own; chmod a=r own; stat -c %A own; chmod +x own; stat -c %a own',
  'echo x > own; chown 0 own; chown root:root own; chown nosuch own; chgrp nosuch own; chgrp 2000 own; stat -c "%u %g" own; echo $?',
  'chown 1 secret; chown 1 nosuch; echo $?',
  'chown',
  'chmod',
  'chmod 600',
  'stat -c "%a %u %g %s %F %n" f d; stat nosuch; echo $?',
  'ln -s f l; ln -s d e; ln -s nosuch n; ls -L; ls -FL; ls -nL l e | cut -c1-5; rm n; ls -nL . | cut -c1-10; ls -L e/..',
  'ls; ls -a; ls d; ls nosuch; ls shut; echo $?',
  'ls -n f | tr -s " " | cut -d" " -f1-5',
  'ls -ld d | cut -c1-10; ls -l f | cut -d" " -f1; ls -1 ; ls f d',
  'ls -d *; echo *; echo d/*; echo nosuch*; echo "*"; echo [fr]*',
  'echo f?; echo ?; ls -F; ls -p',
  'ls -r; ls -A d',
  'echo hi > w; cat w; echo ho >> w; cat w; echo x > secret; echo x > shut/w; echo x > d; echo $?',
  'echo x > nosuch/w; echo $?',
  'cat < secret; cat < nosuch; cat < w; echo $?',
  'grep b f; grep -n b f; grep -c . f; grep -v b f; grep -i A f; grep -q b f; echo $?; grep zzz f; echo $?; grep b nosuch; echo $?; grep b d; echo $?',
  'grep -E "a|c" f; grep -o "[a-c]" f; grep -w a f; grep -F . f; echo $?; grep "^b" f; grep "c$" f; grep -A1 a f; grep -B1 c f',
  'printf "aa\\nab\\n" | grep "a\\{2\\}"; printf "x1\\ny\\n" | grep -E "[0-9]+$"; printf "a.b\\n" | grep "a\\.b"; printf "foo\\n" | grep -E "^(foo|bar)$"',
  'head -n 1 f; head -1 f; tail -n 1 f; tail -1 f; tail -n +2 f; head -c 2 f; head nosuch; tail nosuch; echo $?',
  'head -n 1 f run; tail -n 1 f run',
  'tail -q -n1 f run; head -q -n1 f run',
  'wc f; wc -l f; wc -w < f; wc f run; wc nosuch; echo $?',
  'cat f | wc',
  'sort -r f; printf "10\\n9\\n1\\n" | sort -n; printf "b\\na\\nb\\n" | sort -u; sort nosuch; echo $?',
  'cut -d: -f1,3 run; cut -c1-3 f; cut nosuch -f1; echo $?; echo a:b:c | cut -d: -f2-',
  'echo abc | tr a-c A-C; echo aabb | tr -s a; echo abc | tr -d b; echo "a b" | tr " " "\\n"',
  'sed s/a/X/ f; sed -n 2p f; sed "s/\\(b\\)/[\\1]/;s/c/&&/" f; sed 1d f; sed -e s/a/b/ -e s/b/c/g f; sed nosuch f 2>/dev/null; sed s/x/y/ nosuch; echo $?',
  'sed -E "s/([a-c])$/<\\1>/" f; sed "/b/d" f; sed "\\$d" f; sed "2,3s/./Z/" f; sed "s|a|/|" f; sed 2q f; sed = f',
  'sed -i s/a/Q/ f; cat f; echo $?',
  'echo {a,b,c} x{1..3}y {a,b}{1,2} {1..10..4} {a..c} {01..3} {a} {} {a,b "{c,d}" pre{x,"y z",$HOME}',
  'find d -type f; find . -maxdepth 1 -name "s*" -type d; find d -name nosuch; find nosuch; echo $?; find f -perm 644',
  'find shut; echo $?',
  'find d -type f -exec cat {} \\;; find d -type f -exec wc -l {} +',
  'echo a b c | xargs -n 2 echo; printf "x\\ny\\n" | xargs -I{} echo "<{}>"; echo | xargs -r echo no; printf "1 2" | xargs',
  'tac f; rev f; paste -s -d, f; paste f f; nl f',
  'cat f > g; diff f g && echo same; printf "a b\\nX\\nc\\nd\\n" > g; diff -q f g; echo $?; diff f nosuch; echo $?',
  'uname -s; uname -m',
  "sed '1a\\  x: 1\\n    y: 2' f; sed '/^b/i\\    in' f; sed '1a   plain' f; sed '2c\\\ttab' f",
  "sed '1a\\\n  second' f; sed -e '$a\\' f; sed '1a a\\tb' f",
  'sed "1a new" f; sed "1i new" f; sed "2c new" f',
  'echo x | tee w1 w2; cat w1 w2; echo x | tee secret; echo y | tee -a w1 >/dev/null; cat w1; echo $?',
  'test -f f && echo f; test -d d && echo d; test -r secret || echo unread; test -w f || echo unwritable; test -x run && echo x; test -s f && echo s; test -L f || echo nolink; [ f -nt nosuch ] && echo nt',
  './run; ./f; ./d; echo $?',
  'env | grep -c PATH; env A=1 sh -c "echo \\$A"; env -i sh -c "echo [\\$A]"; env nosuch; echo $?',
  'A=1 B=2 env | grep "^[AB]=" | sort',
  'basename /a/b.txt .txt; basename /a/b; dirname /a/b; dirname a; dirname /',
  'seq 3; seq 2 4; seq 1 2 5',
  'echo hello | base64; echo aGVsbG8K | base64 -d; echo abcdefgh | base64 -w 3',
  'echo a | base64 -d; echo YQ=b | base64 -d; echo aGVsbG8 | base64 -d; echo $?',
  'echo hi | base64 -w x; echo $?',
  'printf "#!/bin/sh \\necho \\$# \\$0\\n" > blank; chmod +x blank; ./blank a',
  'date -s "2020-01-01 00:00" >/dev/null; echo $?',
  'hostname x; echo $?',
  'mount -t tmpfs none d; echo $?',
  'true; false; echo $?',
  'sleep; echo $?',
  'sleep x; echo $?',
  'sleep 0; echo $?',
  'printf "b 2\\na 1\\n" | sort -k2 -n; printf "a\\na\\nb\\n" | uniq -c | tr -s " "',
  'printf "b 1\\na 1 \\n b 0\\n\\n" | sort -k2; printf "a b\\nab c\\nc\\n" | awk "NR==2"; printf "a b\\nab c\\n" | awk " /b\\\\/*/ { print \\$2 , \\"x\\" ; } "',
  'echo "a b c" | awk \'{print $2}\'; printf "x:1\\ny:2\\n" | awk -F: \'/y/ {print $2, $1}\'',
  'cat /proc/self/status | grep -E "^(Uid|Gid|Groups|CapEff|CapPrm|NoNewPrivs):"',
  'kill 999999; echo $?',
  'cd shut; cd f; cd d; pwd | grep -o "d$"',
  'which sh >/dev/null; echo $?; which nosuch; echo $?',
];

let base = '';

beforeAll(() => {
  if (!root)
    process.stderr.write(
      'SKIPPED: real shells under other UIDs need root and setpriv (test/cluster/shell/wording)\n',
    );
  else if (busybox === null)
    process.stderr.write(
      'SKIPPED: no busybox here (apt-get install busybox-static): its wording is not compared\n',
    );
  if (root && !debian)
    process.stderr.write(
      'SKIPPED: this is no Debian 12: the wording of dash, bash and coreutils is not compared\n',
    );
  base = mkdtempSync(join(tmpdir(), 'podium-shell-'));
  chmodSync(base, 0o755);
  if (busybox !== null) {
    mkdirSync(join(base, 'bin'));
    for (const name of execFileSync(busybox, ['--list'], { encoding: 'utf8' }).trim().split('\n'))
      symlinkSync(busybox, join(base, 'bin', name));
  }
});

afterAll(() => rmSync(base, { recursive: true, force: true }));

const UID = 12345;
const GID = 3000;
const F = 'a b\nb c\nc\n';
const RUN = '#!/bin/sh\necho "ran:$1:x"\n';

function realIn(shell: Shell, script: string): { stdout: string; stderr: string; status: number } {
  const work = join(base, 'work');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work);
  chmodSync(work, 0o777);
  writeFileSync(join(work, 'f'), F);
  writeFileSync(join(work, 'run'), RUN);
  writeFileSync(join(work, 'secret'), 'hidden\n');
  mkdirSync(join(work, 'd'));
  writeFileSync(join(work, 'd', 'x'), 'x\n');
  mkdirSync(join(work, 'shut'));
  for (const [name, mode] of [
    ['f', 0o644],
    ['run', 0o755],
    ['secret', 0o600],
    ['d', 0o777],
    ['d/x', 0o644],
    ['shut', 0o700],
  ] as const) {
    chmodSync(join(work, name), mode);
    chownSync(join(work, name), 0, 0);
  }
  const path = shell.name === 'busybox' ? join(base, 'bin') : '/usr/sbin:/usr/bin:/sbin:/bin';
  const ran = spawnSync(
    setpriv ?? 'setpriv',
    [
      '--reuid',
      String(UID),
      '--regid',
      String(GID),
      '--groups',
      `2000,${GID}`,
      '--inh-caps=-all',
      shell.argv[0] ?? 'sh',
      '-c',
      script,
    ],
    { cwd: work, env: { PATH: path, HOME: '/' }, encoding: 'utf8', timeout: 10_000, input: '' },
  );
  return { stdout: ran.stdout, stderr: ran.stderr, status: ran.status ?? -1 };
}

function oursIn(shell: Shell, script: string): { stdout: string; stderr: string; status: number } {
  const work = join(base, 'work');
  const said = exec(
    {
      image: shell.image,
      uid: UID,
      gid: GID,
      groups: [2000, GID],
      env: [['HOME', '/']],
      volumes: {
        [work]: {
          mode: 0o777,
          files: {
            f: file(F),
            run: file(RUN, { mode: 0o755 }),
            secret: file('hidden\n', { mode: 0o600 }),
            d: directory({ x: file('x\n') }, { mode: 0o777 }),
            shut: directory({}, { mode: 0o700 }),
          },
        },
      },
    },
    [shell.argv[0] ?? 'sh', '-c', script],
    '',
    work,
  );
  return { stdout: said.stdout, stderr: said.stderr, status: said.status };
}

for (const shell of SHELLS) {
  describe.skipIf(!shell.there)(`${shell.name} says the same`, () => {
    const scripts = [...GRAMMAR, ...FILES].filter((one) => shell.name !== 'busybox' || !HELP.has(one));
    it.each(scripts)('%s', (script) => {
      expect(oursIn(shell, script)).toEqual(realIn(shell, script));
    });
  });
}
