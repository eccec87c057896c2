/** What a graphic that is curious finds: by name what it got, or the name of the error that it got instead. */
export async function spied() {
  const attempts = {
    local: () => localStorage.length,
    session: () => sessionStorage.getItem("x"),
    database: () => indexedDB.open("x").readyState,
    cookie: () => document.cookie,
    address: () => parent.location.href,
    token: () => top.location.hash,
    page: () => parent.document.title,
    state: async () => (await fetch("/api/state")).status,
    links: async () => (await fetch("/api/links")).json(),
    shell: async () => (await fetch("/overlay")).text(),
    blind: async () => (await fetch("/api/panic", { method: "POST", mode: "no-cors" })).type,
    live: () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`ws://${location.host}/live`);
        socket.onopen = () => resolve("open");
        socket.onerror = () => reject(new DOMException("", "Closed"));
      }),
    outside: async () => (await fetch("http://127.0.0.1:9/")).status,
    referrer: () => document.referrer || Promise.reject(new DOMException("", "Empty")),
    window: () => (window.open("/control") ? "opened" : Promise.reject(new DOMException("", "Blocked"))),
  };
  const found = {};
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      found[name] = `GOT ${JSON.stringify(await attempt())}`;
    } catch (error) {
      found[name] = error.name;
    }
  }
  return found;
}
