/**
 * Where each layer stands, the group it shares the frame with, what plays on it, and whether a page loads that at once.
 *
 *   LAYERS.question.graphic      "lower-third"
 *   known("roof")                a place on the edge for a layer that is not in the table
 */
export const LAYERS = {
  wall: { z: 10, group: "full", graphic: "social-wall" },
  card: { z: 20, group: "full", graphic: "question-card", likely: true },
  poll: { z: 30, group: "lower", graphic: "poll" },
  question: { z: 40, group: "lower", graphic: "lower-third", likely: true },
  guest: { z: 45, group: "lower", graphic: "guest-strap" },
  ticker: { z: 50, group: "edge", graphic: "ticker" },
  join: { z: 60, group: "edge", graphic: "join-code", likely: true },
  clock: { z: 70, group: "edge", graphic: "countdown" },
  credits: { z: 80, group: "full", graphic: "credits" },
  test: { z: 90, group: "test", graphic: "test-card" },
};

const UNKNOWN = { z: 50, group: "edge" };

export const known = (layer) => (Object.hasOwn(LAYERS, layer) ? LAYERS[layer] : UNKNOWN);
