/** Packages that bring files of their own, found in node_modules when the program runs; the rest is bundled. */
export const WITH_FILES = ['better-sqlite3', '@resvg/resvg-wasm', 'dejavu-fonts-ttf', '@twemoji/svg'];
