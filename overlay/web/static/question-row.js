/**
 * What a row says of a question, in the inbox and in the queue.
 *
 *   rows(list, template, questions, (question) => questionRow(question), rowStamp());
 */
import { readingMs } from "/graphics/_lib/text.mjs";
import { crew } from "./crew.js";
import { outlook } from "./lines.js";
import { age } from "./times.js";
import { said, say } from "./words.js";

const CARD = "question-card";

/** Changes whenever rows have to be looked at again though their questions are the same: once a minute. */
export const rowStamp = () => `${Math.floor(Date.now() / 60000)} ${crew.view.next_id} ${crew.view.layers.map(({ take, data }) => take + data.text).join()}`;

export function questionRow(question) {
  const { lines, card } = outlook(question.text);
  const asCard = question.graphic === CARD;
  return {
    "data-status": question.status,
    "data-next": question.id === crew.view.next_id,
    text: question.text,
    name: question.name || say("anonymous"),
    platform: said("platforms")[question.platform] ?? question.platform,
    age: age(question.at),
    star: question.starred,
    edited: Boolean(question.original),
    asked: Boolean(question.original),
    original: question.original,
    reading: say("seconds", { n: Math.round(readingMs(question.text) / 1000) }),
    fits: asCard ? say("asCard") : say("lines", { n: lines }),
    card: card && !asCard,
    state: said("statuses")[question.status],
    reason: said("reasons")[question.reason] ?? question.reason,
    changed: onAirDiffers(question),
  };
}

function onAirDiffers({ id, status, text, name }) {
  if (status !== "on_air") return false;
  const picture = crew.view.layers.find((layer) => layer.question === id);
  return Boolean(picture) && (picture.data.text !== text || picture.data.name !== name);
}
