/**
 * Which commands each role may give, so that a page shows no button that would be refused. The server decides
 * (show/roles.py); this is the same table, and a test compares the two.
 *
 *   may("host", solo)      → a Set of commands
 */
const AIR = ["cue", "take", "prepare", "update", "clear", "next", "back", "skip", "toggle"];
const DRAFTS = ["poll", "droppoll"];
const POLLS = [...DRAFTS, "openpoll", "closepoll", "publishpoll"];

export const MAY = {
  producer: [
    "ask", "paste", "approve", "decline", "edit", "move", "star", "undo", "panic", "release", "withdraw", "configure",
    "close", ...AIR, ...POLLS,
  ],
  host: ["ask", "paste", "edit", "move", "star", "undo", "panic", "release", ...AIR, ...POLLS],
  moderator: ["ask", "paste", "approve", "decline", "edit", "move", "star", "undo", ...DRAFTS],
  viewer: [],
};
export const SOLO_HOST = ["approve", "decline"];

export const may = (role, solo) => new Set([...(MAY[role] ?? []), ...(role === "host" && solo ? SOLO_HOST : [])]);
