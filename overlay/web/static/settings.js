/** The settings page: its elements. */
import "./address-list.js";
import "./export-buttons.js";
import "./invite-form.js";
import "./join-form.js";
import "./lan-switch.js";
import "./obs-settings.js";
import "./secret-address.js";
import "./show-settings.js";
import "./token-list.js";
import "./undo-bar.js";
import { listen } from "./actions.js";
import { crew } from "./crew.js";

listen();
crew.start();
