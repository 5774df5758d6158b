/** Every browser names those that it is like as well: the first that fits is it. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/wxwork/i, "WeCom"],
  [/MicroMessenger/, "WeChat"],
  [/DingTalk/i, "DingTalk"],
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/Firefox\/|FxiOS/, "Firefox"],
  [/Chrome\/|CriOS/, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** The browser and system that a user agent stands for; what is not known stays as it said itself. */
export function deviceOf(agent: string): string {
  const nameOf = (table: typeof BROWSERS) => table.find(([pattern]) => pattern.test(agent))?.[1];
  const [browser, system] = [nameOf(BROWSERS), nameOf(SYSTEMS)];
  return browser === undefined ? agent : [browser, system].filter(Boolean).join(" · ");
}
