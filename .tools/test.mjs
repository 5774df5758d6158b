// `npm test`: brings what is missing, installs, and runs every check and every test (`pnpm verify`).
import { bringBrowser } from "./browser.mjs";
import { fail, install, pnpm, runtime, say } from "./runtime.mjs";

const env = runtime();
install(env);
const browser = bringBrowser(say);
if (!browser) {
  fail(
    "the end-to-end tests need Chromium or Chrome. Install one (Debian: apt-get install chromium fonts-noto-cjk), " +
      "or name it in SWITCHYARD_CHROMIUM, and run npm test again.",
  );
}
pnpm(env, ["verify", ...process.argv.slice(2)], { env: { ...env, SWITCHYARD_CHROMIUM: browser } });
