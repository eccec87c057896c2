/**
 * Plays one graphic as a renderer does and reports what it does wrong: the traps of OGraf v1, and the functions of an
 * SPX template. What to play is told by /plan.json; each fault is `[code, values]`, for the sentences of check.py.
 */
import { after, lateFiles, seen, settling } from "./watch.js";

const SECONDS = 8;
const faults = [];
const plan = await (await fetch("/plan.json")).json();
const fault = (code, values = {}) => {
  if (!faults.some((known) => known[0] === code && JSON.stringify(known[1]) === JSON.stringify(values))) faults.push([code, values]);
};
const why = (error) => String(error?.message ?? error).slice(0, 200);

class Stop extends Error {} // what comes next cannot be tried

window.addEventListener("error", ({ error, message }) => fault("stray", { why: why(error ?? message) }));
window.addEventListener("unhandledrejection", ({ reason }) => fault("stray", { why: why(reason) }));
document.addEventListener("securitypolicyviolation", ({ blockedURI }) => fault("outside", { url: String(blockedURI).slice(0, 120) }));

// -- OGraf

/** Words that can be found again for every field that takes free words, over the defaults of the schema. */
function filled(schema, round) {
  const entries = Object.entries(schema?.properties ?? {}).map(([name, field], at) => {
    const free = field.type === "string" && !field.enum && !field.pattern && !/^(select|color|file-path)/.test(field.gddType ?? "");
    return [name, free ? `Qz${at}x${round}` : defaultOf(field)];
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function defaultOf(field) {
  if (field?.type !== "object" || "default" in field) return field?.default;
  return Object.fromEntries(Object.entries(field.properties ?? {}).map(([name, part]) => [name, defaultOf(part)]));
}

const given = (data) => ({
  data,
  renderType: "realtime",
  renderCharacteristics: { resolution: { width: innerWidth, height: innerHeight }, frameRate: 50, accessToPublicInternet: false },
});

const words = (data) => Object.values(data).filter((value) => /^Qz\d+x\d+$/.test(String(value)));

async function ograf() {
  const Graphic = await loadedClass();
  const one = new Instance(Graphic, "one");
  const data = filled(plan.schema, 1);
  await one.call("load", given(data));
  const ready = performance.now();
  if (one.shows(data)) fault("early_seen");
  await firstPlay(one, data, ready);
  await stopped(one, data);
  await steps(one);
  if (plan.steps !== 0) await bursts(one);
  const other = new Instance(Graphic, "two");
  await other.call("load", given(data));
  await other.call("dispose", {});
  await one.call("dispose", {});
}

async function loadedClass() {
  const module = await import(plan.main).catch((error) => {
    fault("module", { why: why(error) });
    throw new Stop();
  });
  const Graphic = module.default;
  if (typeof Graphic !== "function" || !(Graphic.prototype instanceof HTMLElement)) {
    fault("no_class");
    throw new Stop();
  }
  const wanted = ["load", "dispose", "playAction", "stopAction", "updateAction", "customAction"];
  for (const verb of plan.nonRealTime ? [...wanted, "goToTime", "setActionsSchedule"] : wanted)
    if (typeof Graphic.prototype[verb] !== "function") fault("no_verb", { verb });
  return Graphic;
}

/** One element in a box of its own, as a renderer holds it. */
class Instance {
  blind = false; // nothing of what it shows can be found from outside

  constructor(Graphic, tag) {
    customElements.define(`trial-${tag}`, class extends Graphic {});
    this.box = document.body.appendChild(document.createElement("div"));
    this.box.className = "box";
    try {
      this.element = new (customElements.get(`trial-${tag}`))();
    } catch (error) {
      fault("threw", { verb: "constructor", why: why(error) });
      throw new Stop();
    }
    this.box.append(this.element);
  }

  /** What it answered; {} where it answered nothing, undefined where it failed. */
  async call(verb, given) {
    if (typeof this.element[verb] !== "function") return undefined;
    try {
      const answer = await Promise.race([this.element[verb](given), after(SECONDS * 1000).then(() => Stop)]);
      if (answer === Stop) fault("never", { verb, seconds: SECONDS });
      else if (answer?.statusCode >= 400) fault("status", { verb, status: answer.statusCode, why: why(answer.statusMessage ?? "") });
      else return answer ?? {};
    } catch (error) {
      fault("threw", { verb, why: why(error) });
    }
    if (verb === "load") throw new Stop();
    return undefined;
  }

  shows(data) {
    return words(data).some((word) => seen(this.box, word));
  }
}

async function firstPlay(one, data, ready) {
  let answer;
  const cut = { skipAnimation: true };
  const moved = await settling(one.box, async () => (answer = await one.call("playAction", cut)));
  if (plan.steps === 0) {
    if (Number.isFinite(answer?.currentStep)) fault("nought", { step: answer.currentStep });
    return;
  }
  if (moved) fault("moves", { verb: "playAction" });
  if (answer) tellStep(answer.currentStep);
  const late = lateFiles(ready);
  if (late.length) fault("early_load", { files: [...new Set(late)].slice(0, 4).join(", ") });
  if (one.shows(data)) return;
  await one.call("updateAction", { data, ...cut });
  await after(100);
  if (one.shows(data)) fault("deaf");
  else one.blind = true;
}

function tellStep(step) {
  if (step === 1) fault("from_one");
  else if (step === undefined || step === null) fault("no_step");
  else if (step !== 0) fault("wrong_step", { calls: "playAction", right: 0, step });
}

async function stopped(one, data) {
  const moved = await settling(one.box, () => one.call("stopAction", { skipAnimation: true }));
  if (moved && plan.steps !== 0) fault("moves", { verb: "stopAction" });
  if (one.shows(data)) fault("still_seen");
}

async function steps(one) {
  const first = await one.call("playAction", {});
  if (plan.steps === 0) {
    if (Number.isFinite(first?.currentStep)) fault("nought", { step: first.currentStep });
  }
  for (let step = 1; first && step < plan.steps; step++) {
    const answer = await one.call("playAction", { delta: 1 });
    if (answer && answer.currentStep !== step && faults.every(([code]) => !["from_one", "no_step"].includes(code)))
      fault("wrong_step", { calls: `${step + 1} × playAction`, right: step, step: String(answer.currentStep) });
  }
  if (first && plan.steps > 0) {
    const end = await one.call("playAction", { delta: 1 });
    if (Number.isFinite(end?.currentStep)) fault("no_end", { step: end.currentStep });
    const again = await one.call("playAction", { goto: 0 });
    if (again && plan.steps > 1 && again.currentStep > 0 && again.currentStep !== 1) fault("wrong_step", { calls: "goto 0", right: 0, step: again.currentStep });
  }
  await one.call("stopAction", {});
}

/** All at once, as when keys are pressed in a hurry: what was wished last must be what stands. */
async function bursts(one) {
  const play = () => one.call("playAction", { goto: 0 });
  const stop = () => one.call("stopAction", {});
  const update = (round) => one.call("updateAction", { data: filled(plan.schema, round) });
  await Promise.all([play(), stop(), play(), update(2), update(3)]);
  await after(300);
  if (!one.blind && !one.shows(filled(plan.schema, 3))) fault("burst_on");
  else if (one.shows(filled(plan.schema, 2))) fault("burst_on");
  await Promise.all([update(4), stop(), play(), stop(), update(5)]);
  await after(300);
  if ([1, 2, 3, 4, 5].some((round) => one.shows(filled(plan.schema, round)))) fault("burst_off");
}

// -- SPX

async function spx() {
  const frame = document.createElement("iframe");
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  frame.src = plan.main;
  document.body.append(frame);
  await Promise.race([loaded, after(SECONDS * 1000)]);
  const page = frame.contentWindow;
  page.addEventListener("error", ({ error, message }) => fault("stray", { why: why(error ?? message) }));
  const definition = page.SPXGCTemplateDefinition;
  if (!definition) {
    fault("no_definition");
    return;
  }
  const wanted = Number(definition.steps) > 1 ? ["update", "play", "stop", "next"] : ["update", "play", "stop"];
  const native = (name) => /\[native code\]/.test(Function.prototype.toString.call(page[name])); // every window has a stop()
  const missing = wanted.filter((name) => typeof page[name] !== "function" || native(name));
  for (const name of missing) fault("no_function", { name });
  const fields = Array.isArray(definition.DataFields) ? definition.DataFields.filter(({ field }) => field) : [];
  const filledIn = Object.fromEntries(fields.map(({ field, ftype, value }, at) => [field, /^text/.test(ftype) ? `Qz${at}x1` : String(value ?? "")]));
  const call = async (name, ...values) => {
    if (missing.includes(name)) return;
    try {
      await page[name](...values);
    } catch (error) {
      fault("threw", { verb: name, why: why(error) });
    }
    await after(200);
  };
  await call("update", JSON.stringify({ ...filledIn, comment: "", epochID: "1" }));
  if (!missing.includes("play") && words(filledIn).some((word) => seen(page.document, word))) fault("early_seen");
  await call("play");
  if (wanted.includes("next")) await call("next");
  await call("stop");
}

try {
  await (plan.kind === "spx" ? spx() : ograf());
} catch (error) {
  if (!(error instanceof Stop)) fault("stray", { why: why(error) });
}
await fetch("/report", { method: "POST", body: JSON.stringify(faults) });
