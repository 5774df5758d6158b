// Finds a Chromium for the end-to-end tests, or says how to get one. SWITCHYARD_CHROMIUM overrides.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const candidates = [
  process.env.SWITCHYARD_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

export const findBrowser = () => candidates.find((path) => path && existsSync(path));

const apt = (args) =>
  spawnSync("apt-get", ["-qq", ...args], {
    stdio: "inherit",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });

/** Installs Chromium and Chinese fonts from the system's packages where this is Debian and we are root. */
export function bringBrowser(say) {
  if (findBrowser()) return findBrowser();
  if (existsSync("/usr/bin/apt-get") && process.getuid?.() === 0) {
    say("no Chromium here: installing chromium and fonts-noto-cjk from the system's packages (once)");
    apt(["update"]);
    apt(["install", "-y", "chromium", "fonts-noto-cjk"]);
  }
  return findBrowser();
}
