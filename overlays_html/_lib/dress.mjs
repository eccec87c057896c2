/**
 * What a graphic wears: its own style and the theme over it, the show's accent, the faces its words need.
 *
 *   const dress = new Dress(graphic, url);     url: of the class; its markup and style lie beside it
 *   await dress.load()                         → the graphic's root with its markup in its style
 *   await dress.wear(data)                     the theme that the data names, and the faces for all its letters
 *   dress.tint(accent)                         the accent, where the theme has its colours
 */
import { tints } from "./colour.mjs";
import { fonts, markup, sheet, within } from "./files.mjs";
import { brand } from "./logo.mjs";

const HERE = import.meta.url;
const PATIENCE = 1500; // for fonts: then the words come in whatever face there is

export class Dress {
  #graphic;
  #url;
  #own = [];
  #theme = "";

  constructor(graphic, url) {
    this.#graphic = graphic;
    this.#url = url;
  }

  async load() {
    const at = (path) => new URL(path, this.#url).href;
    const files = [markup(at("./graphic.html")), sheet(new URL("./stage.css", HERE).href), sheet(at("./graphic.css"))];
    const [nodes, ...sheets] = await Promise.all([...files, fonts(new URL("../_fonts/fonts.css", HERE).href)]);
    this.#own = sheets.slice(0, 2);
    this.#theme = "";
    const root = this.#graphic.shadowRoot ?? this.#graphic.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = this.#own;
    root.replaceChildren(nodes);
    return root;
  }

  async wear(data) {
    const theme = data.theme.replace(/[^a-z0-9-]/g, "");
    const edition = data.edition.replace(/[^a-z0-9]/g, "");
    if (`${theme} ${edition}` !== this.#theme) await this.#put(theme, edition);
    if (this.#graphic.isConnected) await this.#faces(data);
  }

  /** The show's accent in place of the theme's, and its shades that can be read. */
  tint(accent) {
    const { style } = this.#graphic;
    const plate = accent && getComputedStyle(this.#graphic).getPropertyValue("--ov-plate");
    for (const [name, colour] of Object.entries(tints(accent, plate))) style.setProperty(name, colour);
  }

  async #put(theme, edition) {
    const look = (name) => sheet(new URL(`../_themes/${name}.css${edition && `?${edition}`}`, HERE).href);
    const worn = await look(theme).catch(() => {
      console.error(`There is no theme “${theme}”: “studio” is used.`);
      return look("studio");
    });
    this.#graphic.root.adoptedStyleSheets = [...this.#own, worn];
    this.#theme = `${theme} ${edition}`;
  }

  async #faces(data) {
    const words = new Set(JSON.stringify(data)); // each letter once, those of lists too
    const families = getComputedStyle(this.#graphic).fontFamily.split(",");
    const loading = families.map((name) => document.fonts.load(`600 40px ${name}`, [...words].join("")));
    await Promise.all([within(PATIENCE, Promise.allSettled(loading)), brand(this.#graphic)]); // one that fails stops no other
  }
}
