/**
 * What the address of an overlay page asks for. Pure.
 *
 *   asked("http://…/overlay?layers=question,join&bg=#000#TOKEN")
 *     → { token: "TOKEN", layers: ["question", "join"], bg: "#000", output: "main", preview: false, cut: false,
 *         blend: "", safe: false, format: "" }
 *
 * The token stands after the last “#”; one before it belongs to a colour, which people write as they are used to.
 */
export function asked(address) {
  const [, query, token] = parted(address);
  return {
    token,
    layers: (query.get("layers") ?? "").split(",").map((name) => name.trim()).filter(Boolean),
    output: query.get("output") || "main",
    preview: query.has("preview"),
    cut: query.get("motion") === "cut",
    bg: query.get("bg") ?? "",
    blend: query.get("blend") ?? "",
    safe: query.has("safe"),
    format: query.get("format") ?? "",
  };
}

/** The same address without that part of its query. */
export function without(address, name) {
  const [path, query, token] = parted(address);
  query.delete(name);
  return `${path}?${query}#${token}`;
}

/** Path, query and token. */
function parted(address) {
  const end = address.lastIndexOf("#");
  const [whole, token] = end < 0 ? [address, ""] : [address.slice(0, end), address.slice(end + 1)];
  const start = whole.indexOf("?");
  if (start < 0) return [whole, new URLSearchParams(), token];
  return [whole.slice(0, start), new URLSearchParams(whole.slice(start + 1).replaceAll("#", "%23")), token];
}
