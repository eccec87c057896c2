/**
 * Words to try graphics with: what they usually show, what is long, and what strangers write to break things.
 *
 *   wordsOf("sample", graphic, { next, turn })     data for that graphic; `turn` counts: another text each time
 *
 * Of a graphic that is not ours only what its manifest gives counts, and the words of a question where it has such fields.
 */
import { say, said } from "./words.js";

const LONG =
  "Will the recording be online afterwards, with the slides and the questions that could not be taken tonight, and where do we find it when the show is over and everybody has gone home, if one of us had to leave before the end and would still like to hear the answers given to all the others in the hall tonight?";
const HOSTILE = [
  ["<b>Ada</b> & co", "\u003cscript>document.title = 'owned'\u003c/script> Who pays for all this?"],
  ["W".repeat(40), "Incomprehensibilities".repeat(6).slice(0, 120)],
  ["ليلى منصور", "هل سيكون التسجيل متاحًا على الإنترنت بعد البث، version 2.0؟"],
  ["山田 花子", "配信のあとで録画を見ることはできますか？質問もまとめて公開されますか？"],
  ["👩‍👩‍👧‍👦 🏳️‍🌈", "Is this one family 👩‍👩‍👧‍👦, one flag 🏴󠁧󠁢󠁳󠁣󠁴󠁿 and one key 7️⃣?"],
  ["", "Why?"],
  ["Ṱ̈́h̸́͂ë̴́ ̈́C̴̈rowd", "H̵̛͕̞̦̰̜͍̰̥̟͆̏͂̌͑ͅä̷͔̟͓̬̯̟͍̭͉͈̮͙̣̯̬͚̞̭̍̀̾͠m̴̡̧̛̝̯̹̗̹̤̲̺̟̥̈̏͊̔̑̍͆̌̀̚͝͝b̴̢̢̫̝̠̗̼̬̻̮̺̭͔̘͑̆̎̚ǘ̴̧̡̥̙̭̿̈̀̒̐̊͒͑r̷̡̡̲̼̎̎̾̍̓͒̇̉͗g?"],
];
const QUESTION = new Set(["text", "name"]);
const QR = "M0 0h7v1h-7zM9 0h1v1h-1zM12 0h1v1h-1zM14 0h7v1h-7zM0 1h1v1h-1zM6 1h1v1h-1zM9 1h1v1h-1zM11 1h1v1h-1zM14 1h1v1h-1zM20 1h1v1h-1zM0 2h1v1h-1zM2 2h3v1h-3zM6 2h1v1h-1zM8 2h2v1h-2zM11 2h1v1h-1zM14 2h1v1h-1zM16 2h3v1h-3zM20 2h1v1h-1zM0 3h1v1h-1zM2 3h3v1h-3zM6 3h1v1h-1zM10 3h1v1h-1zM12 3h1v1h-1zM14 3h1v1h-1zM16 3h3v1h-3zM20 3h1v1h-1zM0 4h1v1h-1zM2 4h3v1h-3zM6 4h1v1h-1zM8 4h2v1h-2zM11 4h2v1h-2zM14 4h1v1h-1zM16 4h3v1h-3zM20 4h1v1h-1zM0 5h1v1h-1zM6 5h1v1h-1zM8 5h1v1h-1zM11 5h1v1h-1zM14 5h1v1h-1zM20 5h1v1h-1zM0 6h7v1h-7zM8 6h1v1h-1zM10 6h1v1h-1zM12 6h1v1h-1zM14 6h7v1h-7zM9 7h3v1h-3zM1 8h1v1h-1zM4 8h1v1h-1zM6 8h1v1h-1zM8 8h3v1h-3zM13 8h1v1h-1zM15 8h2v1h-2zM18 8h1v1h-1zM1 9h5v1h-5zM7 9h1v1h-1zM9 9h5v1h-5zM15 9h5v1h-5zM0 10h1v1h-1zM2 10h1v1h-1zM4 10h1v1h-1zM6 10h1v1h-1zM8 10h1v1h-1zM10 10h1v1h-1zM12 10h1v1h-1zM15 10h2v1h-2zM18 10h3v1h-3zM0 11h2v1h-2zM5 11h1v1h-1zM7 11h1v1h-1zM9 11h1v1h-1zM15 11h1v1h-1zM19 11h1v1h-1zM2 12h1v1h-1zM4 12h1v1h-1zM6 12h3v1h-3zM10 12h5v1h-5zM16 12h3v1h-3zM8 13h1v1h-1zM15 13h3v1h-3zM20 13h1v1h-1zM0 14h7v1h-7zM9 14h4v1h-4zM14 14h1v1h-1zM16 14h2v1h-2zM20 14h1v1h-1zM0 15h1v1h-1zM6 15h1v1h-1zM9 15h1v1h-1zM11 15h1v1h-1zM13 15h7v1h-7zM0 16h1v1h-1zM2 16h3v1h-3zM6 16h1v1h-1zM8 16h1v1h-1zM10 16h1v1h-1zM13 16h3v1h-3zM20 16h1v1h-1zM0 17h1v1h-1zM2 17h3v1h-3zM6 17h1v1h-1zM12 17h3v1h-3zM17 17h4v1h-4zM0 18h1v1h-1zM2 18h3v1h-3zM6 18h1v1h-1zM9 18h2v1h-2zM12 18h2v1h-2zM0 19h1v1h-1zM6 19h1v1h-1zM8 19h1v1h-1zM11 19h2v1h-2zM15 19h1v1h-1zM18 19h1v1h-1zM20 19h1v1h-1zM0 20h7v1h-7zM9 20h3v1h-3zM14 20h3v1h-3zM18 20h3v1h-3z";
const MODULES = 21;

/** What ours show besides the words of a question; each takes what it knows. */
function rest(isQuestion) {
  const { asked, label, call, ticker, role, option } = said("samples");
  const items = asked.map((text, index) => ({ id: `s${index}`, text, name: NAMES[index % NAMES.length], platform: "", avatar: "", votes: [41, 18, 7, 0][index % 4], asked_by: index ? 0 : 14, starred: index === 0 }));
  return {
    ...(isQuestion ? { label } : {}),
    platform: "youtube",
    votes: 41,
    asked_by: 14,
    title: say("sampleTitle"),
    words: call,
    url: "ask.example",
    qr: QR,
    modules: MODULES,
    items,
    lines: ticker.join("\n"),
    question: asked[0],
    options: option.map((words, index) => ({ id: `o${index}`, label: words, votes: [62, 31, 12][index % 3] })),
    total: 105,
    state: "open",
    published: true,
    role,
    thanks: "",
    seconds: 300,
    until: Date.now() + 300_000,
  };
}

const NAMES = ["Anna Kowalska", "Noa", "Oluwaseun A.", "Mia"];

function question(kind, next, turn) {
  if (kind === "next" && next) return { text: next.text, name: next.name, platform: next.platform };
  if (kind === "long") return { text: LONG.slice(0, 280), name: "Maximiliane von Hohenstein-Wittelsbach" };
  if (kind === "hostile") {
    const [name, text] = HOSTILE[turn % HOSTILE.length];
    return { text, name };
  }
  const { asked } = said("samples");
  return { text: asked[turn % asked.length], name: NAMES[turn % NAMES.length] };
}

export function wordsOf(kind, { frame, schema, question: isQuestion }, { next = null, turn = 0 } = {}) {
  const fields = schema?.properties ?? {};
  const given = Object.fromEntries(Object.entries(fields).filter(([, field]) => field?.default !== undefined).map(([name, field]) => [name, field.default]));
  const words = question(kind, next, turn);
  if (!frame) return { ...given, ...rest(isQuestion), ...(kind === "hostile" ? hostileRest(words) : {}), ...words };
  if (kind === "sample" && turn === 0) return given;
  const known = Object.entries(words).filter(([name]) => QUESTION.has(name) && name in fields);
  return { ...given, ...Object.fromEntries(known) };
}

const hostileRest = ({ text, name }) => ({ label: name || "?", role: text, question: text, title: text });
