// Builds what the Python package carries: one stylesheet, the scripts, and the pictures they name.
// Run by `make assets`. Nobody needs Node to use Turnabout.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const nhs = join(here, "node_modules/nhsuk-frontend/dist/nhsuk");
const out = process.argv[2] ?? join(here, "../src/turnabout/foundation/design/static/turnabout");

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "images"), { recursive: true });

checkContrast(readFileSync(join(here, "scss/_theme.scss"), "utf8"), ["teal", "teal-link", "ink"]);

const { css } = sass.compile(join(here, "scss/turnabout.scss"), {
  loadPaths: [join(here, "node_modules")],
  style: "compressed",
  quietDeps: true,
});
if (/frutiger|https?:/i.test(css)) throw new Error("The stylesheet names Frutiger or reaches outside the site.");
writeFileSync(join(out, "turnabout.css"), `${css}\n`);

// The source map stays behind, so the line that names it has to go too.
const script = readFileSync(join(nhs, "nhsuk-frontend.min.js"), "utf8");
writeFileSync(join(out, "nhsuk-frontend.min.js"), `${script.replace(/\/\/# sourceMappingURL=\S+\s*$/, "").trimEnd()}\n`);
for (const name of readdirSync(join(here, "js"))) copyFileSync(join(here, "js", name), join(out, name));

for (const [, name] of css.matchAll(/url\("?\.\/images\/([^")]+)/g)) {
  copyFileSync(join(nhs, "assets/images", name), join(out, "images", name));
}
for (const name of readdirSync(join(here, "images"))) {
  copyFileSync(join(here, "images", name), join(out, "images", name));
}

/** Refuse a theme in which text of one of these colours on white falls below 4.5 to 1 (WCAG 2.2, 1.4.3). */
function checkContrast(theme, names) {
  for (const name of names) {
    const hex = theme.match(new RegExp(`^\\$${name}: #([0-9a-f]{6});`, "m"))?.[1];
    if (!hex) throw new Error(`scss/_theme.scss has no colour $${name} of six digits.`);
    const [r, g, b] = [0, 2, 4]
      .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    const ratio = 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
    if (ratio < 4.5) throw new Error(`$${name} on white is ${ratio.toFixed(2)} to 1; text needs 4.5.`);
    console.log(`$${name} on white: ${ratio.toFixed(1)} to 1`);
  }
}
