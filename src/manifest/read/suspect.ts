/** Characters that a plain manifest does not hold: other spaces and dashes, invisible ones, frames, arrows, numbers in circles. */
const STRANGE =
  /[\u00a0\u00ad\u1680\u2000-\u206f\u2190-\u21ff\u2212\u2460-\u24ff\u2500-\u257f\u258f\u2776-\u2793\u2b05\u3000\ufeff➜❯]/;
const AT_LINE =
  /(?: *# ?(?:\.{3}|<|\[\.)| *[\t|]|[ ]*-\t|[ ]+(?:- +)?(?:-?[A-Za-z]\w*:[^\s/:]|-[A-Za-z]\w*:(?=\s)|\.{3}|[<(*`~=]|\[(?:\.|snip|cut))|[ \t]*\d+(?:[ \t|:.)-]|$)|[ \t]{0,3}(?:```|~~~|>)|[+@$%`]|diff |index |cat |kubectl |PS )/my;
const AT_VALUE =
  /: +["']?(?:x{2}|X{2}|\$|\?|\*{2}|\{[A-Za-z]\w*\}|TODO|TBD|REDACT|CHANGE|\[(?:your|my|the|insert|some|any|a|uid|gid|user|group|id|value|number|name|redacted)\b|\.{3}|%|@|_|[Yy]our|YOUR|MY|my[-_ ])/y;
const AT_NOTE = /\s(?:\/\/|--|=+>|\(\d\))\s/y;
const AT_FLOW = /[{,] *[A-Za-z]\w*:[^\s/:"]/y;
const AT_ENTITY = /&(?:lt|gt|quot|apos|nbsp|amp|#3[49]);/y;

function found(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/**
 * Whether something in a text wants a second look: markup, other characters, templates, notes, placeholders, frames.
 * One walk over the characters, for it meets every manifest; a manifest that only looks odd loses nothing by it.
 */
export function suspicious(text: string): boolean {
  if (found(AT_LINE, text, 0)) return true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) {
      if (STRANGE.test(text.charAt(i))) return true;
      continue;
    }
    switch (code) {
      case 10:
        if (found(AT_LINE, text, i + 1)) return true;
        break;
      case 13:
      case 27:
      case 60:
        return true;
      case 32:
        if (isSign(text.charCodeAt(i + 1)) && found(AT_NOTE, text, i)) return true;
        break;
      case 38:
        if (found(AT_ENTITY, text, i)) return true;
        break;
      case 42:
        if (text.charCodeAt(i + 1) === 42) return true;
        break;
      case 44:
      case 123:
        if (code === 123 && text.charCodeAt(i + 1) === 123) return true;
        if (found(AT_FLOW, text, i)) return true;
        break;
      case 58:
        if (text.charCodeAt(i + 1) === 32 && found(AT_VALUE, text, i)) return true;
        break;
    }
  }
  return false;
}

/** `(`, `-`, `/` or `=`. */
function isSign(code: number): boolean {
  return code === 40 || code === 45 || code === 47 || code === 61;
}
