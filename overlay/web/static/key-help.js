/** All keys on one leaf: <key-help><dialog> … </dialog></key-help>, opened by "?". */
import { DialogPart } from "./dialog-part.js";

customElements.define("key-help", class extends DialogPart {});
