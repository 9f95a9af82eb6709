/** A program of its own that holds the write lock of a database: `lock.child.ts PATH`; it ends with its input. */
import { writeSync } from 'node:fs';
import Database from 'better-sqlite3';

const db = new Database(process.argv[2] ?? '', { fileMustExist: true });
db.exec('BEGIN IMMEDIATE');
writeSync(1, 'held\n');
process.stdin.on('end', () => {
  db.exec('ROLLBACK');
  db.close();
});
process.stdin.resume();
