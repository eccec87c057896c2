/**
 * Networks, by the name sources give them: the proper name, the network's colour, and a small mark of our own
 * drawing on a field of 24 × 24 (a camera, a note, a paper plane: no network's own sign is copied).
 */
const WHITE = "#ffffff";
const DARK = "#10161f";

const made = (name, colour, mark, ink = WHITE) => ({ name, colour, mark, ink });

export const NETWORKS = {
  bluesky: made("Bluesky", "#0f76e0", "M7.5 18a4 4 0 0 1-.6-8 5.4 5.4 0 0 1 10.4-1 4.5 4.5 0 0 1-.3 9z"),
  discord: made("Discord", "#5865f2", "M3.5 13.5a8.5 8.5 0 0 1 17 0V19h-5v-6.5h2.6a5.7 5.7 0 0 0-11.2 0H8.5V19h-5z"),
  facebook: made("Facebook", "#1868e5", "M12 4.8a3.4 3.4 0 1 1-.01 0zM5 19.5c.4-4.2 3-6.7 7-6.7s6.6 2.5 7 6.7z"),
  instagram: made(
    "Instagram",
    "#c13584",
    "M8.2 7l1.6-2.3h4.4L15.8 7H19a1.4 1.4 0 0 1 1.4 1.4v8.7a1.4 1.4 0 0 1-1.4 1.4H5a1.4 1.4 0 0 1-1.4-1.4V8.4A1.4 1.4 0 0 1 5 7zM12 9.1a3.5 3.5 0 1 0 .01 0z",
  ),
  kick: made("Kick", "#53fc18", "M6 4.5h4.2v4.8L14 4.5h5L13.2 12l5.8 7.5h-5l-3.8-4.8v4.8H6z", DARK),
  mastodon: made("Mastodon", "#6364ff", "M4 9.8h3.4L15 5.5v13l-7.6-4.3H4zM16.8 8.3a4.3 4.3 0 0 1 0 7.4z"),
  matrix: made("Matrix", "#0dbd8b", "M4.5 4H9v2.2H6.9v11.6H9V20H4.5zM19.5 4H15v2.2h2.1v11.6H15V20h4.5zM10.4 10.4h3.2v3.2h-3.2z", DARK),
  slack: made(
    "Slack",
    "#7c3085",
    "M9 4h2.2l-.6 4h3.8l.6-4h2.2l-.6 4H20v2.2h-3.7l-.5 3.6H19V16h-3.5l-.6 4h-2.2l.6-4H9.5l-.6 4H6.7l.6-4H4v-2.2h3.6l.5-3.6H5V8h3.4zM10.3 10.2l-.5 3.6h3.8l.5-3.6z",
  ),
  telegram: made("Telegram", "#1c8dc4", "M3.3 11.7 20.6 4.8 17.4 19.3 12.3 15.7 9.6 18.5 9.3 13.8 16.2 8.2 7.7 13.2z"),
  tiktok: made("TikTok", "#d3204a", "M8.6 5.2 18 3.5v11.7a2.8 2.8 0 1 1-2-2.7V7.3l-5.4 1v8.9a2.8 2.8 0 1 1-2-2.7z"),
  twitch: made("Twitch", "#8142f5", "M4.5 6.5h9.5a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5H4.5A1.5 1.5 0 0 1 3 16V8a1.5 1.5 0 0 1 1.5-1.5zM16.5 11l4.5-3v8l-4.5-3z"),
  whatsapp: made("WhatsApp", "#17914a", "M8 4.2l2.3.3 1.2 4-1.9 1.7c.8 1.7 2.3 3.2 4.1 4.1l1.8-1.8 4 1.2.3 2.3c-.3 2.3-1.7 3.8-3.8 3.8C9.5 19.8 4.2 14.5 4.2 8c0-2.1 1.5-3.5 3.8-3.8z"),
  x: made("X", "#5b6b78", "M5 5h14a1.5 1.5 0 0 1 1.5 1.5v8A1.5 1.5 0 0 1 19 16h-7.5L7 20v-4H5a1.5 1.5 0 0 1-1.5-1.5v-8A1.5 1.5 0 0 1 5 5z"),
  youtube: made("YouTube", "#e0241b", "M8.5 6.3v11.4L18.3 12z"),
};

/** The network of that name, in whatever letters it is written; undefined if we know none. */
export function networkOf(name) {
  const key = String(name).toLowerCase();
  return Object.hasOwn(NETWORKS, key) ? NETWORKS[key] : undefined;
}
