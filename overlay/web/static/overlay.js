/**
 * The transparent page OBS shows: /overlay#<token>
 *   ?layers=question,join   only these   ?output=NAME   which output it is   ?preview   what NEXT would show
 *   ?motion=cut             no movement  ?format=9:16   as a picture of that shape shows it
 *   ?bg=green               a ground     ?blend=obs     laid over it as OBS does   ?safe   lines of the safe areas
 * It keeps its last frame whatever happens to the server, and says what is wrong by console.error only: OBS keeps
 * that in its log, and nothing but pictures may be seen on air.
 */
import { LayerStage } from "./layer-stage.js";
import { Live } from "./live.js";
import { asked, without } from "./page-query.js";

const { build, theme } = document.documentElement.dataset;
const { token, layers, output, preview, cut, bg, blend, safe, format } = asked(location.href);
const root = document.getElementById("stage");

document.documentElement.toggleAttribute("data-alone", window.parent === window);
if (!(format && (await inFormat()))) {
  await setUp({ bg: bg || (blend && "checker"), blend, safe });
  if (token) run();
  else console.error("This address has no token after its “#”: copy the overlay address from the control page again.");
}

/** Whether there is such a format. Around its picture stands the ground too, if it is one colour. */
async function inFormat() {
  const { framed } = await import("./picture-format.js");
  if (!framed(root, format, without(location.href, "format"))) return false;
  if (bg !== "checker") await setUp({ bg });
  return true;
}

async function setUp({ bg, blend, safe }) {
  if (bg) {
    const { backdrop, blendAsObs, paint } = await import("./backdrop.js");
    const ground = backdrop(bg);
    if (ground) paint(ground);
    if (ground && blend === "obs") blendAsObs(root, ground);
  }
  if (safe) (await import("./guides.js")).guides();
}

function run() {
  const live = new Live({ token, view: preview ? "preview" : "overlay", output, build });
  const stage = new LayerStage(root, { look: { theme, output }, cut, only: layers, onfault: (fault) => live.send({ fault }) });
  let first = true;
  let clearing; // when the server has been away for as long as the show allows

  live.onview = async (view, operations) => {
    const { rev } = live;
    const atOnce = first; // a start is no change; after an absence what is different moves, once
    first = false;
    await stage.draw(view, { cut: atOnce });
    if (rev === live.rev) live.echo(rev);
    renew(live.build, stage);
  };
  live.onbuild = (served) => {
    stage.edition = served;
    renew(served, stage);
  };
  live.onlink = (state) => {
    if (state === "refused") console.error("The server does not know this address's token: copy it anew, or ask the producer.");
    if (state === "open") clearing = clearTimeout(clearing);
    else if (live.view?.clear_after) clearing ??= setTimeout(() => stage.draw({ layers: [] }, { cut: false }), live.view.clear_after * 1000);
  };
  for (const event of ["obsSourceVisibleChanged", "obsSourceActiveChanged"]) window.addEventListener(event, () => live.look());
  stage.preload();
  live.open();
}

/** Loads this page anew when the server has other files, once for each of its builds; never what is on air. */
function renew(served, stage) {
  if (!served || served === build || !(preview || stage.empty)) return;
  const key = `overlay build ${location.search}`; // pages in frames of one page share what is kept
  if (sessionStorage.getItem(key) === served) return;
  sessionStorage.setItem(key, served);
  location.reload();
}
