/**
 * `?safe`: lines over the picture, for people who set it up. Action 3.5 % and graphics 5 % from the edges (EBU R 95);
 * over an upright picture also what phones' players cover of it. How they look: overlay.css.
 */
const LINES = ["action", "graphics", "head", "foot", "rail"];

export function guides() {
  const all = document.createElement("div");
  all.className = "guides";
  for (const line of LINES) {
    const one = document.createElement("div");
    one.dataset.guide = line;
    all.append(one);
  }
  document.body.append(all);
}
