/** The page where looks are made: a graphic over a ground, and the theme it wears. */
import "./join-form.js";
import "./look-stage.js";
import "./theme-editor.js";
import "./undo-bar.js";
import { listen } from "./actions.js";
import { crew } from "./crew.js";

const stage = document.querySelector("look-stage");
const editor = document.querySelector("theme-editor");

editor.onwear = (name, properties) => stage.wear(name, properties);
crew.onbuild = () => {
  stage.renew();
  editor.read();
};
let read = false;
crew.follow(() => {
  if (read || !crew.role) return;
  read = true;
  editor.read();
});
listen();
crew.start();
