import { describe, expect, it } from "vitest";
import { antdTheme } from "./theme.ts";
import { palettes } from "./tokens.ts";

const channel = (value: number) => {
  const part = value / 255;
  return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};
function luminance(hex: string): number {
  const value = Number.parseInt(hex.slice(1), 16);
  return 0.2126 * channel(value >> 16) + 0.7152 * channel((value >> 8) & 255) + 0.0722 * channel(value & 255);
}
function contrast(a: string, b: string): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

describe.each(Object.entries(palettes))("colours of the %s scheme reach AA", (_, palette) => {
  const grounds = { panel: palette.panel, ground: palette.ground, sunken: palette.sunken, hover: palette.hover };
  const inks = { ink: palette.ink, ink2: palette.ink2, ink3: palette.ink3, brandInk: palette.brandInk };
  for (const [ground, colour] of Object.entries(grounds)) {
    it.each(Object.entries(inks))(`%s on ${ground}`, (_name, ink) => {
      expect(contrast(ink, colour)).toBeGreaterThanOrEqual(4.5);
    });
  }

  it.each([
    ["white on brand", palette.onBrand, palette.brand],
    ["white on brand, hovered", palette.onBrand, palette.brandHover],
    ["ok", palette.ok, palette.okTint],
    ["warn", palette.warn, palette.warnTint],
    ["bad", palette.bad, palette.badTint],
    ["brand ink on its tint", palette.brandInk, palette.brandTint],
  ])("%s", (_name, ink, ground) => {
    expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.entries(palette.family))("family %s on its tint and on the panel", (_name, [ink, tint]) => {
    expect(contrast(ink, tint)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(ink, palette.panel)).toBeGreaterThanOrEqual(4.5);
  });
});

it.each(["light", "dark"] as const)(
  "grounds of messages in the %s scheme are our tints, not what antd mixes",
  (scheme) => {
    const { token } = antdTheme(scheme, false);
    const { brandTint, okTint, warnTint, badTint } = palettes[scheme];
    const { colorInfoBg, colorSuccessBg, colorWarningBg, colorErrorBg } = token ?? {};
    expect([colorInfoBg, colorSuccessBg, colorWarningBg, colorErrorBg]).toEqual([brandTint, okTint, warnTint, badTint]);
  },
);
