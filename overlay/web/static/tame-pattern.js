/**
 * Whether a pattern (a regular expression of somebody's manifest) can be tried on a value of that length without
 * holding up the page: `(a+)+$` would, for hours. It counts in how many ways the pattern could be laid over the value,
 * at most: each choice multiplies them. A repeated group with a choice in it is never tame.
 *
 *   tame("^[0-9]{4}-[0-9]{2}$", 200)   true
 *   tame("(a+)+$", 200)                false
 */
const LONGEST = 200;
const MOST = 200 ** 3; // three free repetitions: half a second at worst
const TOKEN = /\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:<[A-Za-z]\w*>|<?[=!]|:))?|\)|\||[*+?]\??|\{(\d+)(,?)(\d*)\}\??|[^]/gsu;

export function tame(pattern, length) {
  if (pattern.length > LONGEST) return false;
  const groups = [];
  let ways = 1; // of what is read of the group so far
  let last = 1; // of the newest part in it
  for (const [token, least, comma, most] of pattern.matchAll(TOKEN)) {
    if (token.startsWith("(")) {
      groups.push(ways);
      ways = last = 1;
    } else if (token === ")") {
      last = ways;
      ways *= groups.pop() ?? 1;
    } else if (token === "|") ways *= 2;
    else if (/^[*+?]/.test(token) || least !== undefined) {
      const once = token.startsWith("?") || (least === "1" && !comma) || most === "1";
      if (last > 1 && !once) return false;
      ways *= token.startsWith("?") ? 2 : least === undefined || (comma && !most) ? length : comma ? Number(most) - Number(least) + 1 : 1;
    } else last = 1;
    if (ways > MOST) return false;
  }
  return true;
}
