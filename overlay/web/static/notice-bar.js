/**
 * What the crew must know at once, one line each: no server, panic, no disk, no OBS, a join code that leads
 * nowhere, a file that is played, open to the network, broken graphics.
 *
 *   <notice-bar> … </notice-bar>     markup: control.html; a line is a part that is hidden while all is well
 */
import { api } from "./api.js";
import { crew } from "./crew.js";
import { onlyHere } from "./here.js";
import { Part } from "./part.js";
import { say } from "./words.js";

class NoticeBar extends Part {
  ready() {
    // In a dock a long sentence is cut to one line until it is pressed.
    this.addEventListener("click", ({ target }) => target.closest(".quiet")?.toggleAttribute("data-open"));
    this.el.stop.addEventListener("click", () => api("DELETE", "/api/replay").catch((refusal) => crew.onrefused(refusal.message)));
    const link = () => this.set({ down: document.body.dataset.link === "down" });
    new MutationObserver(link).observe(document.body, { attributeFilter: ["data-link"] });
    link();
  }

  draw() {
    const { panic, show, layers } = crew.view;
    const { disk, lan, obs, faults, replay } = crew.lamps;
    this.set({
      panic,
      closed: show.closed,
      disk: !disk.recorded,
      low: disk.recorded && disk.low,
      notice: Boolean(disk.notice),
      noticeText: disk.notice,
      obs: !["up", "off"].includes(obs.state),
      obsText: obs.sentence + (obs.retry_in ? ` ${say("retry", { n: Math.ceil(obs.retry_in) })}` : ""),
      joinHere: layers.some(({ id, data }) => id === "join" && onlyHere(data.url)) && !lan.on,
      replay: Boolean(replay),
      replayText: replay ? say("played", { sent: replay.sent, of: replay.of, name: replay.name }) : "",
      lan: lan.on,
      lanText: lan.urls[0] ?? "",
      faults: faults.length > 0,
      faultText: faults.join(" "),
    });
  }
}

customElements.define("notice-bar", NoticeBar);
