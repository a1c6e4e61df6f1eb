// Makes what the browser gets: src/ and styles/ → ../src/sitegen/server/admin/built/. With --watch it goes on doing so.
// What is big (the writing pane) is a file of its own that a screen loads when it needs it.
import { cp, mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const built = fileURLToPath(new URL("../src/sitegen/server/admin/built/", import.meta.url));

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  keepNames: false,
  legalComments: "linked",
  logLevel: "warning",
  target: ["chrome123", "firefox128", "safari17.5"], // where light-dark() and @layer are known
};

const screens = {
  ...common,
  entryPoints: {
    admin: "src/admin.js",
    bin: "src/bin.js",
    edit: "src/edit/open.js",
    media: "src/media/open.js",
    move: "src/move/open.js",
    "new-page": "src/new-page.js",
    pages: "src/pages/open.js",
    change: "src/places/change.js",
    copying: "src/places/copying.js",
    health: "src/places/health.js",
    site: "src/places/site.js",
  },
  outdir: built,
  chunkNames: "[name]-[hash]", // so that what is kept by browsers is never stale,
  format: "esm",
  splitting: true,
  sourcemap: "linked",
};

// The page in the preview has an opaque origin: a module would need leave to be read there, a plain script does not.
const frame = { ...common, entryPoints: { frame: "src/frame.js" }, outdir: built, format: "iife" };

const styles = { ...common, entryPoints: { admin: "styles/admin.css" }, outdir: built, external: ["*.svg"] };

await rm(built, { recursive: true, force: true });
await mkdir(built, { recursive: true });
for (const drawing of ["icons.svg", "icon.svg"]) await cp(new URL(drawing, import.meta.url), `${built}${drawing}`);

if (process.argv.includes("--watch")) {
  const contexts = await Promise.all([screens, frame, styles].map((one) => context(one)));
  await Promise.all(contexts.map((one) => one.watch()));
  console.log("Watching admin/src and admin/styles; Ctrl-C stops");
} else {
  await Promise.all([screens, frame, styles].map((one) => build(one)));
}
