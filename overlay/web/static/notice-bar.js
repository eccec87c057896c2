/**
 * What the crew must know at once, one line each: no server, panic, no disk, no OBS, open to the network, broken graphics.
 *
 *   <notice-bar> … </notice-bar>     markup: control.html; a line is a part that is hidden while all is well
 */
import { crew } from "./crew.js";
import { Part } from "./part.js";
import { say } from "./words.js";

class NoticeBar extends Part {
  ready() {
    // In a dock a long sentence is cut to one line until it is pressed.
    this.addEventListener("click", ({ target }) => target.closest(".quiet")?.toggleAttribute("data-open"));
    const link = () => this.set({ down: document.body.dataset.link === "down" });
    new MutationObserver(link).observe(document.body, { attributeFilter: ["data-link"] });
    link();
  }

  draw() {
    const { panic, show } = crew.view;
    const { disk, lan, obs, faults } = crew.lamps;
    this.set({
      panic,
      closed: show.closed,
      disk: !disk.recorded,
      notice: Boolean(disk.notice),
      noticeText: disk.notice,
      obs: !["up", "off"].includes(obs.state),
      obsText: obs.sentence + (obs.retry_in ? ` ${say("retry", { n: Math.ceil(obs.retry_in) })}` : ""),
      lan: lan.on,
      lanText: lan.urls[0] ?? "",
      faults: faults.length > 0,
      faultText: faults.join(" "),
    });
  }
}

customElements.define("notice-bar", NoticeBar);
