/**
 * In the frame of a foreign OGraf graphic: its renderer. The page around it calls OGraf's verbs (port.js); the manifest
 * is named by <body data-manifest>. Fields that are not given have the defaults of the manifest's schema.
 */
(() => {
  let element = null;
  let defaults = {};

  const size = () => ({ width: window.innerWidth, height: window.innerHeight });
  const whole = (data) => ({ ...defaults, ...data });

  function defaultOf(field) {
    if (field && "default" in field) return field.default;
    if (!field || field.type !== "object") return undefined;
    const inner = Object.entries(field.properties || {}).map(([name, part]) => [name, defaultOf(part)]);
    const known = inner.filter(([, value]) => value !== undefined);
    return known.length ? Object.fromEntries(known) : undefined;
  }

  async function load({ data }) {
    const answer = await fetch(document.body.dataset.manifest);
    if (!answer.ok) throw new Error(`its manifest was answered with ${answer.status}`);
    const manifest = await answer.json();
    defaults = defaultOf(manifest.schema) || {};
    const { default: Graphic } = await import(new URL(manifest.main, location.href).href);
    if (typeof Graphic !== "function" || !(Graphic.prototype instanceof HTMLElement))
      throw new Error("its module has no class of an element as default export");
    const tag = `g-${String(manifest.id).toLowerCase().replace(/[^a-z0-9-]+/g, "-")}`;
    if (!customElements.get(tag)) customElements.define(tag, class extends Graphic {});
    element = new (customElements.get(tag))();
    document.body.append(element);
    const told = await element.load({
      data: whole(data),
      renderType: "realtime",
      renderCharacteristics: { resolution: size(), frameRate: 60, accessToPublicInternet: false },
    });
    const { stepCount = 1, customActions = [] } = manifest;
    return { ...told, about: { steps: stepCount, fleeting: stepCount === 0, actions: customActions } };
  }

  async function dispose() {
    const told = await element.dispose({});
    element.remove();
    return told;
  }

  overlayPort.serve({
    load,
    dispose,
    updateAction: (given) => element.updateAction({ ...given, data: whole(given.data) }),
    playAction: (given) => element.playAction(given),
    stopAction: (given) => element.stopAction(given),
    customAction: (given) => element.customAction(given),
  });
  overlayPort.ready({});
})();
