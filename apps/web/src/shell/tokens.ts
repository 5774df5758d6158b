/** The one place for colour, size and motion: antd's theme and every stylesheet read these. Contrast is AA on `panel`. */
export type Scheme = "light" | "dark";
export type Family = "trigger" | "decision" | "action" | "merge" | "alert" | "person" | "note";

export interface Palette {
  ground: string;
  panel: string;
  sunken: string;
  hover: string;
  line: string;
  lineStrong: string;
  ink: string;
  ink2: string;
  ink3: string;
  brand: string;
  brandHover: string;
  brandInk: string;
  brandTint: string;
  onBrand: string;
  ok: string;
  okTint: string;
  warn: string;
  warnTint: string;
  bad: string;
  badTint: string;
  canvas: string;
  dot: string;
  wire: string;
  wireQuiet: string;
  path: string;
  shadow: string;
  shadowFar: string;
  /** Ink and tint of each node family; the family is also told by icon and words. */
  family: Record<Family, readonly [ink: string, tint: string]>;
}

const light: Palette = {
  ground: "#f4f5f7",
  panel: "#ffffff",
  sunken: "#f7f8fa",
  hover: "#eef0f4",
  line: "#e2e5eb",
  lineStrong: "#c9ced8",
  ink: "#1a212c",
  ink2: "#465162",
  ink3: "#5f6a7c",
  brand: "#3a4bd0",
  brandHover: "#2e3db5",
  brandInk: "#3443c4",
  brandTint: "#eef0fd",
  onBrand: "#ffffff",
  ok: "#16774a",
  okTint: "#e5f5ec",
  warn: "#96590b",
  warnTint: "#fdf2de",
  bad: "#c22f2f",
  badTint: "#fdecec",
  canvas: "#f7f8fa",
  dot: "#d3d8e1",
  wire: "#8d97a8",
  wireQuiet: "#b9c0cc",
  path: "#3a4bd0",
  shadow: "0 1px 2px rgb(20 28 45 / 6%)",
  shadowFar: "0 8px 28px rgb(20 28 45 / 14%)",
  family: {
    trigger: ["#1767b6", "#e7f1fb"],
    decision: ["#99610a", "#fcf1dc"],
    action: ["#1d7a4c", "#e4f4ea"],
    merge: ["#7847bf", "#f2ebfb"],
    alert: ["#c22f2f", "#fdecec"],
    person: ["#0d7585", "#e1f3f5"],
    note: ["#5d6776", "#eef0f3"],
  },
};

const dark: Palette = {
  ground: "#11151b",
  panel: "#1a1f28",
  sunken: "#151a21",
  hover: "#252c38",
  line: "#2b3340",
  lineStrong: "#414b5c",
  ink: "#e7eaf0",
  ink2: "#b8c0cd",
  ink3: "#919cad",
  brand: "#5666e6",
  brandHover: "#4655d6",
  brandInk: "#a3aeff",
  brandTint: "#262c4d",
  onBrand: "#ffffff",
  ok: "#5cc98d",
  okTint: "#16301f",
  warn: "#e3ab52",
  warnTint: "#352812",
  bad: "#f58181",
  badTint: "#3a1c1e",
  canvas: "#14181f",
  dot: "#2c3440",
  wire: "#77839a",
  wireQuiet: "#4a5566",
  path: "#94a1ff",
  shadow: "0 1px 2px rgb(0 0 0 / 40%)",
  shadowFar: "0 10px 32px rgb(0 0 0 / 55%)",
  family: {
    trigger: ["#72b4f5", "#172a3f"],
    decision: ["#e3ab52", "#332713"],
    action: ["#62c990", "#15301f"],
    merge: ["#bd9af0", "#2b2140"],
    alert: ["#f58181", "#3a1c1e"],
    person: ["#58c3d1", "#10303a"],
    note: ["#a3adba", "#262c36"],
  },
};

export const palettes: Record<Scheme, Palette> = { light, dark };

export const sizes = {
  radius: 6,
  radiusLarge: 10,
  font: 13,
  fontSmall: 12,
  control: 30,
  card: 240,
} as const;

/** `--font-first`: what a language wants before all others (base.css). */
export const fontFamily =
  'var(--font-first, -apple-system), -apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif';
export const fontMono = 'ui-monospace, "SF Mono", Consolas, "Noto Sans Mono CJK SC", monospace';

const kebab = (name: string) => name.replace(/[A-Z]|\d+$/g, (c) => `-${c.toLowerCase()}`);

/** Every token as a CSS variable: `--panel`, `--ink-2`, `--family-alert`, `--family-alert-tint`… */
function cssVariables(scheme: Scheme): Record<string, string> {
  const { family, ...plain } = palettes[scheme];
  const out: Record<string, string> = {
    "--font": fontFamily,
    "--mono": fontMono,
    "--radius": `${sizes.radius}px`,
    "--radius-large": `${sizes.radiusLarge}px`,
    "--card": `${sizes.card}px`,
  };
  for (const [name, value] of Object.entries(plain)) out[`--${kebab(name)}`] = value;
  for (const [name, [ink, tint]] of Object.entries(family)) {
    out[`--family-${name}`] = ink;
    out[`--family-${name}-tint`] = tint;
  }
  return out;
}

/**
 * Paper is light whatever the screen is: for print this stands over what `applyTokens` puts on the root. Every paper has
 * these margins; what is too wide for an upright sheet says `page: wide`.
 */
export function applyPaper(): void {
  const said = Object.entries({ ...cssVariables("light"), "color-scheme": "light" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `@page { margin: 14mm; } @page wide { size: A4 landscape; margin: 10mm; } @media print { :root { ${said.map(([name, value]) => `${name}: ${value} !important;`).join(" ")} } }`,
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

export function applyTokens(scheme: Scheme, root: HTMLElement = document.documentElement): void {
  root.dataset.scheme = scheme;
  root.style.colorScheme = scheme;
  for (const [name, value] of Object.entries(cssVariables(scheme))) root.style.setProperty(name, value);
}
