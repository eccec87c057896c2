/**
 * The transparent page OBS shows: /overlay#<token>
 *   ?layers=question,join   only these   ?output=NAME   which output it is   ?preview   what NEXT would show
 *   ?motion=cut             no movement
 * It keeps its last frame whatever happens to the server, and says what is wrong by console.error only: OBS keeps
 * that in its log, and nothing but pictures may be seen on air.
 */
import { LayerStage } from "./layer-stage.js";
import { Live } from "./live.js";

const { build, theme } = document.documentElement.dataset;
const token = location.hash.slice(1);
const query = new URLSearchParams(location.search);
const cut = query.get("motion") === "cut";

if (token) run();
else console.error("This address has no token after its “#”: copy the overlay address from the control page again.");

function run() {
  const preview = query.has("preview");
  const live = new Live({ token, view: preview ? "preview" : "overlay", output: query.get("output") ?? "main", build });
  const stage = new LayerStage(document.getElementById("stage"), {
    look: cut ? { theme, motion: "cut" } : { theme },
    only: (query.get("layers") ?? "").split(",").filter(Boolean),
    onfault: (fault) => live.send({ fault }),
  });

  live.onview = async (view, operations) => {
    const { rev } = live;
    await stage.draw(view, { cut: cut || !operations }); // at once after a start and an absence
    if (rev === live.rev) live.echo(rev);
    renew(live.build, stage);
  };
  live.onbuild = (served) => renew(served, stage, preview);
  live.onlink = (state) => {
    if (state === "refused") console.error("The server does not know this address's token: copy it anew, or ask the producer.");
  };
  for (const event of ["obsSourceVisibleChanged", "obsSourceActiveChanged"]) window.addEventListener(event, () => live.look());
  stage.preload();
  live.open();
}

/** Loads this page anew when the server has newer files, once for each of its builds; never what is on air. */
function renew(served, stage, preview = false) {
  if (!served || served === build || !(preview || stage.empty)) return;
  if (sessionStorage.getItem("overlay build") === served) return;
  sessionStorage.setItem("overlay build", served);
  location.reload();
}
