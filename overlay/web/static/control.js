/**
 * The control page: its elements, its presses, its keys. Everything else follows from what the server tells (crew.js).
 */
import "./air-desk.js";
import "./decline-reasons.js";
import "./file-import.js";
import "./first-steps.js";
import "./graphic-form.js";
import "./join-form.js";
import "./key-help.js";
import "./lan-switch.js";
import "./layer-list.js";
import "./notice-bar.js";
import "./paste-lines.js";
import "./poll-maker.js";
import "./poll-panel.js";
import "./question-editor.js";
import "./question-entry.js";
import "./question-inbox.js";
import "./question-queue.js";
import "./secret-address.js";
import "./show-list.js";
import "./tab-bar.js";
import "./top-bar.js";
import "./undo-bar.js";
import { listen as listenToPresses } from "./actions.js";
import { catalogue } from "./catalogue.js";
import { crew } from "./crew.js";
import { listen as listenToKeys } from "./keys.js";
import { ready } from "./lines.js";

crew.onbuild = () => catalogue.refresh(); // somebody saved a file: maybe of a graphic
listenToPresses();
listenToKeys();
crew.start();
ready().then(() => crew.redraw());
setInterval(() => crew.redraw(), 60_000); // ages
