/**
 * In the frame of a foreign graphic: the line to the page around it, which is the only one that is listened to.
 * The frame has no origin of its own, so no storage, no token and no API; all it gets are these messages.
 *
 *   in    { call: n, verb, given }      out   { done: n, answer } or { failed: n, why }
 *                                       out   { ready: about }   { stray: why }    an error nobody caught
 */
// eslint-disable-next-line no-unused-vars -- for the script that comes next
const overlayPort = (() => {
  const page = window.parent;
  const say = (message) => page.postMessage(message, "*"); // nothing in it is a secret
  const why = (error) => String((error && error.message) || error).slice(0, 300);
  const plain = (value) => (value === undefined ? null : JSON.parse(JSON.stringify(value)));

  function serve(verbs) {
    window.addEventListener("message", async ({ source, data }) => {
      if (source !== page || !data || !Object.hasOwn(verbs, data.verb)) return;
      try {
        say({ done: data.call, answer: plain(await verbs[data.verb](data.given)) });
      } catch (error) {
        say({ failed: data.call, why: why(error) });
      }
    });
    window.addEventListener("error", ({ error, message }) => say({ stray: why(error || message) }));
    window.addEventListener("unhandledrejection", ({ reason }) => say({ stray: why(reason) }));
  }

  return { serve, ready: (about) => say({ ready: plain(about) }) };
})();
