/** The graphics' own few words, in the language of the show. Pure functions. */

const PHRASES = {
  en: { askedBy: (number) => `asked by ${number} people` },
  fr: { askedBy: (number) => `posée par ${number} personnes` },
};

const LONG_AGO = 12 * 3600 * 1000;

const spokenIn = (lang) => PHRASES[String(lang).slice(0, 2)] ?? PHRASES.en;
const counted = (number, lang) => new Intl.NumberFormat(lang === "fr" ? "fr" : "en").format(number);

/** "asked by 14 people"; empty for one, who is named already. */
export const askedBy = (people, lang) =>
  people > 1 ? spokenIn(lang).askedBy(counted(Math.min(Math.floor(people), 999999), lang)) : "";

/** The time of day at which it was asked, "14:32"; empty where that was half a day ago or more. */
export function timeOf(ms, now = Date.now()) {
  if (!(ms > 0) || Math.abs(now - ms) > LONG_AGO) return "";
  const at = new Date(ms);
  return [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}
