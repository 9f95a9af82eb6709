/** Names of programs by the package they come in: facts of the distributions, one word each. */

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/** coreutils 9.1 (file list of the Debian 12 package). */
export const COREUTILS: readonly string[] = words(`
[ arch b2sum base32 base64 basename basenc cat chcon chgrp chmod chown chroot cksum comm cp csplit cut
date dd df dir dircolors dirname du echo env expand expr factor false fmt fold groups head hostid id
install join link ln logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste
pathchk pinky pr printenv printf ptx pwd readlink realpath rm rmdir runcon seq sha1sum sha224sum sha256sum
sha384sum sha512sum shred shuf sleep sort split stat stdbuf stty sum sync tac tail tee test timeout touch
tr true truncate tsort tty uname unexpand uniq unlink users vdir wc who whoami yes
`);

/** util-linux 2.38, bsdutils, mount, login, passwd (file lists of the Debian 12 packages). */
export const UTIL_LINUX: readonly string[] = words(`
addpart agetty blkdiscard blkid blkzone blockdev chage chcpu chfn chgpasswd chmem choom chpasswd chrt chsh
cpgr cppw ctrlaltdel delpart dmesg expiry faillog fallocate fincore findfs findmnt flock fsck fsck.cramfs
fsck.minix fsfreeze fstrim getopt getty gpasswd groupadd groupdel groupmems groupmod grpck grpconv
grpunconv hardlink hwclock i386 ionice ipcmk ipcrm ipcs isosize last lastb lastlog ldattach linux32
linux64 logger login losetup lsblk lscpu lsfd lsipc lsirq lslocks lslogins lsmem lsns mcookie mesg mkfs
mkfs.bfs mkfs.cramfs mkfs.minix mkswap more mount mountpoint namei newgrp newusers nologin nsenter partx
passwd pivot_root prlimit pwck pwconv pwunconv readprofile rename.ul renice resizepart rev rtcwake runuser
script scriptlive scriptreplay setarch setpriv setsid setterm sg shadowconfig su sulogin swaplabel swapoff
swapon switch_root taskset uclampset umount unshare useradd userdel usermod utmpdump vigr vipw wall wdctl
whereis wipefs x86_64 zramctl
`);

/** What else every Debian image has: packages of priority required and apt (file lists of Debian 12). */
export const DEBIAN_BASE: readonly string[] = words(`
add-shell apt apt-cache apt-cdrom apt-config apt-get apt-key apt-mark captoinfo clear cmp deb-systemd-
helper deb-systemd-invoke diff diff3 dnsdomainname domainname dpkg dpkg-deb dpkg-divert dpkg-fsys-
usrunmess dpkg-maintscript-helper dpkg-query dpkg-realpath dpkg-split dpkg-statoverride dpkg-trigger find
fstab-decode getconf getent gunzip gzexe gzip hostname iconv iconvconfig infocmp infotocap installkernel
invoke-rc.d ischroot killall5 ld.so ldconfig ldd locale localedef nisdomainname perl perl5.36.0 pidof pldd
remove-shell reset rmt-tar run-parts savelog sdiff service start-stop-daemon tabs tar tarcat tempfile tic
toe tput tset tzselect uncompress update-alternatives update-rc.d update-shells xargs ypdomainname zcat
zcmp zdiff zdump zegrep zfgrep zforce zgrep zic zless zmore znew which awk nawk
`);

/** procps 4.0 (file list of the Debian 12 package); ubuntu images have it, debian images do not. */
export const PROCPS: readonly string[] = words(`
free kill pgrep pidwait pkill pmap ps pwdx skill slabtop snice sysctl tload top uptime vmstat w watch
`);

/** busybox: what its default configuration builds (`//applet:` and `default y` in its sources), with docker-library/busybox's two additions. */
export const APPLETS: readonly string[] = words(`
[ [[ acpid add-shell addgroup adduser adjtimex ar arch arp arping ascii ash awk base32 base64 basename bc
beep blkdiscard blkid blockdev bootchartd brctl bunzip2 bzcat bzip2 cal cat chat chattr chgrp chmod chown
chpasswd chpst chroot chrt chvt cksum clear cmp comm conspy cp cpio crc32 crond crontab cryptpw cttyhack
cut date dc dd deallocvt delgroup deluser depmod devmem df diff dirname dmesg dnsd dnsdomainname dos2unix
dpkg dpkg-deb du dumpkmap dumpleases echo ed egrep eject env envdir envuidgid ether-wake expand expr
factor fakeidentd fallocate false fatattr fbset fbsplash fdflush fdformat fdisk fgconsole fgrep find
findfs flock fold free freeramdisk fsck fsck.minix fsfreeze fstrim fsync ftpd ftpget ftpput fuser getfattr
getopt getty grep groups gunzip gzip halt hd hdparm head hexdump hexedit hostid hostname httpd hush
hwclock i2cdetect i2cdump i2cget i2cset i2ctransfer id ifconfig ifdown ifenslave ifplugd ifup inetd init
inotifyd insmod install ionice iostat ip ipaddr ipcalc ipcrm ipcs iplink ipneigh iproute iprule iptunnel
kbd_mode kill killall killall5 klogd last less link linux32 linux64 linuxrc ln loadfont loadkmap logger
login logname logread losetup lpd lpq lpr ls lsattr lsmod lsof lspci lsscsi lsusb lzcat lzma lzop makemime
man md5sum mdev mesg microcom mim mkdir mkdosfs mke2fs mkfifo mkfs.ext2 mkfs.minix mkfs.vfat mknod
mkpasswd mkswap mktemp modinfo modprobe more mount mountpoint mpstat mt mv nameif nanddump nandwrite nbd-
client nc netstat nice nl nmeter nohup nologin nproc nsenter nslookup ntpd od openvt partprobe passwd
paste patch pgrep pidof ping ping6 pipe_progress pivot_root pkill pmap popmaildir poweroff powertop
printenv printf ps pscan pstree pwd pwdx raidautorun rdate rdev readahead readlink readprofile realpath
reboot reformime remove-shell renice reset resize resume rev rm rmdir rmmod route rpm rpm2cpio rtcwake
run-parts runlevel runsv runsvdir rx script scriptreplay sed seedrng sendmail seq setarch setconsole
setfattr setfont setkeycodes setlogcons setpriv setserial setsid setuidgid sh sha1sum sha256sum sha3sum
sha512sum showkey shred shuf slattach sleep smemcap softlimit sort split ssl_client start-stop-daemon stat
strings stty su sulogin sum sv svc svlogd svok swapoff swapon switch_root sync sysctl syslogd tac tail tar
taskset tc tcpsvd tee telnet telnetd test tftp tftpd time timeout top touch tr traceroute traceroute6 tree
true truncate ts tsort tty ttysize tunctl ubiattach ubidetach ubimkvol ubirename ubirmvol ubirsvol
ubiupdatevol udhcpc udhcpc6 udhcpd udpsvd uevent umount uname unexpand uniq unix2dos unlink unlzma unshare
unxz unzip uptime users usleep uudecode uuencode vconfig vi vlock volname w wall watch watchdog wc wget
which who whoami whois xargs xxd xz xzcat yes zcat zcip
`);
