// Evaluated in a bare page: a wall's rotation, looked at every second of a simulated time; what it did and when.
async ({ count, places, seed, line, seconds, starred = 0, arrive = {}, withdraw = {}, reading = {} }) => {
  const { Rotation } = await import("/graphics/social-wall/rotation.mjs");
  const rotation = new Rotation({ places, seed, line });
  const item = (number) => ({ id: `q${number}`, starred: number < starred });
  let items = [...Array(count).keys()].map(item);
  const log = [];
  const note = (second, changes, forced) => changes.length && log.push({ second, changes, forced, ids: [...rotation.ids] });
  note(0, rotation.know(items, 0), true);
  for (let second = 1; second <= seconds; second++) {
    const now = second * 1000;
    const [came, gone] = [arrive[second] ?? [], withdraw[second] ?? []];
    if (came.length || gone.length) {
      items = [...came.map(item), ...items].filter(({ id }) => !gone.includes(id));
      note(second, rotation.know(items, now), true);
    }
    for (const [place, ms] of Object.entries(reading)) rotation.hold(Number(place), ms);
    note(second, rotation.step(now), false);
  }
  return { log, ids: rotation.ids, moves: rotation.moves };
}
