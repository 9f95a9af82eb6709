/** Files as a process uses them: each call is one system call, refused in the kernel's words (`FileError`). */
import { BOUNDS } from '../bounds.ts';
import { USUAL_UMASK } from '../identity.ts';
import { FileError } from './errors.ts';
import { stored, withNode } from './layers.ts';
import {
  type Found,
  foundAt,
  listing,
  namesIn,
  rootOf,
  type Slot,
  slotAt,
  type View,
  writtenSide,
} from './lookup.ts';
import { EXECUTE, has, inGroup, may, owns, READ, WRITE } from './permission.ts';
import type { Directory, FileNode, Mount, RegularFile } from './tree.ts';

export class FileSystem {
  readonly view: View;

  constructor(view: View) {
    this.view = view;
  }

  /** What is at a path; a link at the end is followed unless `follow` is false. */
  stat(path: string, follow = true): Found {
    return foundAt(this.view, path, follow);
  }

  /** What is at a path, or null where it cannot be seen for whatever reason. */
  peek(path: string, follow = true): Found | null {
    try {
      return this.stat(path, follow);
    } catch (error) {
      if (error instanceof FileError) return null;
      throw error;
    }
  }

  /** access(2): whether the process may read, write or execute what is there. */
  may(path: string, wanted: number): boolean {
    const found = this.peek(path);
    if (found === null || !may(this.view.identity, found.node, wanted)) return false;
    return (wanted & WRITE) === 0 || !found.mount.readOnly || found.node.type === 'special';
  }

  /** The names in a directory, without the two dots. */
  list(path: string): string[] {
    const found = this.stat(path);
    if (found.node.type !== 'directory') throw new FileError('ENOTDIR');
    if (!may(this.view.identity, found.node, READ)) throw new FileError('EACCES');
    return listing(this.view, found);
  }

  /** Everything in a file. */
  read(path: string): string {
    const { node, path: real } = this.stat(path);
    if (!may(this.view.identity, node, READ)) throw new FileError('EACCES');
    if (node.type === 'directory') throw new FileError('EISDIR');
    if (node.type !== 'file') return '';
    if (node.unknown !== true) return node.content;
    this.view.unread(real);
    return '';
  }

  /** What Podium knows of a file's content, for the image's own programs; null where it cannot be read. */
  known(path: string): string | null {
    const found = this.peek(path);
    if (found?.node.type !== 'file' || !may(this.view.identity, found.node, READ)) return null;
    return found.node.content;
  }

  /** open(2) for writing with O_CREAT: a new file is empty; gives the path without links. */
  open(path: string, truncate: boolean, mode = 0o666): string {
    const slot = slotAt(this.view, path, true);
    const { found } = slot;
    if (found === null) return this.#create(slot, (inode) => ({ ...inode, type: 'file', content: '' }), mode);
    if (found.node.type === 'directory') throw new FileError('EISDIR');
    if (!may(this.view.identity, found.node, WRITE)) throw new FileError('EACCES');
    if (found.node.type === 'special') return found.path;
    if (found.mount.readOnly) throw new FileError('EROFS');
    if (truncate && found.node.type === 'file') this.#put(found, emptied(found.node, this.#now));
    return found.path;
  }

  /** write(2) to a file that `open` gave: adds to its end. */
  append(path: string, text: string): void {
    if (text === '') return;
    const found = this.#quietly(path);
    if (found?.node.type !== 'file') return;
    const { size: _size, program: _program, unknown: _unknown, ...file } = found.node;
    const content = file.content + text;
    if (content.length > BOUNDS.fileBytes) throw new FileError('ENOSPC');
    this.#put(found, { ...file, content, mtime: this.#now });
  }

  /** Other content for a file of which only that is known which its programs read. */
  rewrite(path: string, content: string): void {
    const found = this.stat(path);
    if (found.node.type !== 'file') throw new FileError('EISDIR');
    if (found.mount.readOnly) throw new FileError('EROFS');
    if (!may(this.view.identity, found.node, WRITE)) throw new FileError('EACCES');
    this.#put(found, { ...found.node, content, mtime: this.#now });
  }

  mkdir(path: string, mode = 0o777): void {
    const slot = slotAt(this.view, path, false);
    this.#create(slot, (inode) => ({ ...inode, type: 'directory', entries: {} }), mode);
  }

  symlink(target: string, path: string): void {
    const slot = slotAt(this.view, path, false);
    this.#create(slot, (inode) => ({ ...inode, mode: 0o777, type: 'link', target }), 0o777);
  }

  /** unlink(2), or rmdir(2) for a directory. */
  remove(path: string, kind: 'file' | 'directory'): void {
    const { parent, name, found } = slotAt(this.view, path, false);
    if (found === null) throw new FileError('ENOENT');
    if (name === '.' || this.view.mounts.some((mount) => mount.path === found.path))
      throw new FileError('EBUSY');
    this.#mayDelete(parent, found);
    if (kind === 'file' && found.node.type === 'directory') throw new FileError('EISDIR');
    if (kind === 'directory') {
      if (found.node.type !== 'directory') throw new FileError('ENOTDIR');
      if (listing(this.view, found).length > 0) throw new FileError('ENOTEMPTY');
    }
    this.#put(found, null);
  }

  /** rename(2); between two file systems it is refused (EXDEV), and `mv` copies. */
  rename(from: string, to: string): void {
    const source = slotAt(this.view, from, false);
    const target = slotAt(this.view, to, false);
    const { found } = source;
    if (found === null) throw new FileError('ENOENT');
    if (source.parent.mount !== target.parent.mount) throw new FileError('EXDEV');
    const goal =
      target.found?.path ?? `${target.parent.path === '/' ? '' : target.parent.path}/${target.name}`;
    if (goal === found.path) return;
    if (goal.startsWith(`${found.path}/`)) throw new FileError('EINVAL');
    if (this.view.mounts.some(({ path }) => path === found.path || path === goal))
      throw new FileError('EBUSY');
    this.#mayDelete(source.parent, found);
    if (target.found === null) this.#mayCreate(target.parent);
    else {
      this.#mayDelete(target.parent, target.found);
      const onto = target.found.node.type === 'directory';
      if (onto !== (found.node.type === 'directory')) throw new FileError(onto ? 'EISDIR' : 'ENOTDIR');
      if (onto && listing(this.view, target.found).length > 0) throw new FileError('ENOTEMPTY');
    }
    const whole = this.#whole(found);
    this.#put(found, null);
    this.#write(target.parent.mount, goal, whole, true);
  }

  /** chmod(2): the owner and FOWNER may; setgid goes where the group is not the process's own (FSETID keeps it). */
  chmod(path: string, mode: number): void {
    const found = this.stat(path);
    const { identity } = this.view;
    if (found.mount.readOnly) throw new FileError('EROFS');
    if (!owns(identity, found.node)) throw new FileError('EPERM');
    const strays = (mode & 0o2000) !== 0 && !inGroup(identity, found.node.gid) && !has(identity, 'FSETID');
    this.#attributes(found, { mode: strays ? mode & ~0o2000 : mode });
  }

  /** chown(2), null leaving one as it is: CHOWN may all, an owner may give a file to a group of his own. */
  chown(path: string, uid: number | null, gid: number | null, follow = true): void {
    const found = this.stat(path, follow);
    const { identity } = this.view;
    if (found.mount.readOnly) throw new FileError('EROFS');
    const mine = identity.uid === found.node.uid;
    const uidRight = uid === null || (mine && uid === found.node.uid);
    const gidRight = gid === null || (mine && (gid === found.node.gid || inGroup(identity, gid)));
    if (!(uidRight && gidRight) && !has(identity, 'CHOWN')) throw new FileError('EPERM');
    const plain = found.node.type === 'file' && (found.node.mode & 0o111) !== 0;
    const mode = plain ? found.node.mode & ~0o6000 : found.node.mode;
    this.#attributes(found, { uid: uid ?? found.node.uid, gid: gid ?? found.node.gid, mode });
  }

  /** utimensat(2) to now: the owner may, and whoever may write. */
  touch(path: string): void {
    const found = this.stat(path);
    if (found.mount.readOnly) throw new FileError('EROFS');
    if (!owns(this.view.identity, found.node) && !may(this.view.identity, found.node, WRITE))
      throw new FileError('EACCES');
    this.#attributes(found, { mtime: this.#now });
  }

  /** The file that a program is started from: executable, or refused as execve does. */
  executable(path: string): Found {
    const found = this.stat(path);
    if (found.node.type !== 'file' || !may(this.view.identity, found.node, EXECUTE))
      throw new FileError('EACCES');
    return found;
  }

  get #now(): number {
    return this.view.draft.now;
  }

  #quietly(path: string): Found | null {
    const names = namesIn(path);
    const all = { ...this.view, identity: { ...this.view.identity, capabilities: EVERYTHING } };
    return new FileSystem(all).peek(`/${names.join('/')}`);
  }

  #mayCreate(parent: Found): void {
    if (parent.node.type !== 'directory') throw new FileError('ENOTDIR');
    if (parent.mount.readOnly) throw new FileError('EROFS');
    if (parent.mount.tree === null) throw new FileError(parent.mount.fsType === 'proc' ? 'ENOENT' : 'EACCES');
    if (!may(this.view.identity, parent.node, WRITE | EXECUTE)) throw new FileError('EACCES');
  }

  #mayDelete(parent: Found, found: Found): void {
    this.#mayCreate(parent);
    const sticky = (parent.node.type === 'directory' ? parent.node.mode : 0) & 0o1000;
    const { identity } = this.view;
    if (sticky !== 0 && !owns(identity, found.node) && identity.uid !== parent.node.uid)
      throw new FileError('EPERM');
  }

  #create(
    slot: Slot,
    make: (inode: NewInode) => Exclude<FileNode, { type: 'whiteout' }>,
    mode: number,
  ): string {
    if (slot.found !== null) throw new FileError('EEXIST');
    const { parent, name } = slot;
    this.#mayCreate(parent);
    const setgid = (parent.node.type === 'directory' ? parent.node.mode : 0) & 0o2000;
    const { identity } = this.view;
    const node = make({
      uid: identity.uid,
      gid: setgid === 0 ? identity.gid : parent.node.gid,
      mode: mode & ~(identity.umask ?? USUAL_UMASK),
      mtime: this.#now,
    });
    const path = `${parent.path === '/' ? '' : parent.path}/${name}`;
    const inherits = node.type === 'directory' && setgid !== 0;
    this.#write(parent.mount, path, inherits ? { ...node, mode: node.mode | 0o2000 } : node, true);
    return path;
  }

  #attributes(found: Found, change: Partial<NewInode>): void {
    if (found.mount.tree === null) throw new FileError('EPERM');
    const node = found.node.type === 'directory' ? writtenSide(found) : found.node;
    this.#write(found.mount, found.path, { ...node, ...change }, false);
  }

  #put(found: Found, node: FileNode | null): void {
    this.#write(found.mount, found.path, node, node === null);
  }

  /** A node with all that is seen below it, as one piece. */
  #whole(found: Found): FileNode {
    if (found.node.type !== 'directory') return found.node;
    const entries: Record<string, FileNode> = {};
    for (const name of listing(this.view, found))
      entries[name] = this.#whole(foundAt(this.view, `${found.path}/${name}`, false));
    return { ...found.node, entries, opaque: true };
  }

  #write(mount: Mount, path: string, node: FileNode | null, touchesParent: boolean): void {
    const key = mount.tree;
    const tree = key === null ? undefined : this.view.draft.trees[key];
    if (key === null || tree === undefined) throw new FileError('EROFS');
    const below = mount.path === '/' ? path : path.slice(mount.path.length);
    const names = [...namesIn(mount.root), ...namesIn(below)];
    const root = rootOf(this.view, { ...mount, root: '/' }).seen;
    if (root === null) throw new FileError('ENOTDIR');
    if (names.length === 0 && node?.type !== 'directory') throw new FileError('EBUSY');
    const changed = withNode(root, names, node, touchesParent ? this.#now : null);
    if (node !== null) this.#refuseTooMuch(key, changed);
    this.view.draft.trees[key] = { ...tree, root: changed };
  }

  #refuseTooMuch(key: string, changed: Directory): void {
    let { bytes, files } = stored(changed);
    for (const [other, tree] of Object.entries(this.view.draft.trees)) {
      if (other === key) continue;
      const size = stored(tree.root);
      bytes += size.bytes;
      files += size.files;
    }
    if (bytes > BOUNDS.filesBytes || files > BOUNDS.files) throw new FileError('ENOSPC');
  }
}

interface NewInode {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
  readonly mtime: number;
}

function emptied(
  { size: _size, program: _program, unknown: _unknown, ...file }: RegularFile,
  now: number,
): RegularFile {
  return { ...file, content: '', mtime: now };
}

/** For a file that is open already: the way to it is not asked again. */
const EVERYTHING = {
  inheritable: [],
  permitted: [],
  effective: ['DAC_OVERRIDE', 'DAC_READ_SEARCH'],
  bounding: [],
  ambient: [],
};
