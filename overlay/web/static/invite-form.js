/**
 * A link for one more person of the crew, good once.
 *
 *   <invite-form> … </invite-form>     markup: settings.html; tells the page by the event "invited"
 */
import { api } from "./api.js";
import { onlyHere } from "./here.js";
import { Part } from "./part.js";
import { said, say } from "./words.js";

class InviteForm extends Part {
  ready() {
    this.form = this.querySelector("form");
    this.link = this.querySelector("secret-address");
    this.form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const { role, label } = this.form.elements;
      this.set({ fault: "" });
      try {
        const { url, expires_s: seconds } = await api("POST", "/api/links", { role: role.value, label: label.value.trim() });
        this.link.value = url;
        this.set({ made: true, hereOnly: onlyHere(url) ? say("hereOnly") : "", about: `${said("roles")[role.value]} ${label.value.trim()}: ${say("newLink", { n: Math.round(seconds / 60) })}` });
        this.form.reset();
      } catch (refusal) {
        this.set({ fault: refusal.message });
      }
    });
  }
}

customElements.define("invite-form", InviteForm);
