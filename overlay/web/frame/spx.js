/**
 * In the frame of a classic SPX template, before any script of its own: OGraf's verbs (port.js) become the functions
 * SPX and CasparCG call, update(json) play() next() stop(). Its form, SPXGCTemplateDefinition, is told to the page.
 */
(() => {
  const LOADED = 5000; // for its pictures and scripts: then it plays without
  const LEAST = 1000; // out movements made by script cannot be seen from here
  const MOST = 3000;
  const LAYOUT = new Set(["caption", "instruction", "divider", "spacer", "button"]);
  let fields = [];
  let out = "manual";
  let step = -1;
  let timer;
  let removed = () => {};

  const after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const definition = () => window.SPXGCTemplateDefinition || {};
  const words = (value) => {
    if (typeof value === "boolean") return value ? "1" : "0";
    return value !== null && typeof value === "object" ? JSON.stringify(value) : String(value ?? "");
  };

  // Every window has a stop() of its own, which is none of the template's: what is there before any of its scripts.
  const natives = new Set();
  for (let holder = window; holder; holder = Object.getPrototypeOf(holder))
    for (const { value } of Object.values(Object.getOwnPropertyDescriptors(holder))) natives.add(value);
  const has = (name) => typeof window[name] === "function" && !natives.has(window[name]);

  function call(name, ...given) {
    if (!has(name)) throw new Error(`it has no function ${name}()`);
    return window[name](...given);
  }

  const moving = () =>
    document.getAnimations().filter(({ playState, effect }) => playState === "running" && effect && effect.getComputedTiming().endTime !== Infinity);

  const still = () => moving().forEach((animation) => animation.finish());

  async function load() {
    if (document.readyState !== "complete")
      await Promise.race([new Promise((resolve) => window.addEventListener("load", resolve)), after(LOADED)]);
    await Promise.race([document.fonts.ready, after(LOADED)]);
    if (!window.SPXGCTemplateDefinition) throw new Error("it has no SPXGCTemplateDefinition");
    for (const name of ["update", "play"]) if (!has(name)) throw new Error(`it has no function ${name}()`);
    fields = (definition().DataFields || []).filter(({ field, ftype }) => field && !LAYOUT.has(ftype));
    out = String(definition().out ?? "manual");
    return { about: { steps: Number(definition().steps) || 1, fleeting: Number(out) > 0, definition: definition() } };
  }

  function updateAction({ data = {} }) {
    const given = fields.map(({ field, value }) => [field, words(data[field] ?? value)]);
    return call("update", JSON.stringify({ ...Object.fromEntries(given), comment: "", epochID: String(Date.now()) }));
  }

  /** Several steps: the first is play(), each further one next(). */
  async function playAction({ goto = 0, skipAnimation }) {
    clearTimeout(timer);
    if (step < 0 || goto < step) await call("play");
    for (step = Math.max(step, 0); step < goto; step++) await call("next");
    if (Number(out) > 0) timer = setTimeout(() => has("stop") && call("stop"), Number(out));
    if (skipAnimation) still();
    return { currentStep: step };
  }

  async function stopAction({ skipAnimation }) {
    clearTimeout(timer);
    step = -1;
    if (out === "none" || !has("stop")) return;
    const gone = new Promise((resolve) => (removed = resolve));
    await call("stop");
    if (skipAnimation) return still();
    const end = Date.now() + MOST;
    const settled = async () => {
      await after(LEAST);
      while (moving().length && Date.now() < end) await after(50);
    };
    await Promise.race([gone, settled()]);
  }

  const customAction = ({ id, payload }) => call(id, payload);

  // What CasparCG puts into a page; a template may call remove() when its way out has ended.
  window.caspar = window.casparcg = {};
  window.remove = () => removed();

  overlayPort.serve({ load, updateAction, playAction, stopAction, customAction, dispose: () => {} });
  overlayPort.ready({});
})();
